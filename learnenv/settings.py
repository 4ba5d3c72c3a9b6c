"""Settings: what the person who runs the program decides, from the environment and the command line's arguments."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Literal, TypeAlias, get_args
from urllib.parse import urlsplit

from learnenv.domain.errors import SettingsError
from learnenv.domain.text import LANGUAGES, Language

SecureCookies: TypeAlias = Literal["auto", "on"]

VARIABLES = (
    "LEARNENV_DATA",  # folder for the database and other files
    "LEARNENV_DATABASE_URL",  # postgresql://user:password@host/name; else a file in the data folder
    "LEARNENV_HOST",  # address to listen on
    "LEARNENV_PORT",
    "LEARNENV_MODULES",  # folders with modules to try, separated as in PATH
    "LEARNENV_LANGUAGE",  # of the command line: nl or en
    "LEARNENV_PUBLIC_URL",  # address that visitors use, such as https://learn.example.org
    "LEARNENV_SECURE_COOKIES",  # auto, or on: https only, whatever the address
)
"""Every environment variable that is read."""

_DATABASES = ("sqlite", "postgresql")


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, checked. Nothing was made or opened: folders may not exist yet."""

    data_dir: Path
    """Absolute. Whoever opens the database makes it."""
    database_url: str
    host: str
    port: int
    module_folders: tuple[Path, ...]
    """Existing folders, absolute: each a module, or a folder of modules."""
    language: Language
    """Of the command line; in the browser everyone chooses for themselves."""
    public_url: str = ""
    """Address that visitors use, without a slash at the end; empty: the one that the server listens on."""
    secure_cookies: SecureCookies = "auto"

    @property
    def cookies_are_secure(self) -> bool:
        """Whether cookies travel over https only. False only on this very computer, where there is no https."""
        return self.secure_cookies == "on" or self.public_url.startswith("https:") or not is_loopback(self.host)


def read_settings(
    environment: Mapping[str, str],
    *,
    data: str | Path | None = None,
    host: str | None = None,
    port: str | int | None = None,
    modules: Sequence[str | Path] = (),
    language: str | None = None,
) -> Settings:
    """Settings from arguments, else from the environment, else the defaults.

    Module folders of both are taken together. Raises SettingsError that names the setting, what it is and what it
    should be.
    """
    _demand_known(environment)
    get = environment.get
    data_dir = _data_dir(str(data or "") or get("LEARNENV_DATA", ""))
    host = _host(host or get("LEARNENV_HOST") or "127.0.0.1")
    named = [*map(str, modules), *get("LEARNENV_MODULES", "").split(os.pathsep)]
    return Settings(
        data_dir=data_dir,
        database_url=_database(get("LEARNENV_DATABASE_URL", "").strip(), data_dir),
        host=host,
        port=_port(str(port) if port is not None else get("LEARNENV_PORT") or "8501"),
        module_folders=tuple(dict.fromkeys(_folder(name) for name in named if name.strip())),
        language=_language(language or get("LEARNENV_LANGUAGE", ""), environment),
        public_url=_public_url(get("LEARNENV_PUBLIC_URL", "").strip(), host),
        secure_cookies=_secure_cookies(get("LEARNENV_SECURE_COOKIES") or "auto"),
    )


def is_loopback(host: str) -> bool:
    """Whether an address is that of this very computer, which nobody else can reach."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _demand_known(environment: Mapping[str, str]) -> None:
    for name in environment:
        if not name.startswith("LEARNENV_") or name in VARIABLES:
            continue
        if near := get_close_matches(name, VARIABLES, n=1, cutoff=0.85):
            raise SettingsError("settings.unknown", name=name, near=near[0])


def _data_dir(value: str) -> Path:
    if value:
        folder = Path(value).expanduser().absolute()
    else:
        from platformdirs import user_data_path  # only needed where nothing was said

        folder = user_data_path("learnenv", appauthor=False)
    if folder.exists() and not folder.is_dir():
        raise SettingsError("settings.data-not-folder", value=str(folder))
    return folder


def _database(value: str, data_dir: Path) -> str:
    if not value:
        if "?" in str(data_dir):
            raise SettingsError("settings.data-question-mark", value=str(data_dir))
        return f"sqlite:///{data_dir / 'learnenv.sqlite3'}"
    scheme, separator, _ = value.partition("://")
    if not separator or scheme.partition("+")[0] not in _DATABASES:
        # Only the scheme is named: the rest may hold a password.
        raise SettingsError("settings.database", value=scheme if separator else "…")
    return value


def _host(value: str) -> str:
    host = value.strip()
    if not host or any(sign in host for sign in "/ @") or (host.count(":") == 1):
        raise SettingsError("settings.host", value=value)
    return host


def _port(value: str) -> int:
    if not (value.strip().isascii() and value.strip().isdigit() and 1 <= int(value) <= 65535):
        raise SettingsError("settings.port", value=value)
    return int(value)


def _folder(value: str) -> Path:
    folder = Path(value.strip()).expanduser().absolute()
    if not folder.is_dir():
        raise SettingsError("settings.modules", value=str(folder))
    return folder


def _language(value: str, environment: Mapping[str, str]) -> Language:
    if value:
        for language in LANGUAGES:
            if value.strip().lower() == language:
                return language
        raise SettingsError("settings.language", value=value)
    system = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return "en" if system.lower().startswith("en") else "nl"


def _public_url(value: str, host: str) -> str:
    if not value:
        return ""
    parts = urlsplit(value)
    reachable_without_tls = parts.scheme == "http" and is_loopback(parts.hostname or "") and is_loopback(host)
    if not parts.hostname or parts.query or parts.fragment or not (parts.scheme == "https" or reachable_without_tls):
        raise SettingsError("settings.public-url", value=value)
    return value.rstrip("/")


def _secure_cookies(value: str) -> SecureCookies:
    for known in get_args(SecureCookies):
        if value.strip().lower() == known:
            return known  # type: ignore[no-any-return]
    raise SettingsError("settings.secure-cookies", value=value)
