"""Pictures of a module in a notebook: put into the text itself, because there is no web server to ask for them."""

from __future__ import annotations

import base64
import re

from learnenv.domain.errors import NotFound
from learnenv.library import Library

_ADDRESS = re.compile(r"\]\(/content/([\w-]+)/([^)\s]+)\)")
_KINDS = {"svg": "svg+xml", "png": "png", "jpg": "jpeg", "jpeg": "jpeg", "webp": "webp"}


def with_pictures(markdown: str, library: Library) -> str:
    """The text with the module's own pictures in it."""

    def inside(found: re.Match[str]) -> str:
        module, name = found.groups()
        try:
            folder = (library.card(module).folder / "images").resolve()
        except NotFound:
            return found[0]
        file, kind = (folder / name).resolve(), _KINDS.get(name.rpartition(".")[2].lower())
        if kind is None or not file.is_relative_to(folder) or not file.is_file():
            return found[0]
        return f"]({_data(kind, file.read_bytes())})"

    return _ADDRESS.sub(inside, markdown)


def as_address(svg: str) -> str:
    """The address of a drawing that holds the drawing."""
    return _data(_KINDS["svg"], svg.encode())


def _data(kind: str, content: bytes) -> str:
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"
