"""What is hard: the exercises of one module in one class, and the ways that were taken in its cases."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from learnenv.domain.case import CaseStudy
from learnenv.domain.case_shares import SceneShares, scene_shares
from learnenv.domain.classroom import Cells, ErasedCount, Group, first_fractions
from learnenv.domain.content import Exercise
from learnenv.domain.exercise_type import RIGHT_ABOVE, WRONG_BELOW
from learnenv.domain.item_statistics import FEWEST, ItemStatistics, item_statistics
from learnenv.domain.learner import Actor
from learnenv.domain.people import Cohort
from learnenv.services.app import App
from learnenv.services.cohort_view import ClassGrid, ClassModule, demand_cohort, modules_of

LEAST_TO_CALL_HARD = 3
"""Learners who answered, below which nothing is called hard."""


@dataclass(frozen=True, slots=True)
class ItemView:
    """One closed exercise: how its first answers went."""

    exercise: Exercise
    page: str
    """Id of its page."""
    right: int
    partly: int
    wrong: int
    gone: int = 0
    """First answers of who is erased: counted in the facility, and nothing else is known of them."""
    facility: float | None = None
    """Mean fraction of the first answers."""
    discrimination: float | None = None
    compared: int = 0
    """Learners over whom the discrimination is."""

    @property
    def answered(self) -> int:
        """Learners who are there now and answered."""
        return self.right + self.partly + self.wrong

    @property
    def counted(self) -> int:
        """Learners whose first answer counts in the facility."""
        return self.answered + self.gone

    @property
    def enough(self) -> bool:
        """Whether a percentage says more than the counts."""
        return self.counted >= FEWEST


@dataclass(frozen=True, slots=True)
class CaseShares:
    """One case: in each scene, what was chosen first."""

    case: CaseStudy
    learners: int
    scenes: tuple[SceneShares, ...]


@dataclass(frozen=True, slots=True)
class ItemsView:
    """All exercises and cases of one module, hardest first."""

    cohort: Cohort
    modules: tuple[ClassModule, ...]
    here: ClassModule
    items: tuple[ItemView, ...]
    cases: tuple[CaseShares, ...]

    @property
    def compares(self) -> bool:
        """Whether there are enough learners for the discrimination."""
        return any(each.compared >= FEWEST for each in self.items)


def items(app: App, actor: Actor, cohort: str, module: str) -> ItemsView:
    """How hard everything in a module is for this class. Raises NotAllowed, NotFound, StoreError."""
    found = demand_cohort(app, actor, cohort, "cohort-progress")
    modules = modules_of(app, found)
    here = ClassGrid(found, modules, (), {}).module(module)
    group = Group((cohort,))
    cells = app.record.cells_of(group, [module])
    gone = {each.item: each for each in app.record.erased_counts(cohort) if each.module == module and each.item}
    cases = tuple(_case(app, group, case) for case in here.module.cases.values())
    return ItemsView(found, modules, here, item_views(here, cells, gone), cases)


def hardest(found: ClassGrid, most: int = 3) -> tuple[ItemView, ...]:
    """The hardest exercises of all modules, from what the grid holds already: who is erased is not in it. Nothing
    that nearly all had right."""
    closed = {ref: each for here in found.modules for ref, each in _closed(here).items()}
    given = _fractions(closed, found.cells)
    every = (_view(*each, given[ref], None, None) for ref, each in closed.items())
    hard = [each for each in every if each.answered >= LEAST_TO_CALL_HARD and each.right * 4 < each.answered * 3]
    return _hardest_first(hard)[:most]


def item_views(here: ClassModule, cells: Cells, gone: Mapping[str, ErasedCount]) -> tuple[ItemView, ...]:
    """Every closed exercise of a module, hardest first, from what its caller may read.

    The discrimination is over the exercises that everybody is to do: what is optional, and predictions that lie on
    one way through a case, would leave nobody who did all of it.
    """
    found = _closed(here)
    required = dict.fromkeys(each.ref for step in here.steps for each in step.exercises if each.ref in found)
    compared = {each.item: each for each in item_statistics(first_fractions(cells), list(required))}
    given = _fractions(found, cells)
    return _hardest_first(
        _view(exercise, page, given[ref], compared.get(ref), gone.get(exercise.id))
        for ref, (exercise, page) in found.items()
    )


def _fractions(refs: Collection[str], cells: Cells) -> dict[str, list[float]]:
    """The fractions of the first answers to each of these, in one go over the class."""
    given: dict[str, list[float]] = {ref: [] for ref in refs}
    for row in cells.values():
        for ref, cell in row.items():
            if cell.first_fraction is not None and ref in given:
                given[ref].append(cell.first_fraction)
    return given


def _view(
    exercise: Exercise,
    page: str,
    given: list[float],
    over: ItemStatistics | None,
    gone: ErasedCount | None,
) -> ItemView:
    right, wrong = sum(each > RIGHT_ABOVE for each in given), sum(each < WRONG_BELOW for each in given)
    fewer = gone.answered if gone else 0
    count = len(given) + fewer
    facility = (sum(given) + (gone.fractions if gone else 0.0)) / count if count else None
    discrimination = over.discrimination_index if over else None
    partly = len(given) - right - wrong
    compared = over.compared if over else 0
    return ItemView(exercise, page, right, partly, wrong, fewer, facility, discrimination, compared)


def _closed(here: ClassModule) -> dict[str, tuple[Exercise, str]]:
    """Closed exercises by ref, with the page on which they are met first."""
    found: dict[str, tuple[Exercise, str]] = {}
    for step in here.steps:
        for ref in step.items:
            exercise = here.module.exercises.get(ref.partition("/")[2])
            if exercise and not exercise.type.open:
                found.setdefault(ref, (exercise, step.page.id))
    return found


def _hardest_first(views: Iterable[ItemView]) -> tuple[ItemView, ...]:
    """What hardly anybody answered comes last."""

    def place(each: ItemView) -> tuple[bool, bool, float, str]:
        few = each.counted < LEAST_TO_CALL_HARD
        return few, each.facility is None, each.facility or 0.0, each.exercise.ref

    return tuple(sorted(views, key=place))


def _case(app: App, group: Group, case: CaseStudy) -> CaseShares:
    moves = app.record.events_of(group, case.ref, "move")
    return CaseShares(case, len({each.learner for each in moves}), scene_shares(case, moves))
