"""Cohorts: made, changed and ended by who runs them, and by nobody else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from learnenv.domain.errors import LearnenvError, NotAllowed, NotFound
from learnenv.domain.joining import JOIN_LETTERS, doorway, shown_code
from learnenv.domain.learner import Actor
from learnenv.domain.people import Assignment, Cohort
from learnenv.services import cohort_members, cohorts, inviting, joining, organisations
from learnenv.services.app import App
from tests.services.classroom import CONSOLE, Classroom, classroom
from tests.services.conftest import Clock


@pytest.fixture
def room(app: App) -> Classroom:
    return classroom(app)


SETTINGS: dict[str, Any] = {"name": "town 1", "most_members": 500, "idle_days": 7, "keep_months": 12}


def _trainer(room: Classroom) -> Actor:
    return room.people["trainer of town"]


def _changed(room: Classroom, **settings: Any) -> Cohort:
    """The first cohort of the town, after its trainer changed these of its settings."""
    id = room.cohorts["town 1"].id
    cohorts.change(room.app, _trainer(room), id, **{**SETTINGS, **settings})
    found = room.app.record.cohort(id)
    assert found is not None
    return found


def test_a_trainer_makes_a_cohort_that_can_be_joined_at_once(room: Classroom) -> None:
    modules = {"second": date(2026, 2, 1), "first": None}
    made = cohorts.make(room.app, _trainer(room), room.organisations["town"], "  Doetank \n voorjaar ", modules)
    view = cohorts.cohort(room.app, _trainer(room), made.id)
    assert view.cohort.name == "Doetank voorjaar"
    assert [(each.module, each.due) for each in view.modules] == list(modules.items())
    assert view.door == "open"
    assert joining.by_code(room.app, f" {shown_code(made.join_code).lower()} ").cohort == made


def test_a_code_is_eight_letters_that_nobody_mixes_up(room: Classroom) -> None:
    codes = [each.join_code for each in room.cohorts.values()]
    assert all(len(code) == 8 and set(code) <= set(JOIN_LETTERS) for code in codes)
    assert len(set(codes)) == len(codes)
    assert not set(JOIN_LETTERS) & set("IO01")


def test_who_makes_a_cohort_is_its_trainer_but_an_administrator_is_not(room: Classroom) -> None:
    for who, trains in (("trainer of town", True), ("administrator", False)):
        actor = room.people[who]
        made = cohorts.make(room.app, actor, room.organisations["town"], who, {})
        grants = room.app.record.grants_in("cohort", [made.id])
        assert [each.learner for each in grants] == ([actor.learner] if trains else [])


def test_everybody_sees_the_cohorts_they_run_and_no_others(room: Classroom) -> None:
    def names(who: str) -> set[str]:
        return {row.cohort.name for row in cohorts.mine(room.app, room.people[who])}

    assert names("trainer of town") == {"town 1", "town 2"}
    assert names("trainer of village 2") == {"village 2"}
    assert names("administrator") == set(room.cohorts)
    assert names("ann in town 1") == names("stranger") == set()


def test_ended_cohorts_come_last(room: Classroom, clock: Clock) -> None:
    clock.go(days=1)
    newest = cohorts.make(room.app, _trainer(room), room.organisations["town"], "newest", {})
    assert cohorts.mine(room.app, _trainer(room))[0].cohort.name == "newest"
    cohorts.archive(room.app, _trainer(room), newest.id)
    assert cohorts.mine(room.app, _trainer(room))[-1].cohort.name == "newest"


ACTS: dict[str, Callable[[App, Actor, str, str], object]] = {
    "see": lambda app, actor, id, _: cohorts.cohort(app, actor, id),
    "change": lambda app, actor, id, _: cohorts.change(
        app, actor, id, name="x", most_members=5, idle_days=7, keep_months=12
    ),
    "modules": lambda app, actor, id, _: cohorts.set_modules(app, actor, id, {}),
    "open": lambda app, actor, id, _: cohorts.open_joining(app, actor, id),
    "close": lambda app, actor, id, _: cohorts.close_joining(app, actor, id),
    "code": lambda app, actor, id, _: cohorts.new_code(app, actor, id),
    "archive": lambda app, actor, id, _: cohorts.archive(app, actor, id),
    "move": lambda app, actor, id, who: cohort_members.move(app, actor, id, who, "Zuid"),
    "remove": lambda app, actor, id, who: cohort_members.remove(app, actor, id, who),
    "invite": lambda app, actor, id, _: inviting.invite(app, actor, id),
    "list": lambda app, actor, id, _: inviting.invite_list(app, actor, id, ()),
    "take back": lambda app, actor, id, _: inviting.take_back(app, actor, id),
}
OUTSIDERS = ("stranger", "ann in town 1", "ann in town 2", "trainer of town 2", "trainer of village")


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("who", OUTSIDERS)
def test_nobody_else_does_anything_with_a_cohort(room: Classroom, act: str, who: str) -> None:
    id = room.cohorts["town 1"].id
    before = (room.app.record.cohort(id), room.app.record.members(id), room.app.record.assignments(id))
    with pytest.raises(NotAllowed):
        ACTS[act](room.app, room.people[who], id, room.people["bob in town 1"].learner)
    assert before == (room.app.record.cohort(id), room.app.record.members(id), room.app.record.assignments(id))


@pytest.mark.parametrize("act", ACTS)
def test_a_cohort_that_is_not_there_is_refused_in_the_same_words(room: Classroom, act: str) -> None:
    with pytest.raises(NotAllowed) as missing:
        ACTS[act](room.app, _trainer(room), "nowhere", "nobody")
    with pytest.raises(NotAllowed) as foreign:
        ACTS[act](room.app, _trainer(room), room.cohorts["village 1"].id, "nobody")
    assert missing.value.message == foreign.value.message


def test_a_trainer_whose_role_was_withdrawn_is_out(room: Classroom) -> None:
    trainer = _trainer(room)
    organisations.withdraw_trainer(room.app, CONSOLE, room.organisations["town"], trainer.learner)
    with pytest.raises(NotAllowed):
        cohorts.cohort(room.app, trainer, room.cohorts["town 1"].id)


def test_no_cohort_is_made_in_an_organisation_of_another(room: Classroom) -> None:
    for who in ("trainer of village", "trainer of town 1", "ann in town 1"):
        with pytest.raises(NotAllowed):
            cohorts.make(room.app, room.people[who], room.organisations["town"], "x", {})
    assert cohorts.may_make_in(room.app, room.people["trainer of town 1"]) == ()
    assert [each.name for each in cohorts.may_make_in(room.app, _trainer(room))] == ["town"]
    with pytest.raises(NotFound):
        cohorts.make(room.app, CONSOLE, "nowhere", "x", {})


@pytest.mark.parametrize("name", ["", "  \n ", "x" * 81, "\u200b"])
def test_a_cohort_needs_a_name_that_can_be_read(room: Classroom, name: str) -> None:
    with pytest.raises(LearnenvError, match=r"cohorts\.bad-name"):
        cohorts.make(room.app, _trainer(room), room.organisations["town"], name, {})


def test_a_module_that_is_not_there_cannot_be_given_but_one_that_was_stays(room: Classroom) -> None:
    id = room.cohorts["town 1"].id
    with pytest.raises(NotFound):
        cohorts.set_modules(room.app, _trainer(room), id, {"nowhere": None})
    cohorts.set_modules(room.app, _trainer(room), id, {"second": None, "first": date(2026, 3, 1)})
    view = cohorts.cohort(room.app, _trainer(room), id)
    assert [(each.module, each.due) for each in view.modules] == [("second", None), ("first", date(2026, 3, 1))]


def test_closing_and_opening_change_who_can_come_in(room: Classroom, clock: Clock) -> None:
    made = room.cohorts["town 1"]
    cohorts.close_joining(room.app, _trainer(room), made.id)
    with pytest.raises(NotAllowed, match=r"join\.code-unknown"):
        joining.by_code(room.app, made.join_code)
    reopened = cohorts.open_joining(room.app, _trainer(room), made.id)
    assert reopened.join_code != made.join_code
    opened = _changed(room, until=date(2026, 1, 6))
    assert joining.by_code(room.app, opened.join_code).cohort == opened
    clock.go(days=2)
    assert doorway(opened, clock()) == "ended"
    with pytest.raises(NotAllowed, match=r"join\.too-late"):
        joining.by_code(room.app, opened.join_code)


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2026, 1, 20), datetime(2026, 1, 20, 22, 59, 59, tzinfo=UTC)),
        (date(2026, 7, 20), datetime(2026, 7, 20, 21, 59, 59, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 25, 22, 59, 59, tzinfo=UTC)),
    ],
    ids=["winter", "summer", "the day of 25 hours"],
)
def test_a_day_agreed_on_lasts_until_midnight_in_summer_and_in_winter(
    room: Classroom, day: date, last: datetime
) -> None:
    trainer, id = _trainer(room), room.cohorts["town 1"].id
    changed = _changed(room, until=day)
    cohorts.set_modules(room.app, trainer, id, {"first": day})
    assert (doorway(changed, last - timedelta(seconds=1)), doorway(changed, last)) == ("open", "ended")
    assert [each.due for each in room.app.record.assignments(id)] == [last]
    assert cohorts.cohort(room.app, trainer, id).modules[0].due == day


def test_a_moment_late_at_night_is_told_as_the_day_that_it_is_here(room: Classroom, clock: Clock) -> None:
    made, trainer = room.cohorts["town 1"], _trainer(room)
    night = datetime(2026, 1, 20, 23, 30, tzinfo=UTC)
    room.app.record.save_cohort(replace(made, join_until=night), [Assignment(made.id, 1, "first", night)])
    view = cohorts.cohort(room.app, trainer, made.id)
    assert (view.last_day, view.modules[0].due) == (date(2026, 1, 21), date(2026, 1, 21))
    clock.go(days=30)
    assert cohorts.cohort(room.app, trainer, made.id).last_day is None


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"until": date(2026, 1, 4)}, r"cohorts\.day-is-past"),
        ({"name": " "}, r"cohorts\.bad-name"),
        ({"most_members": 0}, r"cohorts\.members-out-of-range"),
        ({"idle_days": 0}, r"cohorts\.idle-out-of-range"),
        ({"idle_days": 91}, r"cohorts\.idle-out-of-range"),
        ({"keep_months": 0}, r"cohorts\.keep-out-of-range"),
        ({"keep_months": 25}, r"cohorts\.keep-out-of-range"),
    ],
)
def test_settings_are_changed_all_together_or_not_at_all(room: Classroom, wrong: dict[str, Any], said: str) -> None:
    before = room.app.record.cohort(room.cohorts["town 1"].id)
    with pytest.raises(LearnenvError, match=said):
        _changed(room, **{"name": "Other", "most_members": 7, "until": date(2026, 2, 1), **wrong})
    assert room.app.record.cohort(room.cohorts["town 1"].id) == before


def test_a_last_day_opens_no_door_that_was_closed_meanwhile(room: Classroom) -> None:
    cohorts.close_joining(room.app, _trainer(room), room.cohorts["town 1"].id)
    changed = _changed(room, until=date(2026, 2, 1))
    assert (changed.name, changed.join_code, changed.join_until) == ("town 1", "", None)


def test_a_new_code_makes_the_old_one_useless(room: Classroom) -> None:
    made = room.cohorts["town 1"]
    changed = cohorts.new_code(room.app, _trainer(room), made.id)
    assert joining.by_code(room.app, changed.join_code).cohort.id == made.id
    with pytest.raises(NotAllowed):
        joining.by_code(room.app, made.join_code)


def test_nobody_comes_into_a_cohort_that_is_over(room: Classroom) -> None:
    made, trainer = room.cohorts["town 1"], _trainer(room)
    (link,) = inviting.invite(room.app, trainer, made.id)
    cohorts.archive(room.app, trainer, made.id)
    with pytest.raises(NotAllowed):
        joining.by_code(room.app, made.join_code)
    with pytest.raises(NotAllowed):
        joining.by_invite(room.app, link.path.removeprefix("/join/"))
    for act in ("open", "code", "invite"):
        with pytest.raises(LearnenvError, match=r"cohorts\.archived"):
            ACTS[act](room.app, trainer, made.id, "")


def test_members_are_moved_to_a_team_and_taken_out(room: Classroom) -> None:
    made, cas = room.cohorts["town 1"], room.people["cas in town 1"].learner
    cohort_members.move(room.app, _trainer(room), made.id, cas, " Zuid/West ")
    view = cohorts.cohort(room.app, _trainer(room), made.id)
    assert view.teams == ("Noord", "Zuid-West")
    cohort_members.remove(room.app, _trainer(room), made.id, cas)
    assert cas not in [each.learner for each in cohorts.cohort(room.app, _trainer(room), made.id).members]
    with pytest.raises(NotFound):
        cohort_members.move(room.app, _trainer(room), made.id, cas, "Noord")


def test_a_member_of_another_cohort_cannot_be_moved_by_naming_ones_own(room: Classroom) -> None:
    with pytest.raises(NotFound):
        cohort_members.move(
            room.app, _trainer(room), room.cohorts["town 1"].id, room.people["ann in village 1"].learner, "Noord"
        )


def test_what_changes_roles_and_classes_is_in_the_log(room: Classroom, clock: Clock) -> None:
    made, bob = room.cohorts["town 1"], room.people["bob in town 1"].learner
    before = {each.id for each in room.app.record.looks(limit=1000)}
    cohort_members.remove(room.app, _trainer(room), made.id, bob)
    cohorts.new_code(room.app, _trainer(room), made.id)
    inviting.invite(room.app, _trainer(room), made.id, 3)
    cohorts.archive(room.app, _trainer(room), made.id)
    organisations.give_trainer(room.app, CONSOLE, room.organisations["town"], bob)
    lines = [each for each in reversed(room.app.record.looks(limit=1000)) if each.id not in before]
    assert [(each.what, each.learner, each.ref) for each in lines] == [
        ("member-removed", bob, ""),
        ("join-code-changed", "", made.id),
        ("invites-made", "", made.id),
        ("cohort-archived", "", made.id),
        ("role-given", bob, "trainer"),
    ]


def test_an_organisation_has_its_trainers(room: Classroom) -> None:
    views = organisations.organisations(room.app, room.people["administrator"])
    assert [(view.organisation.name, len(view.trainers)) for view in views] == [("town", 1), ("village", 1)]
    for who in OUTSIDERS:
        with pytest.raises(NotAllowed):
            organisations.organisations(room.app, room.people[who])
        with pytest.raises(NotAllowed):
            organisations.give_trainer(room.app, room.people[who], room.organisations["town"], "x")
    with pytest.raises(LearnenvError, match=r"organisations\.there"):
        organisations.make(room.app, CONSOLE, " TOWN ")
    with pytest.raises(NotFound, match=r"organisations\.nobody"):
        organisations.give_trainer(room.app, CONSOLE, room.organisations["town"], "nobody")


def test_a_code_does_not_last(room: Classroom, clock: Clock) -> None:
    made = room.cohorts["town 1"]
    assert made.join_until is not None
    assert timedelta(days=7) < made.join_until - clock() < timedelta(days=100)
