"""Moving members straight to another cohort: who may, what comes of it, and that whoever is moved is told."""

from __future__ import annotations

import pytest

from learnenv.domain.classroom import Group
from learnenv.domain.errors import LearnenvError, NotAllowed
from learnenv.domain.learner import Actor
from learnenv.domain.people import Grant, Share
from learnenv.services import access, cohort_members, cohort_moves, cohorts, joining
from learnenv.services.app import App
from learnenv.services.cohort_moves import MoveReport
from learnenv.services.looks import looks_at_me
from tests.services.classroom import CONSOLE, Classroom, classroom
from tests.services.conftest import Clock

ALLOWED = ("trainer of town", "administrator")
REFUSED = (
    "stranger",
    "ann in town 1",
    "ann in town 2",
    "trainer of town 1",
    "trainer of town 2",
    "trainer of village",
)


@pytest.fixture
def room(app: App) -> Classroom:
    return classroom(app)


def _move(
    room: Classroom, who: str, *learners: str, here: str = "town 1", there: str = "town 2", team: str = ""
) -> MoveReport:
    actor = CONSOLE if who == "console" else room.people[who]
    ids = [room.people[each].learner for each in learners]
    return cohort_moves.move(room.app, actor, room.cohorts[here].id, room.cohorts[there].id, ids, team)


def _names(room: Classroom, cohort: str) -> list[str]:
    return [each.name for each in room.app.record.members(room.cohorts[cohort].id)]


@pytest.mark.parametrize("who", [*ALLOWED, "console"])
def test_who_runs_both_cohorts_moves_members(room: Classroom, who: str) -> None:
    report = _move(room, who, "ann in town 1", "bob in town 1", "ann in town 1", team=" Zuid ")
    assert (report.moved, report.stayed, report.to.name) == (2, (), "town 2")
    assert _names(room, "town 1") == ["cas"]
    assert _names(room, "town 2") == ["ann", "ann", "bob", "bob", "cas"]
    (mine,) = joining.mine(room.app, room.people["ann in town 1"])
    assert (mine.cohort.name, mine.member.name, mine.member.team) == ("town 2", "ann", "Zuid")


@pytest.mark.parametrize("who", REFUSED)
def test_nobody_else_moves_anybody(room: Classroom, who: str) -> None:
    before = [room.app.record.members(each.id, left=True) for each in room.cohorts.values()]
    for here, there in (("town 1", "town 2"), ("town 2", "town 1")):
        with pytest.raises(NotAllowed):
            _move(room, who, f"bob in {here}", here=here, there=there)
    assert before == [room.app.record.members(each.id, left=True) for each in room.cohorts.values()]
    assert not room.app.record.looks(what=["member-moved"])


def test_what_holds_for_leaving_holds_for_the_cohort_they_go_from(room: Classroom) -> None:
    ann = room.people["ann in town 1"]
    _move(room, "trainer of town", "ann in town 1")
    about = [access.about_member(room.app, room.cohorts[each].id, ann.learner) for each in ("town 1", "town 2")]
    assert not access.allowed(room.app, room.people["trainer of town 1"], "progress", about[0])
    assert access.allowed(room.app, room.people["trainer of town 2"], "progress", about[1])
    assert ann.learner in [each.learner for each in room.app.record.members(room.cohorts["town 1"].id, left=True)]


def test_nobody_is_moved_to_another_organisation(room: Classroom) -> None:
    with pytest.raises(LearnenvError, match=r"moves\.other-organisation"):
        _move(room, "administrator", "ann in town 1", there="village 1")
    assert _names(room, "town 1") == ["ann", "bob", "cas"]


def test_an_ended_cohort_is_no_place_to_move_from_or_to(room: Classroom) -> None:
    cohorts.archive(room.app, room.people["trainer of town"], room.cohorts["town 2"].id)
    for here, there in (("town 1", "town 2"), ("town 2", "town 1")):
        with pytest.raises(LearnenvError, match=r"moves\.archived"):
            _move(room, "trainer of town", f"ann in {here}", here=here, there=there)


def test_what_is_no_move_is_refused_with_the_way_out(room: Classroom) -> None:
    with pytest.raises(LearnenvError, match=r"moves\.nobody"):
        _move(room, "trainer of town")
    with pytest.raises(LearnenvError, match=r"moves\.same"):
        _move(room, "trainer of town", "ann in town 1", there="town 1")
    with pytest.raises(LearnenvError, match=r"cohorts\.team-too-long"):
        _move(room, "trainer of town", "ann in town 1", team="x" * 61)


def test_who_cannot_be_moved_stays_and_the_others_go(room: Classroom) -> None:
    app, there = room.app, room.cohorts["town 2"]
    cohorts.change(
        app, room.people["trainer of town"], there.id, name="town 2", most_members=5, idle_days=7, keep_months=12
    )
    app.record.change_member(there.id, room.people["cas in town 2"].learner, name="x")
    joining.join(app, room.people["cas in town 1"], joining.by_code(app, there.join_code), "cas")
    movers = ("cas in town 1", "stranger", "ann in town 1", "bob in town 1")
    report = _move(room, "trainer of town", *movers)
    assert report.moved == 1
    assert report.stayed == (("cas", "already"), ("", "gone"), ("bob", "full"))
    assert [each.key for each in report.problems] == [f"moves.stayed.{why}" for _, why in report.stayed]
    assert _names(room, "town 1") == ["bob", "cas"]


def test_who_left_by_choice_is_not_put_back_but_who_was_taken_out_is(room: Classroom, clock: Clock) -> None:
    app, trainer, there = room.app, room.people["trainer of town"], room.cohorts["town 2"]
    for name in ("ann", "bob"):
        joining.join(app, room.people[f"{name} in town 1"], joining.by_code(app, there.join_code), name)
    joining.leave(app, room.people["ann in town 1"], there.id)
    cohort_members.remove(app, trainer, there.id, room.people["bob in town 1"].learner)
    clock.go(days=1)
    report = _move(room, "trainer of town", "ann in town 1", "bob in town 1")
    assert (report.moved, report.stayed) == (1, (("ann", "left"),))


def test_a_move_is_undone_by_moving_back(room: Classroom, clock: Clock) -> None:
    _move(room, "trainer of town", "ann in town 1")
    clock.go(hours=1)
    assert _move(room, "trainer of town", "ann in town 1", here="town 2", there="town 1").moved == 1
    (told,) = cohort_moves.about_me(room.app, room.people["ann in town 1"])
    assert (told.before, told.cohort.name) == ("town 2", "town 1")


def test_whoever_is_moved_reads_it_until_they_say_they_know(room: Classroom, clock: Clock) -> None:
    app, ann = room.app, room.people["ann in town 1"]
    assert cohort_moves.about_me(app, ann) == ()
    _move(room, "trainer of town", "ann in town 1", "bob in town 1")
    (told,) = cohort_moves.about_me(app, ann, unseen=True)
    assert (told.cohort.name, told.before, told.look.role, told.seen) == ("town 2", "town 1", "trainer", False)
    clock.go(days=3)
    cohort_moves.seen(app, ann, room.cohorts["town 1"].id)
    assert cohort_moves.about_me(app, ann, unseen=True) == (told,)
    for _ in range(2):
        cohort_moves.seen(app, ann, told.cohort.id)
    assert cohort_moves.about_me(app, ann, unseen=True) == ()
    assert [each.seen for each in cohort_moves.about_me(app, ann)] == [True]
    assert len(cohort_moves.about_me(app, room.people["bob in town 1"], unseen=True)) == 1
    assert len(app.record.looks(what=["move-seen"])) == 1


def test_whoever_is_moved_can_leave_at_once_and_hears_no_more_of_it(room: Classroom, clock: Clock) -> None:
    app, ann = room.app, room.people["ann in town 1"]
    _move(room, "trainer of town", "ann in town 1")
    joining.leave(app, ann, room.cohorts["town 2"].id)
    assert cohort_moves.about_me(app, ann) == ()
    about = access.about_member(app, room.cohorts["town 2"].id, ann.learner)
    assert not access.allowed(app, room.people["trainer of town 2"], "progress", about)
    clock.go(hours=1)
    joining.join(app, ann, joining.by_code(app, room.cohorts["town 2"].join_code), "ann")
    assert cohort_moves.about_me(app, ann) == ()


def test_the_move_is_in_the_log_with_both_cohorts_and_the_learner_reads_it(room: Classroom) -> None:
    ann, trainer = room.people["ann in town 1"], room.people["trainer of town"]
    _move(room, "trainer of town", "ann in town 1")
    (line,) = room.app.record.looks(what=["member-moved"])
    assert (line.actor, line.learner) == (trainer.learner, ann.learner)
    assert (line.cohort, line.ref) == (room.cohorts["town 2"].id, room.cohorts["town 1"].id)
    (view,) = looks_at_me(room.app, ann)
    assert (view.what, view.role, view.cohort_name, view.title) == ("member-moved", "trainer", "town 2", None)


def _shared(room: Classroom, actor: Actor) -> int:
    return len(room.app.record.shares(Group(learners=(actor.learner,))))


def test_work_is_ones_own_again_where_somebody_new_would_see_it(room: Classroom) -> None:
    ann, bob = room.people["ann in town 1"], room.people["bob in town 1"]
    room.app.record.share(Share(ann.learner, "first/reflection", room.app.clock()))
    _move(room, "trainer of town", "ann in town 1", "bob in town 1")
    assert _shared(room, ann) == 0
    assert [each.alone for each in cohort_moves.about_me(room.app, ann)] == [True]
    assert [each.alone for each in cohort_moves.about_me(room.app, bob)] == [False]


def test_work_stays_shared_where_the_same_people_see_it(room: Classroom) -> None:
    app, ann = room.app, room.people["ann in town 1"]
    other = room.people["trainer of town 2"]
    app.record.give(Grant(other.learner, "trainer", "cohort", room.cohorts["town 1"].id, "", app.clock()))
    app.record.share(Share(ann.learner, "first/reflection", app.clock()))
    _move(room, "trainer of town", "ann in town 1")
    assert _shared(room, ann) == 1
    assert [each.alone for each in cohort_moves.about_me(app, ann)] == [False]


def test_the_coach_of_a_team_is_somebody_new_too(room: Classroom) -> None:
    app, ann, there = room.app, room.people["ann in town 1"], room.cohorts["town 2"]
    trainers = room.app.record.grants_in("cohort", [there.id])
    for grant in trainers:
        app.record.withdraw(grant, app.clock())
    room.given("coach", "coach", "team", f"{there.id}/Noord")
    app.record.share(Share(ann.learner, "first/reflection", app.clock()))
    _move(room, "trainer of town", "ann in town 1", team="Noord")
    assert _shared(room, ann) == 0


def test_one_can_move_to_what_one_runs_in_the_same_organisation_and_goes_on(room: Classroom) -> None:
    def found(who: str, cohort: str = "town 1") -> list[str]:
        here = room.cohorts[cohort].id
        return [each.name for each in cohort_moves.targets(room.app, room.people[who], here)]

    assert found("trainer of town") == found("administrator") == ["town 2"]
    assert found("trainer of town 1") == []
    cohorts.archive(room.app, room.people["administrator"], room.cohorts["town 2"].id)
    assert found("trainer of town") == found("trainer of town", "town 2") == []
    with pytest.raises(NotAllowed):
        found("trainer of village")
