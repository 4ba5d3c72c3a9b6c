"""From how well something was known to the day on which it comes back. Nothing is stored: the past is gone through
again each time, so the plan is a function of the answers and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Final

from fsrs import Card, Scheduler
from fsrs import Rating as FsrsRating

from learnenv.domain.review import Rating, Recall

LONGEST_DAYS: Final = 365
"""Nothing stays away for longer than a year."""

_RATINGS: Final[Mapping[Rating, FsrsRating]] = {
    "again": FsrsRating.Again,
    "hard": FsrsRating.Hard,
    "good": FsrsRating.Good,
    "easy": FsrsRating.Easy,
}
_SCHEDULER: Final = Scheduler(
    # Whole days only: what went wrong comes back tomorrow, not in ten minutes.
    learning_steps=(),
    relearning_steps=(),
    maximum_interval=LONGEST_DAYS,
    # No chance in it: the same answers give the same days.
    enable_fuzzing=False,
)


def next_day(recalls: Sequence[Recall]) -> date:
    """The day on which it comes back, after these answers in this order; at least a day after the last.

    ValueError when there is no answer.
    """
    if not recalls:
        raise ValueError("next_day: what was never answered has nothing to come back for")
    card = Card(card_id=0, due=_noon(recalls[0].day))
    for recall in recalls:
        # Days and not hours, so that early in the morning counts for as much as late in the evening.
        card, _ = _SCHEDULER.review_card(card, _RATINGS[recall.rating], _noon(recall.day))
    return card.due.date()


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
