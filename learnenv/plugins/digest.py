"""Which files a plugin is made of, as one number: two servers with the same number run the same plugin."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

_MADE_AGAIN = "__pycache__"
"""What Python makes of the files by itself, different on each machine."""


def place_of(module: str) -> Path | None:
    """The folder or file of the package that a module is in; None if it is not there. Nothing of it is imported."""
    top, _, rest = module.partition(".")
    try:
        spec = find_spec(top)
    except (ImportError, ValueError):
        return None
    if spec is None:
        return None
    if spec.submodule_search_locations is None:
        return Path(spec.origin) if spec.origin else None
    folder = Path(next(iter(spec.submodule_search_locations)))
    # A package without a file of its own may hold those of many makers.
    return folder if spec.origin else folder / rest.partition(".")[0]


def digest(place: Path | None) -> str:
    """The SHA-256 of all files in this folder, with their names, as they are now; empty if it cannot be told."""
    if place is None:
        return ""
    try:
        lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()} {name}\n" for name, file in _files(place)]
    except OSError:
        return ""
    return hashlib.sha256("".join(lines).encode("utf-8", "surrogateescape")).hexdigest() if lines else ""


def _files(place: Path) -> Iterator[tuple[str, Path]]:
    """Every file with its name from the folder on, in the same order everywhere."""
    if place.is_file():
        yield place.name, place
        return
    found = [
        Path(folder, name)
        for folder, _, names in os.walk(place)
        for name in names
        if _MADE_AGAIN not in Path(folder).relative_to(place).parts
    ]
    yield from sorted((file.relative_to(place).as_posix(), file) for file in found)
