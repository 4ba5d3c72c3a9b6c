"""A product as a sheet for the wall: its fields as boxes in rows, beside each other where what they say is short."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from learnenv.domain.form import Field, Table
from learnenv.language import Speech
from learnenv.services.products import ProductView
from learnenv.services.writing import said_in

ROW = 4
"""Shares in a row."""
_SHORT, _TINY = 400, 30
"""Letters that half a row and a quarter of one hold without becoming a tower."""


@dataclass(frozen=True, slots=True)
class Box:
    """One field of a product."""

    label: str
    said: str
    """Markdown."""
    share: int
    """How much of a row it asks for: a quarter, half or all of it."""


def rows(product: ProductView, words: Speech) -> tuple[tuple[Box, ...], ...]:
    """The fields in their order, as many in a row as fit."""
    return tuple(_filled(_box(field, product, words) for field in product.form))


def _box(field: Field, product: ProductView, words: Speech) -> Box:
    said = said_in(field, product.answer, words)
    table = isinstance(field, Table) and len(field.columns) > 1
    share = ROW if table or len(said) > _SHORT else 1 if len(said) <= _TINY else 2
    return Box(field.label.get(words.language), said, share)


def _filled(boxes: Iterator[Box]) -> Iterator[tuple[Box, ...]]:
    row: tuple[Box, ...] = ()
    for box in boxes:
        if sum(each.share for each in row) + box.share > ROW:
            yield row
            row = ()
        row += (box,)
    if row:
        yield row
