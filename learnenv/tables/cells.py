"""What a row of a table is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

Moment: TypeAlias = tuple[datetime, str]
"""A moment in two parts: the minute, written as it stands, without its zone; and the two digits of its seconds. Of a
million moments many are in the same minute, and that is written once."""

Cell: TypeAlias = str | int | float | datetime | Moment | None


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """Cells beside each other that come back together, such as the name and team of one person in all their rows.
    They are written once for as long as it is the same object."""

    cells: tuple[Cell, ...]


Row: TypeAlias = Sequence[Cell | Run]


def moment(at: datetime) -> Moment:
    """A moment in its two parts."""
    return at.replace(second=0, microsecond=0, tzinfo=None), f"{at.second:02}"
