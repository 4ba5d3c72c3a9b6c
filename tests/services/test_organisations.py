"""Organisations, and who are trainers of them and of their groups: only administrators see to that."""

from __future__ import annotations

import pytest

from learnenv.domain.errors import LearnenvError, NotAllowed, NotFound
from learnenv.domain.people import Grant
from learnenv.services import attention, cohorts, organisations
from learnenv.services.app import App
from tests.services.classroom import CONSOLE, Classroom, classroom

BOSS = "administrator"


@pytest.fixture
def room(app: App) -> Classroom:
    return classroom(app)


def test_an_organisation_gets_another_name_that_no_other_has(room: Classroom) -> None:
    town, boss = room.organisations["town"], room.people[BOSS]
    organisations.rename(room.app, boss, town, "  Gemeente   Voorbeeld ")
    organisations.rename(room.app, boss, town, "gemeente voorbeeld")
    assert [each.organisation.name for each in organisations.organisations(room.app, boss)] == [
        *("gemeente voorbeeld", "village"),
    ]
    for name in ("Village", "", "x" * 81):
        with pytest.raises(LearnenvError):
            organisations.rename(room.app, boss, town, name)
    with pytest.raises(NotFound):
        organisations.rename(room.app, boss, "nowhere", "Name")


def test_a_cohort_has_trainers_of_its_own(room: Classroom) -> None:
    boss, made = room.people[BOSS], room.cohorts["town 1"]
    new = room.guest("new trainer")
    assert organisations.give_cohort_trainer(room.app, boss, made.id, new.learner)
    assert not organisations.give_cohort_trainer(room.app, boss, made.id, new.learner)
    attention.overview(room.app, room.again("new trainer"), made.id)
    with pytest.raises(NotAllowed):
        attention.overview(room.app, room.again("new trainer"), room.cohorts["town 2"].id)
    [town] = [each for each in organisations.organisations(room.app, boss) if each.organisation.name == "town"]
    [first] = [each for each in town.cohorts if each.cohort.id == made.id]
    assert len(town.cohorts) == 2
    assert [each.grant.learner for each in first.trainers] == [room.people["trainer of town 1"].learner, new.learner]
    assert organisations.withdraw_cohort_trainer(room.app, boss, made.id, new.learner)
    with pytest.raises(NotAllowed):
        attention.overview(room.app, new, made.id)


def test_who_is_no_trainer_of_the_organisation_any_more_keeps_none_of_its_cohorts(room: Classroom) -> None:
    app, boss, trainer = room.app, room.people[BOSS], room.people["trainer of town"]
    town, village = room.organisations["town"], room.cohorts["village 1"].id
    going, ended = (cohorts.make(app, trainer, town, name, {}).id for name in ("going", "ended"))
    cohorts.archive(app, trainer, ended)
    organisations.give_cohort_trainer(app, boss, village, trainer.learner)
    assert organisations.withdraw_trainer(app, boss, town, trainer.learner)
    for id in (going, ended):
        with pytest.raises(NotAllowed):
            cohorts.cohort(app, trainer, id)
        with pytest.raises(NotAllowed):
            attention.overview(app, trainer, id)
    assert [each.scope_id for each in app.record.grants(trainer.learner)] == [village]
    assert room.cohorts["town 1"].id in {row.cohort.id for row in cohorts.mine(app, room.people["trainer of town 1"])}
    assert not organisations.withdraw_trainer(app, boss, town, trainer.learner)


def test_cohorts_that_were_left_to_somebody_before_can_still_be_taken(room: Classroom) -> None:
    app, trainer = room.app, room.people["trainer of town"]
    town = room.organisations["town"]
    made = cohorts.make(app, trainer, town, "left behind", {}).id
    app.record.withdraw(Grant(trainer.learner, "trainer", "organisation", town, "", app.clock()), app.clock())
    assert organisations.withdraw_trainer(app, CONSOLE, town, trainer.learner)
    with pytest.raises(NotAllowed):
        cohorts.cohort(app, trainer, made)


def test_who_trains_the_whole_organisation_is_not_named_at_each_cohort(room: Classroom) -> None:
    """Taking the role there would change nothing."""
    app, boss = room.app, room.people[BOSS]
    made = cohorts.make(app, room.people["trainer of town"], room.organisations["town"], "made", {})
    own = {
        each.cohort.id: [one.login for one in each.trainers]
        for view in organisations.organisations(app, boss)
        for each in view.cohorts
    }
    assert own[made.id] == []
    assert len(own[room.cohorts["town 1"].id]) == 1


def test_nobody_but_an_administrator_gives_or_takes_a_role(room: Classroom) -> None:
    made, town = room.cohorts["town 1"].id, room.organisations["town"]
    for who in ("trainer of town", "trainer of town 1", "ann in town 1", "stranger"):
        actor = room.people[who]
        for change, place in (
            (organisations.give_trainer, town),
            (organisations.withdraw_trainer, town),
            (organisations.give_cohort_trainer, made),
            (organisations.withdraw_cohort_trainer, made),
        ):
            with pytest.raises(NotAllowed):
                change(room.app, actor, place, actor.learner)
        with pytest.raises(NotAllowed):
            organisations.rename(room.app, actor, town, "Mine")
    with pytest.raises(NotFound):
        organisations.give_cohort_trainer(room.app, CONSOLE, "nowhere", room.people[BOSS].learner)
