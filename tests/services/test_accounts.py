"""Accounts: made of the work that is there, opened by a password, and what ends the sessions of before."""

from __future__ import annotations

from dataclasses import replace

import argon2
import pytest

from learnenv.domain.errors import NotAllowed
from learnenv.domain.learner import REMEMBERED, WORKDAY, WORKDAY_IDLE, Actor
from learnenv.domain.people import Account, Grant
from learnenv.passwords import PoorPassword
from learnenv.services import accounts, answering, first_admin, identity, sessions, users
from learnenv.services.accounts import Unfit
from learnenv.services.app import App
from tests.services.conftest import Clock

PASSWORD, OTHER = "vier gekke egels dansen", "drie kale kikkers zingen"
CONSOLE = Actor("", "nl", console=True)


def with_account(app: App, login: str = "someone") -> identity.SignedIn:
    return accounts.make(app, identity.begin_guest(app, "nl").actor, login, PASSWORD)


def lives(app: App, signed_in: identity.SignedIn) -> bool:
    return identity.who(app, signed_in.actor.session) is not None


def test_an_account_made_of_a_guest_keeps_all_the_work(app: App, actor: Actor) -> None:
    view = answering.view(app, actor, "first/choice")
    right = view.drawing.token("choice", "yes-this")
    answering.submit(app, actor, "first/choice", {"choice": right}, drawn_with=view.drawn_with)
    assert accounts.at_risk(app, actor)
    made = accounts.make(app, actor, "Some.One@Example.org", PASSWORD)
    assert made.actor.learner == actor.learner
    assert not accounts.at_risk(app, made.actor)
    back = accounts.sign_in(app, " some.one@EXAMPLE.org ", PASSWORD)
    assert answering.view(app, back.actor, "first/choice").done


def test_who_did_nothing_yet_or_can_come_back_risks_nothing(app: App, actor: Actor) -> None:
    assert not accounts.at_risk(app, actor)
    answering.view(app, actor, "first/choice")
    identity.new_recovery_code(app, actor)
    assert not accounts.at_risk(app, actor)


def test_making_an_account_gives_a_new_token_and_the_old_one_is_dead(app: App) -> None:
    guest = identity.begin_guest(app, "nl")
    made = accounts.make(app, guest.actor, "someone", PASSWORD)
    assert made.token != guest.token
    assert not lives(app, guest)
    assert lives(app, made)


@pytest.mark.parametrize("login", ["", "ab", "x" * 101, "with space", "tab\there", "null\0", "\ud800\ud800\ud800"])
def test_a_login_that_cannot_be_one_is_refused_and_nothing_is_kept(app: App, actor: Actor, login: str) -> None:
    with pytest.raises(Unfit):
        accounts.make(app, actor, login, PASSWORD)
    assert accounts.account(app, actor) is None
    assert identity.who(app, actor.session) == actor


def test_a_login_belongs_to_one_person_however_it_is_written(app: App, actor: Actor) -> None:
    with_account(app, "straße")
    for login in ("STRASSE", "Straße", "ｓｔｒａßｅ"):
        with pytest.raises(Unfit):
            accounts.make(app, actor, login, PASSWORD)


def test_a_second_account_is_refused(app: App) -> None:
    made = with_account(app)
    with pytest.raises(NotAllowed):
        accounts.make(app, made.actor, "again", PASSWORD)


def test_a_poor_password_makes_no_account(app: App, actor: Actor) -> None:
    with pytest.raises(PoorPassword):
        accounts.make(app, actor, "someone", "too short")
    assert accounts.account(app, actor) is None


def test_signing_in_ends_the_session_that_this_browser_had(app: App) -> None:
    before = with_account(app)
    again = accounts.sign_in(app, "someone", PASSWORD, instead_of=before.actor.session)
    assert not lives(app, before)
    assert lives(app, again)


def test_a_wrong_password_and_an_unknown_login_are_refused_in_the_same_words(app: App) -> None:
    with_account(app)
    said = []
    for login, password in (("someone", OTHER), ("nobody", PASSWORD), ("", ""), ("x" * 10_000, "y" * 10_000)):
        with pytest.raises(NotAllowed) as refused:
            accounts.sign_in(app, login, password)
        said.append(refused.value.message)
    assert set(map(str, said)) == {str(said[0])}


def test_failed_tries_are_in_the_log_without_what_was_typed(app: App) -> None:
    mine = with_account(app)
    for login in ("someone", "nobody"):
        with pytest.raises(NotAllowed):
            accounts.sign_in(app, login, "a wrong password")
    failed = [each for each in app.record.looks() if each.what == "sign-in-failed"]
    assert [each.learner for each in failed] == ["", mine.actor.learner]
    assert "wrong" not in repr(failed)
    assert "nobody" not in repr(failed)


def test_without_remember_me_a_session_lasts_a_working_day(app: App, clock: Clock) -> None:
    with_account(app)
    short = accounts.sign_in(app, "someone", PASSWORD)
    assert not short.lasting
    clock.now += WORKDAY_IDLE
    assert not lives(app, short)
    busy = accounts.sign_in(app, "someone", PASSWORD)
    hours = 0
    while lives(app, busy):
        clock.go(hours=1)
        hours += 1
    assert hours == WORKDAY.total_seconds() / 3600


def test_remembered_it_lasts_thirty_days_and_not_one_more(app: App, clock: Clock) -> None:
    with_account(app)
    long = accounts.sign_in(app, "someone", PASSWORD, remember=True)
    assert long.lasting
    for _ in range(REMEMBERED.days):
        assert lives(app, long)
        clock.go(days=1)
    assert not lives(app, long)


def test_a_new_password_ends_every_other_session_and_the_old_password(app: App) -> None:
    first = with_account(app)
    second = accounts.sign_in(app, "someone", PASSWORD)
    changed = accounts.change_password(app, second.actor, PASSWORD, OTHER)
    assert [lives(app, each) for each in (first, second, changed)] == [False, False, True]
    accounts.sign_in(app, "someone", OTHER)
    with pytest.raises(NotAllowed):
        accounts.sign_in(app, "someone", PASSWORD)


def test_the_old_password_has_to_be_right_and_the_new_one_good(app: App) -> None:
    mine = with_account(app)
    with pytest.raises(NotAllowed):
        accounts.change_password(app, mine.actor, OTHER, OTHER)
    with pytest.raises(PoorPassword):
        accounts.change_password(app, mine.actor, PASSWORD, "too short")
    assert lives(app, mine)
    accounts.sign_in(app, "someone", PASSWORD)


def test_a_hash_of_easier_times_is_made_anew_at_the_next_sign_in(app: App) -> None:
    mine = with_account(app)
    account = accounts.account(app, mine.actor)
    assert account is not None
    easier = argon2.PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash(PASSWORD)
    app.record.set_account(replace(account, password_hash=easier))
    accounts.sign_in(app, "someone", PASSWORD)
    now = accounts.account(app, mine.actor)
    assert now is not None
    assert now.password_hash != easier
    assert now.changed == account.changed
    accounts.sign_in(app, "someone", PASSWORD)


def test_who_is_disabled_is_out_at_once_and_comes_in_by_no_door(app: App) -> None:
    mine = with_account(app)
    code = identity.new_recovery_code(app, mine.actor)
    users.set_disabled(app, CONSOLE, "someone", True)
    assert not lives(app, mine)
    with pytest.raises(NotAllowed):
        accounts.sign_in(app, "someone", PASSWORD)
    with pytest.raises(NotAllowed):
        identity.recover(app, code)
    users.set_disabled(app, CONSOLE, "someone", False)
    assert lives(app, accounts.sign_in(app, "someone", PASSWORD))


def test_who_gets_a_role_does_not_keep_a_token_of_before(app: App) -> None:
    mine = with_account(app)
    app.record.give(Grant(mine.actor.learner, "trainer", "cohort", "x", "", app.clock()))
    assert sessions.end_after_new_role(app, mine.actor.learner)
    assert not lives(app, mine)


def test_a_guest_who_could_not_come_back_is_not_thrown_out_by_a_role(app: App) -> None:
    guest = identity.begin_guest(app, "nl")
    assert not sessions.end_after_new_role(app, guest.actor.learner)
    assert lives(app, guest)


def test_taking_a_role_oneself_gives_a_new_token_of_a_working_day(app: App, clock: Clock) -> None:
    guest = identity.begin_guest(app, "nl")
    app.record.give(Grant(guest.actor.learner, "coach", "learner", guest.actor.learner, "", app.clock()))
    renewed = identity.renew(app, guest.actor)
    assert not lives(app, guest)
    assert renewed.actor.staff
    clock.now += WORKDAY
    assert not lives(app, renewed)


def test_the_live_sessions_are_told_and_the_rest_is_swept(app: App, clock: Clock) -> None:
    mine = with_account(app)
    short = accounts.sign_in(app, "someone", PASSWORD)
    assert {each.token_hash for each in sessions.live(app, mine.actor)} == {mine.actor.session, short.actor.session}
    clock.now += WORKDAY
    assert [each.token_hash for each in sessions.live(app, mine.actor)] == [mine.actor.session]
    clock.go(seconds=1)
    assert lives(app, mine)  # used last, which the record keeps of everybody, over or not
    assert sessions.sweep(app) >= 1
    assert app.record.session(short.actor.session) is None
    assert lives(app, mine)


def test_only_a_hash_of_a_password_and_of_a_link_is_kept(app: App) -> None:
    token = first_admin.token(app)
    mine = with_account(app)
    kept = repr(vars(app.record))
    for secret in (PASSWORD, token, mine.token):
        assert secret not in kept
    account = app.record.account(mine.actor.learner)
    assert isinstance(account, Account)
    assert account.password_hash.startswith("$argon2id$")
