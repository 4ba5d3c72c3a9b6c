"""Spaced review: how well each answer was known. When it comes back follows from that; see `learnenv.review`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

from learnenv.domain.exercise_type import RIGHT_ABOVE
from learnenv.domain.progress import Attempt

Rating: TypeAlias = Literal["again", "hard", "good", "easy"]
"""How well something was known, in the words of the algorithm."""


@dataclass(frozen=True, slots=True)
class Recall:
    """One answer as the schedule sees it: on which day, and how well it was known."""

    day: date
    rating: Rating


def recalls(attempts: Iterable[Attempt], day_of: Callable[[datetime], date]) -> tuple[Recall, ...]:
    """The answers to one exercise as the schedule sees them, in the order in which they were given.

    What was not graded is left out. Days never go back, whatever the clock did.
    """
    found: list[Recall] = []
    tried = False
    for attempt in sorted(attempts, key=lambda each: each.sequence):
        if attempt.broken or attempt.fraction is None:
            continue
        rating = _rating(attempt, attempt.fraction, tried and not attempt.review)
        tried = rating == "again"
        day = day_of(attempt.at)
        found.append(Recall(max(day, found[-1].day) if found else day, rating))
    return tuple(found)


def _rating(attempt: Attempt, fraction: float, after_wrong: bool) -> Rating:
    if fraction <= RIGHT_ABOVE:
        # Partly right is not known either: rated "hard", it would stay away as long as what was known.
        return "again"
    # Hints belong to the first time: in review there are none.
    if after_wrong or (attempt.hints_shown > 0 and not attempt.review):
        return "hard"
    return "easy" if attempt.certainty == "high" else "good"
