"""A coach is chosen with a link, by a learner or for a team, sees what a coach may see, and can be let go."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import event

from learnenv.domain.errors import NotAllowed, NotFound
from learnenv.domain.learner import Actor
from learnenv.domain.people import Grant, Member, Scope
from learnenv.services import coaching, cohort_learner, identity, inviting, joining, sharing
from learnenv.services.app import App
from learnenv.services.inviting import Link
from learnenv.store.open import open_database
from learnenv.store.sql import SqlRecord
from tests.services.classroom import Classroom, classroom
from tests.services.work import REF, shared

ANN, BOB, TRAINER = "ann in town 1", "bob in town 1", "trainer of town 1"


@pytest.fixture
def room(app: App) -> Classroom:
    return classroom(app)


def use(room: Classroom, actor: Actor, link: Link) -> Actor:
    """Whoever uses the link, as they are afterwards."""
    token, _, team = link.path.removeprefix("/join/").partition("?team=")
    joining.join(room.app, actor, joining.by_invite(room.app, token, team), "")
    return identity.who(room.app, actor.session) or actor


def names(room: Classroom, coach: Actor) -> list[str]:
    return [str(each.who) for each in coaching.coachees(room.app, coach)]


def test_a_learner_chooses_a_coach_who_sees_progress_and_what_is_shared_and_nothing_else(room: Classroom) -> None:
    link = inviting.invite_coach(room.app, room.people[ANN])
    coach = use(room, room.guest("coach"), link)
    assert coach.staff
    [ann] = coaching.coachees(room.app, coach)
    assert (ann.who, ann.by_choice, [card.id for card, _ in ann.progress]) == ("ann", True, ["first"])
    assert ann.shared == ()
    shared(room, ANN, "Dit is mijn werk.")
    [piece] = coaching.coachees(room.app, coach)[0].shared
    assert (piece.ref, piece.waits is not None) == (REF, True)
    view = cohort_learner.learner(room.app, coach, room.cohorts["town 1"].id, room.people[ANN].learner)
    assert (view.sees_answers, view.flags, view.shared) == (False, (), frozenset({REF}))
    sharing.withdraw(room.app, room.people[ANN], REF)
    assert coaching.coachees(room.app, coach)[0].shared == ()


def test_a_coach_who_is_let_go_sees_nothing_any_more(room: Classroom) -> None:
    ann, coach = room.people[ANN], use(room, room.guest("coach"), inviting.invite_coach(room.app, room.people[ANN]))
    [mine] = coaching.mine(room.app, ann)
    coaching.end(room.app, ann, mine.coach)
    with pytest.raises(NotAllowed):
        coaching.coachees(room.app, coach)
    with pytest.raises(NotFound):
        coaching.end(room.app, ann, mine.coach)
    assert coaching.mine(room.app, ann) == ()


def test_a_link_makes_one_coach_and_never_ones_own(room: Classroom) -> None:
    link = inviting.invite_coach(room.app, room.people[ANN])
    with pytest.raises(NotAllowed, match="own-coach"):
        use(room, room.people[ANN], link)
    use(room, room.guest("coach"), link)
    with pytest.raises(NotAllowed, match="invite-over"):
        use(room, room.guest("another"), link)


def test_who_is_in_no_group_has_no_name_to_be_coached_by(room: Classroom) -> None:
    with pytest.raises(NotAllowed, match="no-cohort"):
        inviting.invite_coach(room.app, room.people["stranger"])


def test_a_link_that_a_learner_made_is_not_counted_or_taken_back_by_the_trainer(room: Classroom) -> None:
    link, town = inviting.invite_coach(room.app, room.people[ANN]), room.cohorts["town 1"].id
    assert inviting.take_back(room.app, room.people[TRAINER], town) == 0
    use(room, room.guest("coach"), link)


def test_who_is_erased_asks_for_a_coach_no_longer(room: Classroom) -> None:
    link = inviting.invite_coach(room.app, room.people[ANN])
    room.app.record.erase(room.people[ANN].learner)
    with pytest.raises(NotAllowed):
        use(room, room.guest("coach"), link)


def test_a_team_is_given_a_coach_by_its_trainer_and_by_nobody_else(room: Classroom) -> None:
    town = room.cohorts["town 1"].id
    for name in ("trainer of town 2", "administrator", ANN):
        with pytest.raises(NotAllowed):
            inviting.invite_team_coach(room.app, room.people[name], town, "Noord")
    with pytest.raises(NotFound):
        inviting.invite_team_coach(room.app, room.people[TRAINER], town, "Zuid")
    link = inviting.invite_team_coach(room.app, room.people[TRAINER], town, "Noord")
    coach = use(room, room.guest("coach"), link)
    assert names(room, coach) == ["ann", "bob"]
    assert [each.team for each in coaching.mine(room.app, room.people[BOB])] == ["Noord"]
    room.app.record.change_member(town, room.people[BOB].learner, team="")
    assert names(room, coach) == ["ann"]
    [view] = coaching.of_cohort(room.app, room.people[TRAINER], town, ["Noord"])
    coaching.end_of_team(room.app, room.people[TRAINER], town, "Noord", view.coach)
    with pytest.raises(NotAllowed):
        coaching.coachees(room.app, coach)


def test_another_team_in_the_address_finds_no_invite(room: Classroom) -> None:
    link = inviting.invite_team_coach(room.app, room.people[TRAINER], room.cohorts["town 1"].id, "Noord")
    with pytest.raises(NotAllowed, match="invite-unknown"):
        use(room, room.guest("coach"), Link(link.path.replace("Noord", "Zuid"), link.expires))


def test_who_waits_comes_first(room: Classroom) -> None:
    link = inviting.invite_team_coach(room.app, room.people[TRAINER], room.cohorts["town 1"].id, "Noord")
    coach = use(room, room.guest("coach"), link)
    shared(room, BOB, "Dit is mijn werk.")
    assert names(room, coach) == ["bob", "ann"]


@pytest.mark.parametrize("chosen", [True, False])
def test_coaching_twenty_asks_the_record_as_much_as_coaching_one(app: App, *, chosen: bool) -> None:
    asked = {people: _asked(app, people, chosen=chosen) for people in (1, 20)}
    assert asked[1] == asked[20] <= 14, asked


def _asked(app: App, people: int, *, chosen: bool) -> int:
    """Statements for the page of who coaches so many people with shared work that waits, in two cohorts."""
    database = open_database("sqlite://")
    record = SqlRecord(database)
    room = classroom(replace(app, record=record))
    scopes: list[tuple[Scope, str]] = [("team", f"{room.cohorts[each].id}/Team") for each in ("town 1", "village 1")]
    for number in range(people):
        name = f"{number} in {('town 1', 'village 1')[number % 2]}"
        learner = room.guest(name)
        cohort = room.cohorts[name.partition(" in ")[2]].id
        record.add_member(Member(cohort, learner.learner, name, room.app.clock(), "Team"))
        shared(room, name, "Dit is mijn werk.")
        scopes += [("learner", learner.learner)] if chosen else []
    coach = room.guest("coach")
    for scope, id in scopes[2:] if chosen else scopes:
        record.give(Grant(coach.learner, "coach", scope, id, "", room.app.clock()))
    statements: list[object] = []
    event.listen(database.engine, "before_cursor_execute", lambda *found: statements.append(found[2]))
    found = coaching.coachees(room.app, room.again("coach"))
    assert len(found) == people
    assert all(each.progress and each.shared[0].waits for each in found)
    record.close()
    return len(statements)
