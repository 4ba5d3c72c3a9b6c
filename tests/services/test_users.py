"""Accounts of others, on the command line or by an administrator; and how the first administrator comes."""

from __future__ import annotations

import pytest

from learnenv.domain.errors import LearnenvError, NotAllowed, NotFound
from learnenv.domain.learner import Actor
from learnenv.domain.people import Organisation
from learnenv.passwords import PoorPassword
from learnenv.services import accounts, first_admin, identity, users
from learnenv.services.app import App
from tests.services.conftest import Clock
from tests.services.test_accounts import CONSOLE, OTHER, PASSWORD, lives, with_account


def test_nobody_but_an_administrator_touches_accounts_of_others(app: App) -> None:
    mine = with_account(app)
    with pytest.raises(NotAllowed):
        users.listing(app, mine.actor)
    with pytest.raises(NotAllowed):
        users.add(app, mine.actor, "new", PASSWORD, language="nl")
    with pytest.raises(NotAllowed):
        users.set_password(app, mine.actor, "someone", OTHER)
    with pytest.raises(NotAllowed):
        users.set_disabled(app, mine.actor, "someone", True)
    accounts.sign_in(app, "someone", PASSWORD)


def test_an_added_account_has_its_roles_and_no_session(app: App) -> None:
    app.record.save_organisation(Organisation("org", "Gemeente", app.clock()))
    added = users.add(app, CONSOLE, "Jan", PASSWORD, language="en", administrator=True, trainer_of="org")
    assert (added.login, added.disabled) == ("jan", False)
    assert {(each.role, each.scope, each.scope_id) for each in added.grants} == {
        ("administrator", "platform", ""),
        ("trainer", "organisation", "org"),
    }
    assert app.record.sessions(added.learner) == ()
    signed_in = accounts.sign_in(app, "jan", PASSWORD)
    assert signed_in.actor.staff
    assert signed_in.actor.language == "en"
    assert users.listing(app, signed_in.actor) == (added,)


@pytest.mark.parametrize(
    ("login", "password", "organisation"), [("jan", "short", ""), ("x", PASSWORD, ""), ("jan", PASSWORD, "nowhere")]
)
def test_what_cannot_be_added_leaves_nobody_behind(app: App, login: str, password: str, organisation: str) -> None:
    before = set(vars(app.record)["_learners"])
    with pytest.raises(LearnenvError):
        users.add(app, CONSOLE, login, password, language="nl", trainer_of=organisation)
    assert set(vars(app.record)["_learners"]) == before
    assert app.record.accounts() == ()


def test_a_password_from_the_console_ends_all_sessions(app: App) -> None:
    mine = with_account(app)
    users.set_password(app, CONSOLE, "SOMEONE", OTHER)
    assert not lives(app, mine)
    accounts.sign_in(app, "someone", OTHER)
    with pytest.raises(NotFound):
        users.set_password(app, CONSOLE, "nobody", OTHER)


def test_the_first_administrator_comes_by_the_console_once(app: App, actor: Actor) -> None:
    token, second = first_admin.token(app), first_admin.token(app)
    assert first_admin.opens(app, token)
    made = first_admin.make(app, token, "root", PASSWORD, language="nl", actor=actor)
    assert made.actor.learner == actor.learner
    assert made.actor.staff
    assert identity.who(app, actor.session) is None
    assert [each.role for each in app.record.grants(actor.learner)] == ["administrator"]
    assert first_admin.token(app) == ""
    for each in (token, second):
        assert not first_admin.opens(app, each)
        with pytest.raises(NotAllowed):
            first_admin.make(app, each, "thief", PASSWORD, language="nl", actor=None)
    assert [each.login for each in app.record.accounts()] == ["root"]


def test_the_link_of_the_console_lasts_half_an_hour(app: App, clock: Clock) -> None:
    token = first_admin.token(app)
    clock.go(minutes=29)
    assert first_admin.opens(app, token)
    clock.go(minutes=1)
    assert not first_admin.opens(app, token)
    assert not first_admin.opens(app, "")
    assert not first_admin.opens(app, token[:-1])


def test_a_poor_password_uses_up_no_link_and_makes_nobody_administrator(app: App, actor: Actor) -> None:
    token = first_admin.token(app)
    before = set(vars(app.record)["_learners"])
    for who in (actor, None):
        with pytest.raises(PoorPassword):
            first_admin.make(app, token, "root", "short", language="nl", actor=who)
    assert set(vars(app.record)["_learners"]) == before
    assert app.record.account(actor.learner) is None
    assert first_admin.is_wanted(app)
    first_admin.make(app, token, "root", PASSWORD, language="nl", actor=None)
