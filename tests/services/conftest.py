from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from learnenv import exercise_types
from learnenv.domain.learner import Actor
from learnenv.library import Library
from learnenv.plugins.manager import Plugins
from learnenv.services import identity
from learnenv.services.app import App
from learnenv.settings import read_settings
from learnenv.store.memory import MemoryRecord
from tests.support.modules import CHOICE, REFLECTION, TWO_TRIES, write_module


@dataclass
class Clock:
    """A clock that a test sets."""

    now: datetime = field(default_factory=lambda: datetime(2026, 1, 5, 9, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.now

    def go(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(tmp_path: Path, clock: Clock) -> App:
    write_module(tmp_path, "first", {"choice": CHOICE, "twice": TWO_TRIES, "reflection": REFLECTION})
    write_module(tmp_path, "second")
    plugins = Plugins()
    plugins.register(exercise_types, "learnenv")
    library = Library(plugins, [tmp_path])
    assert not library.problems
    assert not library.module("first").faults
    record = MemoryRecord()
    return App(read_settings({}, data=tmp_path / "data"), library, record, clock, record.name())


@pytest.fixture
def actor(app: App) -> Actor:
    return identity.begin_guest(app, "nl").actor
