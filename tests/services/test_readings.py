"""A page about people is drawn many times while somebody reads it: that is one look, and never none."""

from __future__ import annotations

import pytest

from learnenv.services import attention, coaching, cohort_answers, cohort_learner, cohort_view, joining, reports
from learnenv.services.app import App
from learnenv.services.looks import looks_at_me
from tests.services.classroom import Classroom, classroom
from tests.services.conftest import Clock
from tests.services.work import REF, hand_in, shared
from tests.support.people import CLOSED, answer

ANN = "ann in town 1"


@pytest.fixture
def room(app: App) -> Classroom:
    return classroom(app)


def seen_by(room: Classroom, name: str) -> list[str]:
    """What somebody reads that was done, latest first."""
    return [each.what for each in looks_at_me(room.app, room.people[name])]


def test_who_reads_the_page_of_a_class_is_in_the_log_once_a_quarter_of_an_hour(room: Classroom, clock: Clock) -> None:
    app, trainer, cohort = room.app, room.people["trainer of town 1"], room.cohorts["town 1"]

    for _ in range(3):
        attention.overview(app, trainer, cohort.id)
        clock.go(minutes=4)
    assert seen_by(room, ANN) == ["cohort-progress"]
    cohort_view.grid(app, trainer, cohort.id)
    reports.of_cohort(app, trainer, cohort.id)
    assert seen_by(room, ANN) == ["report", "cohort-progress"]
    clock.go(minutes=4)
    cohort_view.shown(app, trainer, cohort.id)
    assert seen_by(room, ANN) == ["cohort-progress", "report", "cohort-progress"]
    attention.overview(app, room.people["trainer of town"], cohort.id)
    assert seen_by(room, ANN)[:2] == ["cohort-progress"] * 2
    assert seen_by(room, "ann in town 2") == []


def test_who_joins_a_class_that_is_being_looked_at_reads_that_they_are_seen(room: Classroom, clock: Clock) -> None:
    app, trainer, cohort = room.app, room.people["trainer of town 1"], room.cohorts["town 1"]
    attention.overview(app, trainer, cohort.id)
    clock.go(minutes=1)
    eva = room.guest("eva")
    joining.join(app, eva, joining.by_code(app, cohort.join_code), "eva")
    clock.go(minutes=1)
    for _ in range(2):
        attention.overview(app, trainer, cohort.id)
    assert seen_by(room, "eva") == ["cohort-progress"]


def test_who_reads_answers_or_about_one_member_is_in_the_log_once(room: Classroom, clock: Clock) -> None:
    app, trainer, cohort, ann = (
        room.app,
        room.people["trainer of town 1"],
        room.cohorts["town 1"].id,
        room.people[ANN],
    )
    answer(app, ann, CLOSED, {"choice": "yes-this"})
    for _ in range(3):
        clock.go(minutes=1)
        cohort_learner.learner(app, trainer, cohort, ann.learner)
        cohort_learner.tries(app, trainer, cohort, ann.learner, CLOSED)
        cohort_answers.answers(app, trainer, cohort, CLOSED)
    assert seen_by(room, ANN) == ["answers", "answers", "progress"]


def test_work_that_is_shared_or_handed_in_while_it_is_looked_at_is_seen_anew(room: Classroom, clock: Clock) -> None:
    app, trainer, cohort = room.app, room.people["trainer of town 1"], room.cohorts["town 1"].id

    def looks() -> int:
        clock.go(minutes=1)
        cohort_answers.answers(app, trainer, cohort, REF)
        return len(seen_by(room, ANN))

    assert [looks(), looks()] == [1, 1]
    place = shared(room, ANN, "Dit is mijn werk.")
    assert [looks(), looks()] == [2, 2]
    hand_in(app, room.people[ANN], "Dit is een nieuwe versie.")
    assert [looks(), looks()] == [3, 3]
    for _ in range(2):
        cohort_learner.tries(app, trainer, cohort, place.learner, REF)
    assert looks() == 4
    hand_in(app, room.people[ANN], "En dit is nog een versie.")
    clock.go(minutes=1)
    cohort_learner.tries(app, trainer, cohort, place.learner, REF)
    assert seen_by(room, ANN) == ["work", "work", *["answers"] * 3]


def test_whom_a_coach_sees_on_one_page_reads_it_once_and_nobody_else_does(room: Classroom, clock: Clock) -> None:
    ann, town = room.people[ANN].learner, room.cohorts["town 1"].id
    room.given("coach", "coach", "learner", ann)
    team = room.given("coach of Noord", "coach", "team", f"{town}/Noord")
    for coach in (room.people["coach"], team, team):
        clock.go(minutes=1)
        coaching.coachees(room.app, coach)
    assert [len(seen_by(room, f"{name} in town 1")) for name in ("ann", "bob", "cas")] == [2, 1, 0]
    assert set(seen_by(room, ANN)) == {"progress"}
