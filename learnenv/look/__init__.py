"""The look of learnenv: tokens, type, style sheets and pictures, and the drawings that are made from values."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final, Literal

from learnenv.look.tokens import tokens_css

MEDIA_TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
}
"""Media type by ending, for every kind of file that `file` can give."""

_FOLDERS: Final = ("fonts", "pictures")


def stylesheet(name: Literal["app", "plain"]) -> str:
    """One whole style sheet, type and tokens joined in; to serve as `/look/<name>.css`, beside fonts/."""
    if name not in ("app", "plain"):
        raise LookupError(f"look/{name}.css: no such style sheet; there are app and plain")
    return _joined(name)


def addition(name: Literal["preview"]) -> str:
    """Rules that some pages need besides app.css, to serve as `/look/<name>.css`; they name pictures beside them."""
    return (_package() / f"{name}.css").read_text(encoding="utf-8")


def file(name: str) -> Traversable:
    """A shipped font or picture by its name, for instance `pictures/logo.svg`; LookupError for anything else.

    The name is looked up in the list of what is shipped, never joined to a path: no name leads out of the package.
    """
    try:
        return _shipped()[name]
    except KeyError as error:
        raise LookupError(f"look/{name}: no such font or picture; names() lists them") from error


def names() -> tuple[str, ...]:
    """The names of all shipped fonts and pictures, sorted."""
    return tuple(_shipped())


@cache
def _joined(name: str) -> str:
    fonts, rules = ((_package() / f"{part}.css").read_text(encoding="utf-8") for part in ("fonts", name))
    return "\n".join((fonts, tokens_css(), rules))


@cache
def _shipped() -> dict[str, Traversable]:
    found = {
        f"{folder}/{each.name}": each
        for folder in _FOLDERS
        for each in (_package() / folder).iterdir()
        if each.is_file() and each.name[each.name.rfind(".") :] in MEDIA_TYPES
    }
    return dict(sorted(found.items()))


def _package() -> Traversable:
    return files(__name__)
