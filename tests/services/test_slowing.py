"""Guessing is slow: per login, and per address; nothing is kept that says who tried."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from learnenv.domain.errors import NotAllowed
from learnenv.services import accounts, identity, slowing
from learnenv.services.app import App
from learnenv.services.slowing import FREE, Kind, TooManyTries
from tests.services.conftest import Clock

PASSWORD = "vier gekke egels dansen"


def tries(app: App, kind: Kind, what: str, most: int) -> int:
    """How many tries in a row are let through."""
    for done in range(most):
        try:
            slowing.count(app, kind, what)
        except TooManyTries:
            return done
    return most


def test_a_login_can_be_tried_ten_times_and_not_more(app: App) -> None:
    assert tries(app, "login", "someone", 1_000) == 10
    assert tries(app, "login", "another", 1_000) == 10


def test_then_each_try_makes_the_next_wait_twice_as_long_up_to_fifteen_minutes(app: App, clock: Clock) -> None:
    tries(app, "login", "someone", 11)
    waits = []
    for _ in range(6):
        with pytest.raises(TooManyTries) as refused:
            slowing.count(app, "login", "someone")
        waits.append(refused.value.seconds // 60)
        clock.go(seconds=refused.value.seconds)
        assert tries(app, "login", "someone", 5) == 1
    assert waits == [1, 2, 4, 8, 15, 15]


def test_in_the_first_quarter_nobody_gets_far_however_patient(app: App, clock: Clock) -> None:
    let_through = 0
    for _ in range(15 * 60):
        let_through += tries(app, "login", "someone", 3)
        clock.go(seconds=1)
    assert let_through <= 14


def test_a_quiet_quarter_of_an_hour_forgives(app: App, clock: Clock) -> None:
    assert tries(app, "login", "someone", 9) == 9
    clock.go(minutes=15)
    assert tries(app, "login", "someone", 20) == 10
    clock.go(minutes=16)
    assert tries(app, "login", "someone", 20) == 10


def test_a_refused_try_makes_the_wait_no_longer(app: App, clock: Clock) -> None:
    tries(app, "login", "someone", 200)
    clock.go(seconds=60)
    assert tries(app, "login", "someone", 1) == 1


def test_what_went_well_is_forgotten(app: App) -> None:
    tries(app, "login", "someone", 9)
    slowing.forget(app, "login", "someone")
    assert tries(app, "login", "someone", 20) == 10


def test_a_clock_that_goes_back_opens_nothing(app: App, clock: Clock) -> None:
    tries(app, "login", "someone", 20)
    clock.go(hours=-5)
    assert tries(app, "login", "someone", 5) == 0


def test_tries_at_once_count_each(app: App) -> None:
    def one(_: int) -> int:
        return tries(app, "login", "someone", 1)

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(one, range(100))) == 10


@pytest.mark.parametrize("kind", ["recovery", "join", "invite", "password", "account"])
def test_an_address_may_fail_more_often_and_each_kind_by_itself(app: App, kind: Kind) -> None:
    assert tries(app, kind, "203.0.113.7", 1_000) == FREE[kind] == 30
    assert tries(app, kind, "203.0.113.8", 5) == 5
    assert tries(app, "begin", "203.0.113.7", 5) == 5


def test_a_whole_network_of_one_household_is_one_address(app: App) -> None:
    tries(app, "join", "2001:db8:1:2::1", 100)
    assert tries(app, "join", "2001:db8:1:2:ffff::9", 1) == 0
    assert tries(app, "join", "2001:db8:1:3::1", 1) == 1
    tries(app, "join", "203.0.113.7", 100)
    assert tries(app, "join", "::ffff:203.0.113.7", 1) == 0


def test_nothing_is_kept_of_who_cannot_be_told(app: App) -> None:
    assert tries(app, "begin", "", 1_000) == 1_000


def test_only_a_keyed_hash_of_an_address_or_login_is_kept(app: App) -> None:
    slowing.count(app, "login", "someone@example.org")
    slowing.count(app, "join", "203.0.113.7")
    kept = repr(vars(app.record)["_tries"])
    assert "someone" not in kept
    assert "203.0.113" not in kept
    assert identity.secret_hash("login:someone@example.org") not in kept


def test_recovery_codes_are_guessed_slowly_and_a_right_one_does_not_count(app: App, clock: Clock) -> None:
    guest = identity.begin_guest(app, "nl")
    code = identity.new_recovery_code(app, guest.actor)
    refusals: list[type] = []
    for _ in range(100):
        try:
            identity.recover(app, "A" * 20, address="203.0.113.7")
        except (NotAllowed, TooManyTries) as error:
            refusals.append(type(error))
    assert refusals == [NotAllowed] * 30 + [TooManyTries] * 70
    with pytest.raises(TooManyTries):
        identity.recover(app, code, address="203.0.113.7")
    clock.go(minutes=1)
    for _ in range(50):
        identity.recover(app, code, address="203.0.113.7")


def test_guests_from_one_address_are_braked_after_a_whole_school(app: App) -> None:
    for _ in range(FREE["begin"]):
        identity.begin_guest(app, "nl", "203.0.113.7")
    with pytest.raises(TooManyTries):
        identity.begin_guest(app, "nl", "203.0.113.7")
    identity.begin_guest(app, "nl", "203.0.113.8")


def test_whoever_is_in_stays_in_and_at_the_switch_of_passwords_however_others_try(app: App) -> None:
    guest = identity.begin_guest(app, "nl")
    mine = accounts.make(app, guest.actor, "someone", PASSWORD)
    for _ in range(100):
        with pytest.raises((NotAllowed, TooManyTries)):
            accounts.sign_in(app, "someone", "a guess", address="203.0.113.7")
    assert identity.who(app, mine.actor.session) == mine.actor
    accounts.change_password(app, mine.actor, PASSWORD, "drie kale kikkers zingen")
