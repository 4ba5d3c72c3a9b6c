"""The learner's actor map as values: who is on it and where, read from what was typed in the canvas."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

EXERCISE = "actor-map"
"""Id of the canvas."""
CELL = "actors"
"""Id of its cell with a row per actor."""

_RATING = re.compile(r"\s*([1-5])(?![\d.,])")
_HIGH = 3
"""Ratings above this are high, below it low; the rating itself lies between the two."""


@dataclass(frozen=True, slots=True)
class MapRow:
    """One actor as the learner wrote it down. A rating of 0 is one that cannot be read."""

    number: int
    """Place in the learner's own list, from 1; the picture shows it."""
    who: str
    power: int
    interest: int
    affected: int
    needs: str
    contact: str

    @property
    def placed(self) -> bool:
        """Whether there is a place for it in the picture."""
        return self.power > 0 and self.interest > 0

    @property
    def overlooked(self) -> bool:
        """Whether the grid alone would pass it by: much affected and not powerful."""
        return self.affected > _HIGH and 0 < self.power < _HIGH


def rows(answers: Mapping[str, Mapping[str, Any]]) -> tuple[MapRow, ...]:
    """The actors of the learner's map; none before it was handed in."""
    typed = answers.get(EXERCISE, {}).get(CELL, ())
    return tuple(_row(number, row) for number, row in enumerate(typed, start=1))


def approach(row: MapRow) -> str:
    """The box of the grid in which an actor lies: close, satisfied, informed, watch or between; or nothing."""
    if not row.placed:
        return ""
    if _HIGH in (row.power, row.interest):
        return "between"
    if row.power > _HIGH:
        return "close" if row.interest > _HIGH else "satisfied"
    return "informed" if row.interest > _HIGH else "watch"


def _row(number: int, typed: Mapping[str, str]) -> MapRow:
    def told(column: str) -> str:
        return typed.get(column, "").strip()

    power, interest, affected = (_rating(told(column)) for column in ("power", "interest", "affected"))
    return MapRow(number, told("who"), power, interest, affected, told("needs"), told("contact"))


def _rating(typed: str) -> int:
    found = _RATING.match(typed)
    return int(found[1]) if found else 0
