"""A class as a whole: who is in it, where each stands, what waits for a trainer, and what stays of who is gone.

These values are lean, because a trainer's page holds a hundred thousand of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, TypeAlias

from learnenv.domain.progress import Certainty, Standing

WaitingKind: TypeAlias = Literal["work", "question"]


@dataclass(frozen=True, slots=True)
class Group:
    """The learners that a question is about: who is in these cohorts now, and these learners besides."""

    cohorts: tuple[str, ...] = ()
    team: str = ""
    """Only this team of those cohorts; empty: everybody in them."""
    learners: tuple[str, ...] = ()
    """A few, by id: for a coach, or for one learner's page."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where one learner stands with one exercise or case, as far as a class overview needs it. See `Standing`."""

    attempts: int = 0
    tries: int = 0
    wrong_in_a_row: int = 0
    right: bool = False
    solution_shown: bool = False
    first_fraction: float | None = None


Cells: TypeAlias = Mapping[str, Mapping[str, Cell]]
"""Per learner, per ref. Who has nothing on record is not there."""


@dataclass(frozen=True, slots=True, eq=False)
class GivenAnswer:
    """What was answered to what. In a class the same closed answers come back over and over: those alike are one
    object, so that what is made of it is made once and found by it."""

    module: str
    exercise: str
    answer: str
    """As JSON."""


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """How an attempt went. Those alike are one object, as above."""

    fraction: float | None
    score: float | None
    passed: bool | None
    tries_before: int
    hints_shown: int
    language: str
    broken: bool
    certainty: Certainty | None
    review: bool


KeptAnswer: TypeAlias = tuple[int, str, float, GivenAnswer, Outcome]
"""One attempt, as far as a table that is taken along needs it: its sequence, when it was, how many seconds it took,
what was answered and how it went. A plain tuple, because there may be a million; and when it was is a text in UTC, as
`2026-03-02 09:30:15.000000`, because a text is cut sooner than a moment is computed."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something of a learner's that waits for their trainer or coach."""

    learner: str
    ref: str
    since: datetime
    kind: WaitingKind = "work"
    """work: a shared version that nobody reviewed. question: the learner wrote last in the conversation."""
    attempt: int = 0
    """The version that waits, by the attempt's sequence; 0 for a question."""


@dataclass(frozen=True, slots=True)
class ErasedCount:
    """What is kept of learners who are gone, so that totals of a cohort stay right: numbers, nobody's in particular.

    Without module and item: of the cohort; with a module only: of that module; with both: of an exercise, case or
    page. To be added to what is counted from those who are there.
    """

    cohort: str
    module: str = ""
    item: str = ""
    learners: int = 0
    """Who was in the cohort, had begun the module, or had done something at the item."""
    completed: int = 0
    """Of a module: how many had completed it."""
    read: int = 0
    """Of a page: how many had marked it as read."""
    attempts: int = 0
    right: int = 0
    passed: int = 0
    answered: int = 0
    """First answers with a fraction."""
    fractions: float = 0.0
    """The sum of those first fractions."""


@dataclass(frozen=True, slots=True)
class Stuck:
    """A learner is stuck on something, and since when."""

    learner: str
    ref: str
    since: datetime


def as_kept(at: datetime) -> str:
    """A moment as a `KeptAnswer` has it."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def cell(standing: Standing) -> Cell:
    """What a class overview needs of a standing."""
    return Cell(
        standing.attempts,
        standing.tries,
        standing.wrong_in_a_row,
        standing.right,
        standing.solution_shown,
        standing.first_fraction,
    )


def first_fractions(cells: Cells) -> Mapping[str, Mapping[str, float]]:
    """Per learner and ref the fraction of the first answer: what item statistics are computed from."""
    return {
        learner: {ref: each.first_fraction for ref, each in row.items() if each.first_fraction is not None}
        for learner, row in cells.items()
    }


def counts_of(
    cohort: str,
    modules: Collection[str],
    standings: Iterable[Standing],
    read: Collection[str],
    completed: Collection[str],
) -> tuple[ErasedCount, ...]:
    """What to keep of one member of a cohort who goes: of the cohort's modules and nothing else.

    `read`: refs of pages marked as read; `completed`: modules that this learner had completed.
    """
    wanted = set(modules)
    of_items = [_of_item(cohort, each) for each in standings if each.ref.partition("/")[0] in wanted]
    of_pages = [_of_page(cohort, ref) for ref in sorted(read) if ref.partition("/")[0] in wanted]
    begun = sorted({each.module for each in (*of_items, *of_pages)})
    of_modules = [ErasedCount(cohort, each, learners=1, completed=int(each in completed)) for each in begun]
    return (ErasedCount(cohort, learners=1), *of_modules, *of_items, *of_pages)


def _of_item(cohort: str, standing: Standing) -> ErasedCount:
    module, _, item = standing.ref.partition("/")
    fraction = standing.first_fraction
    return ErasedCount(
        cohort,
        module,
        item,
        learners=1,
        attempts=standing.attempts,
        right=int(standing.right),
        passed=int(standing.passed),
        answered=int(fraction is not None),
        fractions=fraction or 0.0,
    )


def _of_page(cohort: str, ref: str) -> ErasedCount:
    module, _, page = ref.partition("/")
    return ErasedCount(cohort, module, page, read=1)
