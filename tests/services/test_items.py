"""Figures per exercise, when somebody left the class or was erased: right, and the same on every page."""

from __future__ import annotations

import pytest

from learnenv.language import speech
from learnenv.services import cohort_view, erasing, items, joining
from learnenv.services.app import App
from learnenv.web.parts.cohort import hard_line
from learnenv.web.parts.items import done_by
from tests.services.classroom import Classroom, classroom
from tests.support.people import CLOSED as CHOICE
from tests.support.people import answer

WRONG, RIGHT = {"choice": "not-that"}, {"choice": "yes-this"}


@pytest.fixture
def room(app: App) -> Classroom:
    return classroom(app)


def test_who_is_gone_still_counts_in_the_facility(app: App, room: Classroom) -> None:
    trainer, cohort = room.people["trainer of town 1"], room.cohorts["town 1"].id
    for name, given in (("ann", WRONG), ("bob", RIGHT), ("cas", WRONG)):
        answer(app, room.people[f"{name} in town 1"], CHOICE, given)

    def facility() -> tuple[int, float | None]:
        view = items.items(app, trainer, cohort, "first")
        found = next(each for each in view.items if each.exercise.ref == CHOICE)
        return found.counted, found.facility

    before = facility()
    app.record.erase(room.people["ann in town 1"].learner)
    assert facility() == before == (3, pytest.approx(1 / 3))


def test_the_first_page_and_that_of_a_module_say_the_same_of_an_exercise_when_somebody_is_erased(
    app: App, room: Classroom
) -> None:
    trainer, cohort = room.people["trainer of town 1"], room.cohorts["town 1"].id
    dan = room.guest("dan in town 1")
    joining.join(app, dan, joining.by_code(app, room.cohorts["town 1"].join_code), "dan")
    for name, given in (("ann", RIGHT), ("bob", RIGHT), ("cas", WRONG), ("dan", WRONG)):
        answer(app, room.people[f"{name} in town 1"], CHOICE, given)
    app.record.erase(room.people["ann in town 1"].learner)
    (first,) = items.hardest(cohort_view.grid(app, trainer, cohort))
    module = next(each for each in items.items(app, trainer, cohort, "first").items if each.exercise.ref == CHOICE)
    assert hard_line(first, speech("en")) == hard_line(module, speech("en"))
    assert (module.right, module.answered, module.counted, done_by(module)) == (1, 3, 4, "3 (+1)")


def test_in_no_figure_who_left_is_counted_and_erasing_them_then_changes_none(app: App, room: Classroom) -> None:
    trainer, cohort = room.people["trainer of town 1"], room.cohorts["town 1"].id
    for name, given in (("ann", WRONG), ("bob", RIGHT), ("cas", WRONG)):
        answer(app, room.people[f"{name} in town 1"], CHOICE, given)

    def figures() -> tuple[cohort_view.ClassGrid, tuple[items.ItemView, ...], items.ItemsView]:
        grid = cohort_view.grid(app, trainer, cohort)
        return grid, items.hardest(grid, 9), items.items(app, trainer, cohort, "first")

    joining.leave(app, room.people["ann in town 1"], cohort)
    left = figures()
    choice = next(each for each in left[2].items if each.exercise.ref == CHOICE)
    assert (choice.right, choice.wrong, choice.counted) == (1, 1, 2)
    erasing.delete_me(app, room.people["ann in town 1"])
    assert figures() == left
