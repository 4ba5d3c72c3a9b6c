"""Settings: what the person who runs the program decides, from the environment and the command line's arguments."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Literal, TypeAlias, get_args
from urllib.parse import urlsplit

from learnenv.domain.errors import SettingsError
from learnenv.domain.text import LANGUAGES, Language

SecureCookies: TypeAlias = Literal["auto", "on"]
LogFormat: TypeAlias = Literal["text", "json"]

VARIABLES = (
    "LEARNENV_DATA",  # folder for the database and other files
    "LEARNENV_DATABASE_URL",  # postgresql://user:password@host/name; else a file in the data folder
    "LEARNENV_HOST",  # address to listen on
    "LEARNENV_PORT",
    "LEARNENV_MODULES",  # folders with modules to try, separated as in PATH
    "LEARNENV_PLUGINS",  # names of the installed plugins that may be loaded, with commas; else all
    "LEARNENV_LANGUAGE",  # of the command line and of notebooks: nl or en
    "LEARNENV_LEARNER",  # in a notebook, the name whose work it is; else the user of the hub or of the machine
    "LEARNENV_PUBLIC_URL",  # address that visitors use, such as https://learn.example.org
    "LEARNENV_BASE_PATH",  # what comes before every path, such as /user/ana/learnenv; else nothing
    "LEARNENV_PROXY_KEY",  # set by the tile for notebook servers: who shows it came through that server's proxy
    "LEARNENV_OIDC_ISSUER",  # address of an OpenID provider that says who somebody is; with the two below
    "LEARNENV_OIDC_CLIENT_ID",
    "LEARNENV_OIDC_CLIENT_SECRET",
    "LEARNENV_SECURE_COOKIES",  # auto, or on: https only, whatever the address
    "LEARNENV_LOG",  # text: a person reads what is wrong; json: a program reads one object a line, each request too
    "LEARNENV_METRICS",  # address where Prometheus finds numbers, such as 127.0.0.1:9100; else there are none
    "LEARNENV_KEEP_MONTHS",  # months after which who was not seen and has no role is removed; 0: never
    "LEARNENV_BACKUP_DAYS",  # how old the latest backup may be before administrators are warned; 0: never
    "LEARNENV_KEEP_BACKUPS",  # how many copies of the database from before an upgrade stay; 0: none is made
)
"""Every environment variable that is read."""

KEEP_MONTHS = 24
"""How long someone who does not come back is kept, unless it is set."""

KEEP_BACKUPS = 5
"""How many copies from before an upgrade stay, unless it is set."""

BACKUP_DAYS = 2
"""How old the latest backup may be, unless it is set: one each night, and one that failed."""

_DATABASES = ("sqlite", "postgresql")


@dataclass(frozen=True, slots=True)
class Provider:
    """An OpenID provider, and what learnenv is called there."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)


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
    plugins: tuple[str, ...] = ()
    """Names of the installed plugins that may be loaded; empty: every one."""
    public_url: str = ""
    """Address that visitors use, without a slash at the end; empty: the one that the server listens on."""
    base_path: str = ""
    """What comes before the path of every address; begins with a slash and does not end with one, or is empty."""
    proxy_key: str = field(default="", repr=False)
    """What the proxy of a notebook server shows; empty: there is none, and visitors sign in by themselves."""
    secure_cookies: SecureCookies = "auto"
    provider: Provider | None = None
    """Who may say who somebody is; None: only learnenv itself."""
    keep_months: int = KEEP_MONTHS
    """Months after which a learner who was not there since, and has no role, is erased; 0: never."""
    keep_backups: int = KEEP_BACKUPS
    """How many copies of the database from before an upgrade stay; 0: none is made."""
    backup_days: int = BACKUP_DAYS
    """How many days old the latest backup may be before administrators are warned; 0: never."""
    log: LogFormat = "text"
    metrics: tuple[str, int] | None = None
    """Host and port where the numbers of this process can be asked for; None: nowhere."""

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
    metrics: str | None = None,
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
        plugins=tuple(filter(None, map(str.strip, get("LEARNENV_PLUGINS", "").split(",")))),
        public_url=_public_url(get("LEARNENV_PUBLIC_URL", "").strip(), host),
        base_path=_base_path(get("LEARNENV_BASE_PATH", "").strip()),
        proxy_key=get("LEARNENV_PROXY_KEY", "").strip(),
        secure_cookies=_secure_cookies(get("LEARNENV_SECURE_COOKIES") or "auto"),
        provider=_provider(get),
        keep_months=_keep_months(get("LEARNENV_KEEP_MONTHS") or str(KEEP_MONTHS)),
        keep_backups=_keep_backups(get("LEARNENV_KEEP_BACKUPS") or str(KEEP_BACKUPS)),
        backup_days=_backup_days(get("LEARNENV_BACKUP_DAYS") or str(BACKUP_DAYS)),
        log=_log(get("LEARNENV_LOG") or "text"),
        metrics=_metrics((metrics or get("LEARNENV_METRICS", "")).strip()),
    )


def _provider(get: Callable[[str, str], str]) -> Provider | None:
    names = ("LEARNENV_OIDC_ISSUER", "LEARNENV_OIDC_CLIENT_ID", "LEARNENV_OIDC_CLIENT_SECRET")
    values = [get(name, "").strip() for name in names]
    if not any(values):
        return None
    for name, value in zip(names, values, strict=True):
        if not value:
            raise SettingsError("settings.oidc-missing", name=name)
    parts = urlsplit(values[0])
    on_this_machine = parts.scheme == "http" and is_loopback(parts.hostname or "")
    if not parts.hostname or not (parts.scheme == "https" or on_this_machine):
        raise SettingsError("settings.oidc-issuer", value=values[0])
    return Provider(values[0], values[1], values[2])


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


def _log(value: str) -> LogFormat:
    for known in get_args(LogFormat):
        if value.strip().lower() == known:
            return known  # type: ignore[no-any-return]
    raise SettingsError("settings.log", value=value)


def _metrics(value: str) -> tuple[str, int] | None:
    """A port alone is one of this computer; other computers are let in only by an address that says so."""
    if not value:
        return None
    host, _, port = value.rpartition(":")
    try:
        return _host(host.strip("[]") or "127.0.0.1"), _port(port)
    except SettingsError as error:
        raise SettingsError("settings.metrics", value=value) from error


def _keep_months(value: str) -> int:
    if not _is_count(value):
        raise SettingsError("settings.keep-months", value=value)
    return int(value)


def _keep_backups(value: str) -> int:
    if not _is_count(value):
        raise SettingsError("settings.keep-backups", value=value)
    return int(value)


def _backup_days(value: str) -> int:
    if not _is_count(value):
        raise SettingsError("settings.backup-days", value=value)
    return int(value)


def _is_count(value: str) -> bool:
    return value.strip().isascii() and value.strip().isdigit() and len(value.strip()) < 5


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


def _base_path(value: str) -> str:
    path = value.rstrip("/")
    if path and not re.fullmatch(r"(/[\w.~%@+-]+)+", path, re.ASCII):
        raise SettingsError("settings.base-path", value=value)
    return path


def _secure_cookies(value: str) -> SecureCookies:
    for known in get_args(SecureCookies):
        if value.strip().lower() == known:
            return known  # type: ignore[no-any-return]
    raise SettingsError("settings.secure-cookies", value=value)
