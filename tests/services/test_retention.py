"""What has had its time goes by itself, with a clock that the test sets; and nothing else goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from learnenv.domain.learner import Session
from learnenv.domain.people import Grant, Look, Tries
from learnenv.domain.record import Record
from learnenv.services import cohorts, identity, retention, talking
from learnenv.services.app import App
from learnenv.services.retention import Tidied, months_later, tidy
from learnenv.store.memory import MemoryRecord
from learnenv.store.open import open_record
from tests.services.classroom import CONSOLE
from tests.services.conftest import Clock
from tests.support.people import COHORT, TYPED, invite, join_and_do, make_cohort


@pytest.fixture(params=["memory", "sqlite"])
def house(app: App, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[App]:
    url = f"sqlite:///{tmp_path / 'record' / 'learnenv.sqlite3'}"
    record: Record = MemoryRecord() if request.param == "memory" else open_record(url)
    yield replace(app, record=record)
    record.close()


def test_nothing_goes_before_its_time_and_it_can_be_done_again(house: App) -> None:
    make_cohort(house)
    me = identity.begin_guest(house, "nl").actor
    join_and_do(house, me, "me")
    before = house.record.everything_of(me.learner)
    assert tidy(house) == tidy(house) == Tidied()
    assert house.record.everything_of(me.learner) == before


def test_sessions_invites_tries_and_looks_go_when_they_are_over(house: App, clock: Clock) -> None:
    make_cohort(house)
    me = identity.begin_guest(house, "nl").actor
    house.record.add_invite(invite("token", COHORT, me, me, clock.now))
    house.record.count_try("key", lambda _: Tries("key", 1, clock.now))
    house.record.add_looks([Look(clock.now, me.learner, "answers")])
    clock.go(days=29)
    assert tidy(house).expired == 1
    assert house.record.tries("key") is None
    assert house.record.invite("token") is not None
    clock.go(days=360)
    back = _come_back(house, me.learner)
    assert tidy(house).expired == 3
    assert house.record.session(me.session) is None
    assert house.record.session(back) is not None
    assert house.record.invite("token") is None
    assert house.record.looks() == ()


def test_who_was_not_there_for_two_years_is_erased_and_who_was_is_not(house: App, clock: Clock) -> None:
    make_cohort(house)
    silent, later, trainer = (identity.begin_guest(house, "nl").actor for _ in range(3))
    join_and_do(house, silent, "silent")
    talking.keep_draft(house, trainer, silent.learner, TYPED, {talking.MESSAGE: "unsent"})
    house.record.give(Grant(trainer.learner, "trainer", "cohort", COHORT, "", clock.now))
    clock.go(days=365)
    _come_back(house, later.learner)
    clock.go(days=364)
    assert tidy(house).learners == 0
    clock.go(days=3)
    assert tidy(house).learners == 1
    assert house.record.everything_of(silent.learner) == ()
    assert house.record.learner(later.learner) is not None
    assert house.record.learner(trainer.learner) is not None
    assert talking.draft(house, trainer, silent.learner, TYPED) == {}
    assert [each.learners for each in house.record.erased_counts(COHORT) if not each.module] == [1]


def test_who_was_there_last_month_is_kept_though_their_session_ended(house: App, clock: Clock) -> None:
    """Sweeping sessions must not make people look as if they had never been there."""
    me = identity.begin_guest(house, "nl").actor
    for _ in range(30):
        clock.go(days=40)
        _come_back(house, me.learner)
        tidy(house)
    assert house.record.learner(me.learner) is not None


def test_a_setting_says_for_how_long_and_nought_is_for_ever(house: App, clock: Clock) -> None:
    me = identity.begin_guest(house, "nl").actor.learner
    clock.go(days=1000)
    assert tidy(replace(house, settings=replace(house.settings, keep_months=0))).learners == 0
    assert tidy(replace(house, settings=replace(house.settings, keep_months=36))).learners == 0
    assert tidy(replace(house, settings=replace(house.settings, keep_months=3))).learners == 1
    assert house.record.learner(me) is None


def test_more_than_fit_in_one_go_follow_the_next_day(
    house: App, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(5):
        identity.begin_guest(house, "nl")
    clock.go(days=1000)
    monkeypatch.setattr(retention, "AT_ONCE", 3)
    assert [tidy(house).learners for _ in range(3)] == [3, 2, 0]


def test_a_cohort_is_forgotten_some_months_after_archiving_and_its_numbers_stay(house: App, clock: Clock) -> None:
    cohort, other = make_cohort(house), make_cohort(house, "other")
    me = identity.begin_guest(house, "nl").actor
    join_and_do(house, me, "me")
    join_and_do(house, me, "me", "other")
    cohorts.change(house, CONSOLE, cohort.id, name="x", most_members=9, idle_days=7, keep_months=3)
    cohorts.archive(house, CONSOLE, cohort.id)
    clock.go(days=89)
    assert tidy(house).cohorts == 0
    clock.go(days=1)
    done = tidy(house)
    assert (done.cohorts, done.members) == (1, 1)
    assert house.record.members(COHORT, left=True) == ()
    assert [each.name for each in house.record.members(other.id)] == ["member-of-me"]
    assert house.record.history(me.learner) != ()
    assert [each.right for each in house.record.erased_counts(COHORT) if each.item == "choice"] == [1]
    assert tidy(house).cohorts == 0


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ((2026, 1, 31), 1, (2026, 2, 28)),
        ((2024, 2, 29), 12, (2025, 2, 28)),
        ((2026, 1, 5), -24, (2024, 1, 5)),
        ((2026, 12, 31), 2, (2027, 2, 28)),
        ((2026, 3, 31), -1, (2026, 2, 28)),
    ],
)
def test_months_are_those_of_the_calendar(
    day: tuple[int, int, int], months: int, expected: tuple[int, int, int]
) -> None:
    assert months_later(datetime(*day, tzinfo=UTC), months) == datetime(*expected, tzinfo=UTC)


def _come_back(app: App, learner: str) -> str:
    """A new session of somebody; its name."""
    now, later = app.clock(), app.clock() + timedelta(days=30)
    session = Session(identity.secret_hash(f"{learner}{now}"), learner, now, now, later, later)
    app.record.add_session(session)
    return session.token_hash
