"""Shared work is for whom it was shared with: not for who meets its learner later or does another module."""

from __future__ import annotations

from dataclasses import replace

import pytest

from learnenv.domain.classroom import Group
from learnenv.domain.errors import NotFound
from learnenv.domain.learner import Actor
from learnenv.domain.people import Assignment, Grant
from learnenv.services import cohort_members, inviting, joining, review_queue, reviewing_work, sharing
from learnenv.services.app import App
from tests.services.classroom import Classroom, classroom
from tests.services.work import REF, hand_in, shared, waiting

BOB, TRAINER = "bob in town 1", "trainer of town 1"


@pytest.fixture
def room(app: App) -> Classroom:
    return classroom(app)


def _trainer(room: Classroom) -> Actor:
    return room.people[TRAINER]


def _id(room: Classroom) -> str:
    return room.cohorts["town 1"].id


def test_work_of_a_module_that_the_cohort_does_not_do_is_for_others(room: Classroom) -> None:
    place = shared(room, BOB, "Dit is van Bob.")
    room.app.record.save_cohort(room.cohorts["town 1"], [Assignment(place.cohort, 1, "second")])
    assert waiting(room.app, _trainer(room)) == []
    with pytest.raises(NotFound, match=r"review-work\.not-shared"):
        reviewing_work.piece(room.app, _trainer(room), place)
    chosen = room.given("coach of bob", "coach", "learner", place.learner)
    assert waiting(room.app, chosen) == ["bob"]
    assert reviewing_work.piece(room.app, chosen, replace(place, cohort="")).latest


def test_nobody_reviews_their_own_work(room: Classroom) -> None:
    trainer, here = _trainer(room), room.cohorts["town 1"]
    joining.join(room.app, trainer, joining.by_code(room.app, here.join_code), "Ik zelf")
    hand_in(room.app, trainer, "Ik probeer het uit.")
    sharing.share(room.app, trainer, REF)
    shared(room, BOB, "Dit is van Bob.")
    assert waiting(room.app, trainer) == ["bob"]
    assert review_queue.how_many(room.app, trainer) == 1


def test_what_was_shared_before_is_not_for_who_meets_one_later(room: Classroom) -> None:
    bob, there = room.people[BOB], room.cohorts["village 1"]
    place = shared(room, BOB, "Dit is voor town.")
    door = joining.by_code(room.app, there.join_code)
    assert joining.stops_sharing(room.app, bob, door) == (REF,)
    assert joining.join(room.app, bob, door, "Bob") == "joined"
    assert waiting(room.app, room.people["trainer of village 1"]) == waiting(room.app, _trainer(room)) == []
    sharing.share(room.app, bob, REF)
    assert waiting(room.app, room.people["trainer of village 1"]) == ["Bob"]
    assert waiting(room.app, _trainer(room)) == ["bob"]
    assert joining.stops_sharing(room.app, bob, door) == ()
    assert place.learner == bob.learner


def test_what_was_shared_stays_shared_when_nobody_new_would_read_it(room: Classroom) -> None:
    bob = room.people[BOB]
    shared(room, BOB, "Dit is voor town.")
    room.app.record.give(
        Grant(_trainer(room).learner, "trainer", "cohort", room.cohorts["town 2"].id, "", room.app.clock())
    )
    for grant in room.app.record.grants_in("cohort", [room.cohorts["town 2"].id]):
        if grant.learner != _trainer(room).learner:
            room.app.record.withdraw(grant, room.app.clock())
    joining.join(room.app, bob, joining.by_code(room.app, room.cohorts["town 2"].join_code), "Bob")
    assert [each.ref for each in room.app.record.shares(Group(learners=(bob.learner,)))] == [REF]


def test_what_was_shared_is_ones_own_again_after_a_link_too(room: Classroom) -> None:
    bob, there = room.people[BOB], room.cohorts["village 1"]
    shared(room, BOB, "Dit is voor town.")
    (link,) = inviting.invite(room.app, room.people["trainer of village 1"], there.id, 1)
    assert (
        joining.join(room.app, bob, joining.by_invite(room.app, link.path.removeprefix("/join/")), "Bob") == "joined"
    )
    assert room.app.record.shares(Group(learners=(bob.learner,))) == ()


def test_another_team_with_another_coach_reads_nothing_that_was_shared_before(room: Classroom) -> None:
    bob = room.people[BOB]
    coach = room.given("coach of Zuid", "coach", "team", f"{_id(room)}/Zuid")
    shared(room, BOB, "Dit is voor Noord.")
    cohort_members.move(room.app, _trainer(room), _id(room), bob.learner, "Oost")
    assert waiting(room.app, _trainer(room)) == ["bob"]  # nobody new reads it
    cohort_members.move(room.app, _trainer(room), _id(room), bob.learner, "Zuid")
    assert waiting(room.app, coach) == []
    assert [each.what for each in room.app.record.looks_at(bob.learner)][:1] == [cohort_members.SHARES_STOPPED]
