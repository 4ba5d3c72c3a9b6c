"""An author sees how the exercises of their module go: over all groups, without names, of five people or more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from learnenv.domain.errors import NotAllowed, NotFound
from learnenv.domain.learner import Actor
from learnenv.services import accounts, authored, joining, users
from learnenv.services.app import App
from tests.services.classroom import CONSOLE, Classroom, classroom
from tests.support.people import answer

CHOICE = "first/choice"
RIGHT, WRONG = {"choice": "yes-this"}, {"choice": "not-that"}
PASSWORD = "vier gekke egels dansen"


@pytest.fixture
def room(app: App) -> Classroom:
    return classroom(app)


def author(room: Classroom, module: str = "first") -> Actor:
    accounts.keep(room.app, room.guest("author").learner, "auteur", PASSWORD)
    assert users.give_author(room.app, CONSOLE, "auteur", module)
    return replace(room.people["author"], staff=True)  # as after signing in again, which a new role asks for


def test_figures_are_over_all_groups_and_only_of_five_people_or_more(app: App, room: Classroom) -> None:
    me = author(room)
    people = [each for name, each in room.people.items() if name.startswith(("ann", "bob"))]
    for number, each in enumerate(people[:4]):
        answer(app, each, CHOICE, RIGHT if number else WRONG)
    (found,) = authored.authored(app, me)
    assert found.items == ()
    before = found.untold
    answer(app, people[4], CHOICE, RIGHT)
    answer(app, people[0], CHOICE, RIGHT)  # only the first answer counts
    (found,) = authored.authored(app, me)
    assert [(each.exercise.ref, each.answered, each.right, each.wrong, each.facility) for each in found.items] == [
        (CHOICE, 5, 4, 1, 0.8)
    ]
    assert found.untold == before - 1


def test_who_is_in_no_group_and_who_is_in_two_do_not_count_or_count_once(app: App, room: Classroom) -> None:
    me, alone = author(room), room.guest("alone")
    people = [each for name, each in room.people.items() if name.startswith(("ann", "bob"))][:4]
    joining.join(app, people[0], joining.by_code(app, room.cohorts["village 2"].join_code), "Ann")
    for each in (*people, alone):
        answer(app, each, CHOICE, RIGHT)
    (found,) = authored.authored(app, me)
    assert found.items == ()


def test_only_authors_see_it_and_only_of_their_modules(app: App, room: Classroom) -> None:
    for actor in room.people.values():
        with pytest.raises(NotAllowed):
            authored.authored(app, actor)
    me = author(room, "second")
    assert [each.module.id for each in authored.authored(app, me)] == ["second"]
    assert users.withdraw_author(app, CONSOLE, "auteur", "second")
    with pytest.raises(NotAllowed):
        authored.authored(app, me)


def test_the_role_is_given_once_by_an_administrator_and_for_a_module_that_is_there(app: App, room: Classroom) -> None:
    author(room)
    assert not users.give_author(app, CONSOLE, "auteur", "first")
    for login, module in (("niemand", "first"), ("auteur", "nergens")):
        with pytest.raises(NotFound):
            users.give_author(app, CONSOLE, login, module)
    assert not users.withdraw_author(app, CONSOLE, "auteur", "nergens")
    for change in (users.give_author, users.withdraw_author):
        with pytest.raises(NotAllowed):
            change(app, room.people["trainer of town"], "auteur", "first")
