"""What is done, what is next and what completes a step. Nothing is completed by scrolling or by a timer."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import fsum
from typing import Literal, TypeAlias

from learnenv.domain.case import CaseStudy
from learnenv.domain.classroom import Cell
from learnenv.domain.content import Exercise, LearningModule, Page
from learnenv.domain.progress import Standing
from learnenv.domain.text import Message

StepState: TypeAlias = Literal["done", "now", "todo"]

ROUNDING = 1e-9
"""How far a mean may fall below the bar by rounding alone."""


@dataclass(frozen=True, slots=True)
class PageProgress:
    """Where a learner stands with one page."""

    page: Page
    read: bool
    exercises_done: int
    """Exercises and cases."""
    exercises_required: int
    done: bool
    begun: bool


@dataclass(frozen=True, slots=True)
class ModuleProgress:
    """Where a learner stands with one module."""

    pages: tuple[PageProgress, ...]
    completed: bool
    mastered: bool
    mean_score: float | None
    """Over the closed required exercises, untouched ones as 0; None if the module has none."""

    @property
    def done(self) -> int:
        """Pages done."""
        return sum(page.done for page in self.pages)

    @property
    def begun(self) -> bool:
        """Whether anything at all was done."""
        return any(page.begun for page in self.pages)

    @property
    def next_page(self) -> PageProgress | None:
        """The first page that is not done."""
        return next((page for page in self.pages if not page.done), None)

    def states(self) -> tuple[StepState, ...]:
        """Per page: done, now (the first that is not done) or todo."""
        now = self.next_page
        return tuple("done" if page.done else "now" if page is now else "todo" for page in self.pages)


def exercise_done(exercise: Exercise, standing: Standing | Cell | None) -> bool:
    """Closed: right, tries used up, or the answer asked for. Open: handed in."""
    if standing is None:
        return False
    if exercise.type.open:
        return standing.attempts > 0
    return standing.right or standing.solution_shown or tries_left(exercise, standing) == 0


def tries_left(exercise: Exercise, standing: Standing | Cell | None) -> int | None:
    """How many tries are left; None if there is no limit."""
    if exercise.tries == 0:
        return None
    return max(0, exercise.tries - (standing.tries if standing else 0))


def required_exercises(module: LearningModule, page: Page) -> tuple[Exercise, ...]:
    """The exercises on a page that must be done. A faulty one is not there, so it stops nobody."""
    here = (module.exercises.get(id) for id in page.exercises())
    return tuple(exercise for exercise in here if exercise is not None and exercise.required)


def case_done(standing: Standing | None) -> bool:
    """A case is done when an end was reached."""
    return standing is not None and standing.attempts > 0


def required_cases(module: LearningModule, page: Page) -> tuple[CaseStudy, ...]:
    """The cases on a page of which an end must be reached."""
    here = (module.cases.get(id) for id in page.cases())
    return tuple(case for case in here if case is not None and case.required)


def what_completes(module: LearningModule, page: Page) -> Message:
    """The one sentence that says what completes a page: the same for learner and trainer."""
    asked = {
        "page.completes.exercises": len(required_exercises(module, page)),
        "page.completes.cases": len(required_cases(module, page)),
    }
    parts = [Message(key, {"count": count}) for key, count in asked.items() if count]
    return Message("page.completes", {"parts": (Message("page.completes.reading"), *parts)})


def module_progress(
    module: LearningModule,
    standings: Mapping[str, Standing],
    read: Collection[str],
    accepted: Collection[str] = (),
) -> ModuleProgress:
    """Progress from standings by ref, the refs (module/page) of pages marked as read, and the refs of open work that
    a trainer or coach accepted."""
    pages = tuple(_page_progress(module, page, standings, read) for page in module.pages)
    completed = bool(pages) and all(page.done for page in pages)
    on_pages = (exercise for page in module.pages for exercise in required_exercises(module, page))
    required = tuple({exercise.ref: exercise for exercise in on_pages}.values())
    scores = [_score(standings.get(each.ref)) for each in required if not each.type.open]
    mean = fsum(scores) / len(scores) if scores else None
    products_pass = all(_passes(each, standings, accepted) for each in required if each.type.open)
    mastered = completed and products_pass and _is_enough(mean, module)
    return ModuleProgress(pages, completed, mastered, mean)


def lacks_a_pass(module: LearningModule, progress: ModuleProgress) -> bool:
    """Whether all that this module still lacks may be that open work was not rated at pass by its learner. Only then
    does it matter what others said of it."""
    return progress.completed and not progress.mastered and _is_enough(progress.mean_score, module)


def _is_enough(mean: float | None, module: LearningModule) -> bool:
    return mean is None or mean >= module.card.mastery - ROUNDING


def _passes(exercise: Exercise, standings: Mapping[str, Standing], accepted: Collection[str]) -> bool:
    standing = standings.get(exercise.ref)
    return standing is not None and (standing.passed or exercise.ref in accepted)


def _page_progress(
    module: LearningModule, page: Page, standings: Mapping[str, Standing], read: Collection[str]
) -> PageProgress:
    exercises, cases = required_exercises(module, page), required_cases(module, page)
    done = sum(exercise_done(exercise, standings.get(exercise.ref)) for exercise in exercises)
    done += sum(case_done(standings.get(case.ref)) for case in cases)
    required = len(exercises) + len(cases)
    is_read = f"{module.id}/{page.id}" in read
    touched = any(f"{module.id}/{id}" in standings for id in (*page.exercises(), *page.cases()))
    return PageProgress(page, is_read, done, required, is_read and done == required, is_read or touched)


def _score(standing: Standing | None) -> float:
    return standing.best_score or 0.0 if standing else 0.0
