"""What comes back today, and why. The clock is the test's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from learnenv import exercise_types
from learnenv.domain.learner import Actor
from learnenv.library import Library
from learnenv.plugins.manager import Plugins
from learnenv.services import identity, learning, reviewing
from learnenv.services.app import App
from learnenv.services.reviewing import PER_DAY
from learnenv.store.open import open_database
from learnenv.store.sql import SqlRecord
from tests.services.conftest import Clock
from tests.services.reviewers import ONE, TWICE, choose, due, finish, review
from tests.support.modules import CHOICE, write_module

MONDAY = date(2026, 1, 5)
MODULES = ("one", "two", "three")


def test_closed_exercises_of_a_finished_module_come_back_and_say_why(app: App, actor: Actor, clock: Clock) -> None:
    finish(app, actor)
    assert reviewing.due(app, actor).due == ()
    assert reviewing.due(app, actor).next_day == MONDAY + timedelta(days=2)
    clock.go(days=6)
    found = reviewing.due(app, actor)
    assert [each.exercise.ref for each in found.due] == [ONE, TWICE]
    assert [(each.last.rating, each.days_since, each.day) for each in found.due] == [
        ("good", 6, MONDAY + timedelta(days=2))
    ] * 2
    assert found.due[0].module == app.library.card("first").title


def test_nothing_comes_back_of_a_module_that_is_not_finished(app: App, actor: Actor, clock: Clock) -> None:
    choose(app, actor, ONE, "yes-this")
    clock.go(days=60)
    assert reviewing.due(app, actor) == reviewing.Today(MONDAY + timedelta(days=60))


def test_what_took_another_try_comes_back_sooner(app: App, actor: Actor, clock: Clock) -> None:
    finish(app, actor, wrong_first=True)
    clock.go(days=1)
    assert [each.last.rating for each in reviewing.due(app, actor).due] == ["hard", "hard"]


def test_what_was_known_for_sure_stays_away_longer(app: App, actor: Actor, clock: Clock) -> None:
    sure = replace(actor, asks_certainty=True)
    choose(app, sure, ONE, "yes-this", "high")
    finish(app, sure)
    clock.go(days=3)
    assert due(app, actor) == [TWICE]
    clock.go(days=5)
    assert due(app, actor) == [TWICE, ONE]  # what is overdue longest comes first


def test_early_in_the_morning_it_is_due_as_much_as_late_in_the_evening(app: App, actor: Actor, clock: Clock) -> None:
    clock.now = datetime.fromisoformat("2026-01-05T22:30:00+01:00")
    finish(app, actor, wrong_first=True)
    clock.now = datetime.fromisoformat("2026-01-05T23:59:00+01:00")
    assert due(app, actor) == []
    clock.now = datetime.fromisoformat("2026-01-06T00:01:00+01:00")
    assert due(app, actor) == [ONE, TWICE]


@pytest.fixture
def many(tmp_path: Path, clock: Clock) -> Iterator[tuple[App, list[str]]]:
    """Three modules with nine exercises each, on SQLite; and the statements that were run."""
    for module in MODULES:
        write_module(tmp_path / "modules", module, {f"e{number}": CHOICE for number in range(9)}, pages=1)
    plugins = Plugins()
    plugins.register(exercise_types, "learnenv")
    database = open_database("sqlite://")
    statements: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *found: statements.append(found[2]))
    record = SqlRecord(database)
    settings: Any = None
    yield App(settings, Library(plugins, [tmp_path / "modules"]), record, clock, record.name()), statements
    record.close()


def test_a_day_has_room_for_so_many_and_the_rest_waits(many: tuple[App, list[str]], clock: Clock) -> None:
    app, _ = many
    actor = identity.begin_guest(app, "nl").actor
    for module in MODULES:
        finish(app, actor, module)
        clock.go(days=1)
    clock.go(days=5)
    found = reviewing.due(app, actor)
    assert (len(found.due), found.waiting, found.done) == (PER_DAY, 27 - PER_DAY, 0)
    assert [each.day for each in found.due] == sorted(each.day for each in found.due)
    for each in found.due:
        review(app, actor, each.exercise.ref, "yes-this")
    found = reviewing.due(app, actor)
    assert (found.due, found.waiting, found.done) == ((), 27 - PER_DAY, PER_DAY)
    clock.go(days=1)
    assert len(reviewing.due(app, actor).due) == 27 - PER_DAY


def test_what_is_due_takes_few_queries_however_much_was_done(many: tuple[App, list[str]], clock: Clock) -> None:
    app, statements = many
    actor = identity.begin_guest(app, "nl").actor
    for module in MODULES:
        finish(app, actor, module)
    clock.go(days=5)
    statements.clear()
    assert reviewing.due(app, actor).due
    assert len([each for each in statements if each.lstrip().upper().startswith("SELECT")]) <= 5
    begun = learning.begun_modules(app, actor)
    statements.clear()
    reviewing.due(app, actor, begun)
    assert len(statements) <= 2
