"""Cells, and the notebook file that they make: version 4.5 of the format, without outputs, always the same bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Literal, TypeAlias

Kind: TypeAlias = Literal["markdown", "code"]

_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. Its id is made when the file is."""

    kind: Kind
    source: str
    metadata: Mapping[str, Any] = field(default_factory=dict)


def markdown(source: str, **metadata: object) -> Cell:
    """A cell of text."""
    return Cell("markdown", source, metadata)


def code(source: str, **metadata: object) -> Cell:
    """A cell of Python."""
    return Cell("code", source, metadata)


def notebook(place: str, cells: Sequence[Cell], about: Mapping[str, str]) -> bytes:
    """The file. `place` says where it belongs, such as module and page: with a cell's position and text it makes the
    cell's id, so that a cell which stays the same keeps its id. `about` is kept in the file's metadata."""
    made = [_plain(cell, _id(place, position, cell)) for position, cell in enumerate(cells)]
    metadata = {"kernelspec": _KERNEL, "language_info": {"name": "python"}, "learnenv": dict(about)}
    whole = {"cells": made, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return (json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8", "replace")


def _id(place: str, position: int, cell: Cell) -> str:
    named = "\0".join((place, str(position), cell.kind, cell.source))
    return sha256(named.encode("utf-8", "replace")).hexdigest()[:16]


def _plain(cell: Cell, id: str) -> dict[str, Any]:
    made = {
        "cell_type": cell.kind,
        "id": id,
        "metadata": dict(cell.metadata),
        "source": cell.source.splitlines(keepends=True),
    }
    return made | ({"execution_count": None, "outputs": []} if cell.kind == "code" else {})
