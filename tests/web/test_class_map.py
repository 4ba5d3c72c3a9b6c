"""The picture of a class is of what its page just read, for who may see it, and for nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from learnenv import bootstrap
from learnenv.domain.learner import Actor
from learnenv.services import cohort_view
from learnenv.services.app import App
from learnenv.settings import read_settings
from learnenv.store.memory import MemoryRecord
from learnenv.web import class_map
from tests.services.classroom import Classroom, classroom
from tests.support.modules import write_module


class Counting:
    """A record that tells how often a whole class was read."""

    def __init__(self, record: Any) -> None:
        self._record = record
        self.read = 0

    def __getattr__(self, name: str) -> Any:
        self.read += name == "cells_of"
        return getattr(self._record, name)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Classroom]:
    write_module(tmp_path / "modules", "first")
    settings = read_settings({}, data=tmp_path / "data", modules=[tmp_path / "modules"])
    record: Any = Counting(MemoryRecord())
    yield classroom(App(settings, bootstrap.library(settings), record, lambda: datetime.now(UTC), "secret"))
    class_map._read.clear()


def picture(room: Classroom, actor: Actor, cohort: str) -> str | None:
    request: Any = SimpleNamespace(state=SimpleNamespace(actor=actor), query_params={"cohort": cohort})
    return class_map._picture(room.app, request)


def reads(app: App) -> int:
    record: Any = app.record
    return int(record.read)


def test_a_page_and_its_pictures_read_the_class_once(room: Classroom) -> None:
    (place, cohort), *_ = room.cohorts.items()
    trainer = room.people[f"trainer of {place}"]
    grid = cohort_view.grid(room.app, trainer, cohort.id)
    before = reads(room.app)
    alone = picture(room, trainer, cohort.id)
    assert reads(room.app) == before + 1
    class_map.keep_for_picture(grid, trainer)
    assert [picture(room, trainer, cohort.id) for _ in range(2)] == [alone, alone]
    assert reads(room.app) == before + 1


def test_what_a_page_read_is_drawn_for_nobody_else(room: Classroom) -> None:
    (place, cohort), *others = room.cohorts.items()
    trainer = room.people[f"trainer of {place}"]
    strangers = [room.people[f"trainer of {other}"] for other, _ in others]
    class_map.keep_for_picture(cohort_view.grid(room.app, trainer, cohort.id), trainer)
    assert [picture(room, each, cohort.id) for each in strangers] == [None] * len(strangers)
    for grant in room.app.record.grants(trainer.learner):
        room.app.record.withdraw(grant, room.app.clock())
    assert picture(room, trainer, cohort.id) is None
