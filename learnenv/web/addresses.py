"""Every address of the application, in one place."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode, urlsplit

HOME: Final = "/"
MODULES: Final = "/modules"
MODULE: Final = "/module"
LESSON: Final = "/lesson"
PROGRESS: Final = "/progress"
YOU: Final = "/you"
STYLE: Final = "/style"
PROBLEMS: Final = "/problems"

PAGES: Final = frozenset({HOME, MODULES, MODULE, LESSON, PROGRESS, YOU, STYLE, PROBLEMS})
"""Pages that Streamlit draws."""
OPEN_PREFIXES: Final = (
    "/welcome",
    "/begin",
    "/recover",
    "/healthz",
    "/look/",
    "/form/",
    "/shell.js",
    "/words.json",
    "/favicon.ico",
    "/static/",
    "/_stcore/health",
)
"""Open to everybody: the way in, and files that are the same for all. A slash at the end: all that is under it."""
SHUT_PREFIXES: Final = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")
"""Doors of Streamlit's that nobody needs here."""
SIGNED_IN_PREFIXES: Final = (
    "/content/",
    "/picture/",
    "/product",
    "/product.md",
    "/progress.md",
    "/sign-out",
    "/_stcore/host-config",
    "/_stcore/bidi-components/",
    "/media/",
    "/component/",
)
"""Besides pages, what is there for whoever is signed in; the last four are Streamlit's own. Streamlit answers any
address that it does not know with its own page, so only what is known may get there."""


def among(path: str, addresses: tuple[str, ...]) -> bool:
    """Whether a path is one of these addresses, or under one that ends with a slash."""
    return any(path == each or (each.endswith("/") and path.startswith(each)) for each in addresses)


def product_address(ref: str, file: str = "") -> str:
    """The address of a printable product, or of its Markdown file."""
    return f"/product{file}?{urlencode({'ref': ref})}"


def home_grown(address: str) -> str:
    """An address to go on to after signing in, if it is one of our pages; else home. Never another host."""
    if "\\" in address or any(ord(letter) < 33 for letter in address):
        return HOME
    try:
        parts = urlsplit(address)
    except ValueError:
        return HOME
    safe = not parts.scheme and not parts.netloc and not address.startswith("//") and parts.path in PAGES
    return address if safe else HOME
