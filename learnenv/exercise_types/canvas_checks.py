"""What can be read and counted in a cell of a canvas, and whether it is enough."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from learnenv import Message, Words
from learnenv.exercise_types.canvas_spec import CanvasCell, CanvasCheck
from learnenv.exercise_types.numbers import NotANumber, read_number

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def unreadable(cell: CanvasCell, value: Any) -> tuple[Words, ...]:
    """Why a cell's value (None: left open) cannot be read; empty if it can."""
    if value is None:
        return ()
    if cell.kind == "number":
        try:
            read_number(value, (cell.unit.nl, cell.unit.en))
        except NotANumber as error:
            return (error.words,)
    if cell.kind == "date" and not is_date(value):
        return (Message("answer.not-a-date", {"text": value[:20]}),)
    return ()


def is_date(text: str) -> bool:
    """Whether a text is a day that exists, written as YYYY-MM-DD."""
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_met(check: CanvasCheck, cell: CanvasCell, value: Any) -> bool:
    """Whether a cell's value (None: left open) passes a check."""
    if check.distinct is not None:
        return _different(check.column, value or ()) >= check.distinct
    measure = _measure(cell, value)
    if check.at_least is not None:
        return measure is not None and measure >= check.at_least
    return measure is None or check.at_most is None or measure <= check.at_most


def _measure(cell: CanvasCell, value: Any) -> Decimal | None:
    """Rows, words, or the number itself; None for a number that is not there."""
    if cell.kind == "number":
        return None if value is None else read_number(value, (cell.unit.nl, cell.unit.en))
    if cell.kind == "text":
        return Decimal(len((value or "").split()))
    return Decimal(len(value or ()))


def _different(column: str, rows: Any) -> int:
    """How many different values stand in a column; capitals and spaces make no difference, empty is no value."""
    values = {" ".join(row.get(column, "").split()).casefold() for row in rows}
    return len(values - {""})
