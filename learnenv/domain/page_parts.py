"""Whether what a plugin gives to show is sound: parts of the right kinds, in bounds, and drawings that only draw."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any, Final

from learnenv.domain.module_page import PagePart, PagePicture, PageTable, PageText
from learnenv.domain.safe_svg import svg_fault

MOST_PARTS: Final = 200
"""What one page may be made of at most, so that a generator without an end does not stop a reader's page."""


class UnfitParts(ValueError):
    """What was given cannot be shown; says why in technical words, for whoever wrote the plugin."""


def sound_parts(given: Any) -> tuple[PagePart, ...]:
    """The parts, all of them sound. Raises UnfitParts."""
    if not isinstance(given, Iterable) or isinstance(given, str | bytes | Mapping):
        raise UnfitParts(f"gave {type(given).__name__}, not a sequence of parts")
    parts = tuple(islice(given, MOST_PARTS + 1))  # a generator fails here, and late
    if len(parts) > MOST_PARTS:
        raise UnfitParts(f"gave more than {MOST_PARTS} parts")
    for position, part in enumerate(parts, start=1):
        if fault := _fault(part):
            raise UnfitParts(f"part {position}: {fault}")
    return parts


def sound_picture(given: Any) -> PagePicture:
    """The picture, if it is one and sound. Raises UnfitParts."""
    if not isinstance(given, PagePicture):
        raise UnfitParts(f"gave {type(given).__name__}, not a PagePicture")
    if fault := _fault(given):
        raise UnfitParts(fault)
    return given


def _fault(part: object) -> str:
    match part:
        case PageText():
            return "" if isinstance(part.markdown, str) else "the text is no str"
        case PagePicture():
            if not isinstance(part.svg, str) or not isinstance(part.alt, str) or not part.alt.strip():
                return "a picture needs its drawing and, in alt, what can be seen"
            return svg_fault(part.svg)
        case PageTable():
            return _table_fault(part)
        case _:
            return f"{type(part).__name__} is not a PageText, PagePicture or PageTable"


def _table_fault(table: PageTable) -> str:
    if not table.columns or not _texts(table.columns):
        return "a table needs columns, each a str"
    for number, row in enumerate(table.rows, start=1):
        if not _texts(row) or len(row) != len(table.columns):
            return f"row {number} is not {len(table.columns)} texts"
    return "" if isinstance(table.caption, str) else "the caption is no str"


def _texts(row: object) -> bool:
    return isinstance(row, tuple | list) and all(isinstance(each, str) for each in row)
