"""The cookies: one that says which session a browser is, one against forged forms, one for the language before that.

Behind TLS they carry the __Host- prefix and Secure. Only on loopback without TLS are they relaxed, because a browser
would refuse them there.
"""

from __future__ import annotations

import ipaddress
from typing import Literal

from starlette.requests import HTTPConnection
from starlette.responses import Response

from learnenv.domain.learner import ABSOLUTE
from learnenv.web import state

Name = Literal["session", "form", "language"]


def relaxed(connection: HTTPConnection) -> bool:
    """Whether this connection is plain HTTP from and to this very machine, and the settings know no other way."""
    if state.app().settings.cookies_are_secure:
        return False
    host = connection.url.hostname or ""
    client = connection.client.host if connection.client else ""
    return connection.url.scheme in ("http", "ws") and _is_loopback(host) and _is_loopback(client)


def read(connection: HTTPConnection, name: Name) -> str:
    """A cookie's value; empty if it is not there. Whatever cookies other programs on this host set, ours is found."""
    wanted = _full_name(connection, name)
    for header in connection.headers.getlist("cookie"):
        for pair in header.split(";"):
            found, _, value = pair.strip().partition("=")
            if found == wanted:
                return value
    return ""


def write(connection: HTTPConnection, response: Response, name: Name, value: str, *, lasting: bool = True) -> None:
    """Set a cookie for this browser: HttpOnly, SameSite=Lax, all of learnenv."""
    response.set_cookie(
        _full_name(connection, name),
        value,
        max_age=int(ABSOLUTE.total_seconds()) if lasting else None,
        path=_path(),
        secure=not relaxed(connection),
        httponly=True,
        samesite="lax",
    )


def clear(connection: HTTPConnection, response: Response, name: Name) -> None:
    """Take a cookie away."""
    response.delete_cookie(
        _full_name(connection, name), path=_path(), secure=not relaxed(connection), httponly=True, samesite="lax"
    )


def _full_name(connection: HTTPConnection, name: Name) -> str:
    if relaxed(connection):
        return f"learnenv-{name}"
    # A browser takes __Host- only for a cookie of the whole host, and below a base others live on this host.
    return f"__Secure-learnenv-{name}" if state.app().settings.base_path else f"__Host-learnenv-{name}"


def _path() -> str:
    return f"{state.app().settings.base_path}/"


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
