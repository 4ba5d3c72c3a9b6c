"""Where code meets a lab: its data as plain values, and an answer made of what code worked out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite
from typing import Any

from learnenv import Answer, ExerciseType
from learnenv.exercise_types.numbers import write_number
from learnenv.labs.oil_code import Tried


@dataclass(frozen=True, slots=True)
class Worked:
    """What came of somebody's work."""

    answer: Answer
    """To the lab's form; empty where what was handed in does not work yet."""
    tried: tuple[Tried, ...] = ()
    """The properties of a function that was handed in."""

    @property
    def holds(self) -> bool:
        """Whether there is an answer to grade and to record."""
        return all(each.holds for each in self.tried)


@dataclass(frozen=True, slots=True)
class Workbench:
    """What one kind of lab gives to code, and how it makes an answer of what code gives back."""

    type: ExerciseType[Any]
    data: Callable[[Any], Mapping[str, Any]]
    work: Callable[..., Worked]
    """Takes the spec and what the learner gives to `check`."""
    begin: str
    """Source of the cell that a learner completes."""
    solution: str
    """Source of the same cell, completed."""
    call: str
    """How the check is called with the names of that cell."""
    fields: Callable[[Any], Mapping[str, str]] = lambda spec: {}
    """What of an exercise's file the numbers depend on, besides the seed."""


def typed(**values: float) -> dict[str, str]:
    """Numbers as a learner would type them, so that code and sliders take the same way."""
    return {name: _plain(value) for name, value in values.items()}


def exactly(value: object) -> str:
    """A value as a learner would type it, a number with all the digits that it has."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        return str(value)
    return write_number(Decimal(repr(float(value)) if isinstance(value, float) else str(value)))


def _plain(value: object) -> str:
    """Never with three decimals, which could be thousands. What is no number goes on as it is, and is refused."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    if isinstance(value, int) or value != value or abs(value) > 1e9:
        return str(value)
    return f"{value:.4f}"
