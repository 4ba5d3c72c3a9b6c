"""Attempts are only ever added; a standing is what follows from them. Every rule here is a function of values, so a
standing can be dropped and computed again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal, TypeAlias

from learnenv.domain.answer import Answer
from learnenv.domain.exercise_type import RIGHT_ABOVE
from learnenv.domain.text import Language

FrontEnd: TypeAlias = Literal["web", "notebook", "command-line"]
EventKind: TypeAlias = Literal["hint", "solution", "read", "move"]
Certainty: TypeAlias = Literal["low", "mid", "high"]
LONGEST_DETAIL = 200
STUCK_AFTER = 4
"""Wrong tries in a row on one exercise, after which a learner is stuck."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One checked answer. Never changed, never removed while the learner exists."""

    learner: str
    ref: str
    """module/exercise"""
    key: str
    """One row per learner, exercise and key: see `attempt_key`."""
    answer: Answer
    fingerprint: str
    """Of the exercise's content at the time."""
    fraction: float | None
    """As graded; None: needs review, or broken."""
    score: float | None
    """After penalties for tries and hints; None as above."""
    passed: bool | None
    tries_before: int
    hints_shown: int
    language: Language
    front_end: FrontEnd
    at: datetime
    """With time zone, UTC."""
    seconds: float = 0.0
    """From drawing the form to the answer; never negative."""
    broken: bool = False
    """Grading failed; the answer is kept and nothing is scored."""
    certainty: Certainty | None = None
    """How sure the learner was; None: not said."""
    review: bool = False
    """Given in spaced review. Such an answer is on record and leaves the standing as it is."""
    sequence: int = 0
    """Given by the record when the attempt is added; rising, so that order never depends on the clock."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something besides an attempt that counts: a hint shown, an answer asked for, a page marked as read, a step
    in a case study."""

    learner: str
    ref: str
    """module/exercise for hints and solutions, module/page for reading, module/case for moves"""
    kind: EventKind
    at: datetime
    number: int = 0
    """Which hint, or which step of the learner's in the case, from 1. The same event twice is one row."""
    detail: str = ""
    """What was done in a step of a case: at most LONGEST_DETAIL printable characters."""

    def __post_init__(self) -> None:
        """Refuse a detail that not every database can hold."""
        if len(self.detail) > LONGEST_DETAIL or not self.detail.isprintable():
            raise ValueError(f"{self.detail!r} is no detail: at most {LONGEST_DETAIL} characters, all printable")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a learner stands with one exercise."""

    learner: str
    ref: str
    attempts: int = 0
    tries: int = 0
    """Attempts that used a try: all but the broken ones."""
    wrong_in_a_row: int = 0
    """Tries that were not right since the last right one."""
    best_score: float | None = None
    last_fraction: float | None = None
    right: bool = False
    """Ever right."""
    passed: bool = False
    """Open work: ever rated at the bar."""
    hints: int = 0
    solution_shown: bool = False
    first_at: datetime | None = None
    last_at: datetime | None = None
    last_digest: str = ""
    """Of the latest answer, to see an identical one."""
    last_sequence: int = 0
    """Of the latest answer that was not given in review."""
    reviews: int = 0
    """Answers given in review. They count here and nowhere else: a standing is about the module itself."""
    stuck_since: datetime | None = None
    """When the tries that are wrong in a row became STUCK_AFTER; None again after a right one."""
    first_fraction: float | None = None
    """Of the first try: what item statistics are computed from. None: no try yet, or none that is graded."""
    first_sequence: int = 0
    """Of the first try; 0: none yet."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What someone typed and has not handed in."""

    learner: str
    ref: str
    answer: Answer
    at: datetime


@dataclass(frozen=True, slots=True)
class Bookmark:
    """The page where a learner was last."""

    learner: str
    module: str
    page: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Recorded:
    """What recording did: the attempt as it is kept, the standing after it, and whether a row was added."""

    attempt: Attempt
    standing: Standing
    added: bool = field(default=True)


def after_attempt(standing: Standing, attempt: Attempt) -> Standing:
    """The standing when this attempt is added to it."""
    if attempt.review:
        return replace(standing, reviews=standing.reviews + 1)
    known = replace(
        standing,
        attempts=standing.attempts + 1,
        first_at=standing.first_at or attempt.at,
        last_at=attempt.at,
        last_digest=answer_digest(attempt.answer),
        last_sequence=attempt.sequence,
    )
    if attempt.broken:
        return known
    right = attempt.fraction is not None and attempt.fraction > RIGHT_ABOVE
    scores = [score for score in (standing.best_score, attempt.score) if score is not None]
    counts_as_wrong = attempt.fraction is not None and not right
    wrong_in_a_row = 0 if right else standing.wrong_in_a_row + counts_as_wrong
    stuck_now = counts_as_wrong and wrong_in_a_row == STUCK_AFTER
    is_first = standing.first_sequence == 0
    return replace(
        known,
        tries=standing.tries + 1,
        wrong_in_a_row=wrong_in_a_row,
        stuck_since=None if right else attempt.at if stuck_now else standing.stuck_since,
        first_fraction=attempt.fraction if is_first else standing.first_fraction,
        first_sequence=attempt.sequence if is_first else standing.first_sequence,
        best_score=max(scores) if scores else None,
        last_fraction=attempt.fraction,
        right=standing.right or right,
        passed=standing.passed or bool(attempt.passed),
    )


def after_event(standing: Standing, event: Event) -> Standing:
    """The standing when this event (not yet counted) is added to it."""
    if event.kind == "hint":
        return replace(standing, hints=standing.hints + 1)
    return replace(standing, solution_shown=True) if event.kind == "solution" else standing


def fold(learner: str, ref: str, attempts: Iterable[Attempt], events: Iterable[Event]) -> Standing:
    """The standing from everything on record, in the order of the attempts' sequence."""
    standing = Standing(learner, ref)
    for event in events:
        standing = after_event(standing, event)
    for attempt in sorted(attempts, key=lambda each: each.sequence):
        standing = after_attempt(standing, attempt)
    return standing


def answer_digest(answer: Answer) -> str:
    """A short name for an answer's content: equal answers, equal names, whatever the order of the fields."""
    canonical = json.dumps(answer, sort_keys=True, ensure_ascii=True, separators=(",", ":"), default=list)
    return hashlib.blake2b(canonical.encode(), digest_size=16).hexdigest()


def draw_key(standing: Standing) -> str:
    """The key a form is drawn with. The same state gives the same key, so two tabs that show the same state agree."""
    return f"after-{standing.attempts}"


def review_draw_key(reviews: int) -> str:
    """The key of a form in review, after this many reviews: one answer counts for each time."""
    return f"review-{reviews}"


def attempt_key(drawn_with: str, answer: Answer) -> str:
    """The key of an attempt: the same answer to the same drawn form is one row, however often it arrives."""
    return hashlib.blake2b(f"{drawn_with}\0{answer_digest(answer)}".encode(), digest_size=16).hexdigest()
