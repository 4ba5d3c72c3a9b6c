"""How far a whole class is, page by page. The rules are those of `mastery`; a class has a hundred thousand places to
look at, so what only depends on the module is worked out once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from learnenv.domain.attention import is_stuck
from learnenv.domain.classroom import Cell
from learnenv.domain.content import Exercise, LearningModule, Page
from learnenv.domain.mastery import exercise_done, required_cases, required_exercises

PageState: TypeAlias = Literal["done", "stuck", "begun", "todo"]
"""done wins: who is stuck on something that need not be done is not held up by it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One page: what must be done on it, and everything that is on it."""

    page: Page
    ref: str
    exercises: tuple[Exercise, ...]
    """Those that must be done."""
    cases: tuple[str, ...]
    """Refs of the cases of which an end must be reached."""
    items: tuple[str, ...]
    """Refs of all exercises, predictions and cases on the page, in order."""


def steps(module: LearningModule) -> tuple[Step, ...]:
    """The pages of a module, ready to hold many learners against."""
    return tuple(_step(module, page) for page in module.pages)


def page_states(steps: Collection[Step], cells: Mapping[str, Cell], read: Collection[str]) -> tuple[PageState, ...]:
    """Where one learner stands with each page."""
    return tuple(_state(step, cells, read) for step in steps)


def _step(module: LearningModule, page: Page) -> Step:
    items: dict[str, None] = dict.fromkeys(page.exercises())
    for case in (module.cases[id] for id in page.cases() if id in module.cases):
        items |= dict.fromkeys((*(scene.predict for scene in case.scenes if scene.predict), case.id))
    return Step(
        page,
        f"{module.id}/{page.id}",
        required_exercises(module, page),
        tuple(case.ref for case in required_cases(module, page)),
        tuple(f"{module.id}/{id}" for id in items if id in module.exercises or id in module.cases),
    )


def _state(step: Step, cells: Mapping[str, Cell], read: Collection[str]) -> PageState:
    is_read = step.ref in read
    if is_read and _all_done(step, cells):
        return "done"
    here = [cells[ref] for ref in step.items if ref in cells]
    if any(map(is_stuck, here)):
        return "stuck"
    return "begun" if is_read or here else "todo"


def _all_done(step: Step, cells: Mapping[str, Cell]) -> bool:
    if any((cell := cells.get(ref)) is None or not cell.attempts for ref in step.cases):
        return False
    return all(exercise_done(exercise, cells.get(exercise.ref)) for exercise in step.exercises)
