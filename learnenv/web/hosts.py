"""Under which names the server may be asked. A page of somebody else's can have its own name lead to this server, and
links that are made from the name in a request would then lead to them; so any other name than ours is refused."""

from __future__ import annotations

import ipaddress
import re
import socket
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from learnenv.settings import Settings, is_loopback

_HOST = re.compile(r"(\[[0-9a-f:.]{2,45}\]|[a-z0-9](?:[a-z0-9._-]{0,251}[a-z0-9.])?)(?::([0-9]{1,5}))?", re.ASCII)
_EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared, not bound
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


def host_of(connection: HTTPConnection) -> str:
    """The name in a request's Host header, in small letters, without port or brackets; empty unless there is exactly
    one and it is nothing but a name and a port."""
    given = connection.headers.getlist("host")
    found = _HOST.fullmatch(given[0].lower()) if len(given) == 1 else None
    if found is None or int(found[2] or 0) > 65535:
        return ""
    return found[1].strip("[]").rstrip(".")


def from_here(connection: HTTPConnection) -> bool:
    """Whether this machine is what the browser thinks it asks. A page of somebody else's whose name was made to lead
    here is not, nor is whoever comes by a proxy."""
    return is_loopback(host_of(connection))


def from_elsewhere(connection: HTTPConnection) -> bool:
    """Whether a browser says that a page of another origin sent this. Another port of the same machine is another
    origin too, and a page that has none, such as one in a sandbox, is nobody's. Who is no browser says nothing."""
    origin = connection.headers.get("origin")
    if origin is None:
        return False
    try:
        place = urlsplit(origin).netloc
    except ValueError:
        return True
    return place.lower() != connection.headers.get("host", "").lower()


class Hosts:
    """The names of one server."""

    def __init__(self, settings: Settings) -> None:
        self.names = _HERE | {name for name in (_public(settings.public_url), _own(settings.host)) if name}
        """In small letters."""
        self.any_address = settings.host in _EVERYWHERE and not settings.public_url
        """Whether every address in digits is taken as well: nobody can have one lead elsewhere."""
        if self.any_address:
            self.names |= {socket.gethostname().lower()}

    def have(self, connection: HTTPConnection) -> bool:
        """Whether a request is for one of them."""
        name = host_of(connection)
        return name in self.names or is_loopback(name) or (self.any_address and _is_address(name))

    def for_streamlit(self) -> list[str]:
        """As Streamlit wants to be told them, which looks at connections of pages once more."""
        return ["*"] if self.any_address else sorted(self.names)


def _public(url: str) -> str:
    """The host of an address, as a browser sends it."""
    name = urlsplit(url).hostname or ""
    try:
        return name.encode("idna").decode().rstrip(".")
    except UnicodeError:
        return name


def _own(host: str) -> str:
    return "" if host in _EVERYWHERE else host.strip("[]").lower()


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
