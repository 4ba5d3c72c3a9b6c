"""A class of six hundred moves from SQLite to PostgreSQL: every table with the same count and checksum, and once."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from learnenv import bootstrap
from learnenv.settings import read_settings
from learnenv.store.move import Sums, move, sums
from learnenv.store.open import open_database, open_record
from tests.bench.class_seed import Size, seed

pytestmark = pytest.mark.slow

CLASS = Size(learners=600, items=20)


def test_all_of_it_arrives_and_a_second_time_adds_nothing(tmp_path: Path, fresh_postgresql: str) -> None:
    core = bootstrap.start(read_settings({}, data=tmp_path))
    seed(core, CLASS)
    core.record.close()
    here, told = core.settings.database_url, list[tuple[int, int]]()
    rows, new = move(here, fresh_postgresql, lambda done, total: told.append((done, total)))
    assert new
    assert rows > CLASS.learners * CLASS.items * 2
    assert told[-1][0] == told[-1][1]
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    before = _held(here)
    assert before["attempt"].rows == CLASS.learners * CLASS.items
    assert _held(fresh_postgresql) == before
    assert move(here, fresh_postgresql, lambda done, total: None) == (rows, False)
    assert _held(fresh_postgresql) == before
    with closing(open_record(fresh_postgresql)) as record:
        known = record.all_standings()
        assert record.rebuild_standings() == len(known)
        assert record.all_standings() == known


def _held(url: str) -> Sums:
    with closing(open_database(url)) as database:
        return database.write(sums)
