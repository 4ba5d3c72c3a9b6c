"""Was everything kept? What learners were told, beside what is on record when all is over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from learnenv.domain.progress import Attempt
from learnenv.store.open import open_record
from tests.load.learner import Told


@dataclass(frozen=True)
class Kept:
    """What was counted. `lost` and `double` have to be 0."""

    told: int
    """Answers that learners were told to be on record."""
    on_record: int
    lost: int
    """Of those told, the ones that are not there."""
    double: int
    """On record more often than they were sent."""
    unheard: int
    """Sent, and nothing heard of them."""


def count(url: str, people: Iterable[Told]) -> Kept:
    """Read it from the database itself."""
    told = on_record = lost = double = unheard = 0
    record = open_record(url)
    try:
        for person in people:
            kept = record.history(person.learner) if person.learner else ()
            per_exercise = Counter(f"form/{each.ref}" for each in kept)
            texts = Counter(word for each in kept for word in marks(each))
            told += person.attempts.total()
            on_record += len(kept)
            unheard += person.unheard.total()
            fewer = sum(max(0, said - per_exercise[form]) for form, said in person.attempts.items())
            lost += max(fewer, sum(text not in texts for text in person.texts))
            allowed = person.attempts + person.unheard
            more = sum(max(0, found - allowed[form]) for form, found in per_exercise.items())
            double += max(more, sum(times - 1 for times in texts.values()))
    finally:
        record.close()
    return Kept(told, on_record, lost, double, unheard)


def marks(attempt: Attempt) -> set[str]:
    """The marks in one answer: the first word of every text of it."""
    return set(_marks(attempt.answer))


def _marks(value: object) -> Iterable[str]:
    if isinstance(value, str):
        first = value.partition(" ")[0]
        if first.startswith("load-"):
            yield first
    elif isinstance(value, dict):
        for each in value.values():
            yield from _marks(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _marks(each)
