"""Organisations, and who are trainers of them and of their groups: only administrators see to that."""

from __future__ import annotations

import pytest

from learnenv.domain.errors import LearnenvError, NotAllowed, NotFound
from learnenv.services import attention, organisations
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
