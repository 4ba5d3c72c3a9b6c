"""A record moves to another database whole: every table has the same count and checksum there."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from learnenv.domain.errors import StoreError
from learnenv.domain.progress import Event
from learnenv.store.look import look
from learnenv.store.mark import read_mark
from learnenv.store.move import move, sums
from learnenv.store.open import open_database, open_record
from learnenv.testing.record_people_samples import new_cohort, new_member
from learnenv.testing.record_samples import NOW, answer, somebody


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """More rows than one batch holds, without making many."""
    monkeypatch.setattr("learnenv.store.move._BATCH", 2)


def told_nothing(done: int, total: int) -> None:
    """Nobody looks on."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an empty record, and one with people and answers, the latest of whom is erased again."""
    folder = tmp_path_factory.mktemp("made")
    open_record(f"sqlite:///{folder}/empty.db").close()
    shutil.copy(folder / "empty.db", folder / "full.db")
    record = open_record(f"sqlite:///{folder}/full.db")
    me = new_member(record, new_cohort(record, "module"))
    for number in range(3):
        record.add_event(Event(me, "module/e", "hint", NOW, number))
    answer(record, me, "module/e", "é\0\ud800", fraction=0.1)
    gone = somebody(record)
    answer(record, gone, "module/e", "erased")
    assert record.erase(gone)
    record.close()
    _rename(f"{folder}/empty.db")
    return folder


@pytest.fixture
def url(made: Path, tmp_path: Path) -> str:
    """A full record of one's own."""
    return f"sqlite:///{shutil.copy(made / 'full.db', tmp_path)}"


@pytest.fixture
def other(made: Path, tmp_path: Path) -> str:
    """An empty record of one's own."""
    return f"sqlite:///{shutil.copy(made / 'empty.db', tmp_path)}"


def _rename(path: str) -> None:
    """Give a copy a name of its own, as a record that was made by itself has."""
    with closing(sqlite3.connect(path)) as file:
        file.execute("update instance set id = 'another'")
        file.commit()


def held(url: str) -> object:
    database = open_database(url)
    found = database.write(sums)
    database.close()
    return found


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_all_arrives_once_and_one_goes_on_there(
    kind: str, url: str, other: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    there = other if kind == "sqlite" else request.getfixturevalue("fresh_postgresql")
    told: list[tuple[int, int]] = []
    rows, new = move(url, there, lambda done, total: told.append((done, total)))
    assert new
    assert told[-1] == (rows - 1, rows - 1)  # the name of the record is set and not added
    before = held(url)
    assert held(there) == before
    assert move(url, there, told_nothing) == (rows, False)
    assert move(there, url, told_nothing) == (rows, False)
    assert held(there) == before
    record = open_record(there)
    me = record.all_standings()[0].learner
    assert answer(record, me, "module/e", "next").attempt.sequence == 3, "a number of somebody erased is given again"
    record.check()
    record.close()
    assert kind != "sqlite" or getattr(read_mark(tmp_path / "empty.db"), "attempt", 0) == 3
    with pytest.raises(StoreError, match=r"store.move-went-on"):
        move(url, there, told_nothing)


def test_a_database_that_holds_something_else_is_left_as_it_is(url: str, other: str) -> None:
    record = open_record(other)
    somebody(record)
    record.close()
    before = held(other)
    with pytest.raises(StoreError, match=r"store.move-there"):
        move(url, other, told_nothing)
    assert held(other) == before
    with pytest.raises(StoreError, match=r"store.move-same"):
        move(url, url, told_nothing)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_where_nothing_is_kept_nothing_is_made_and_nothing_moves(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    here = (
        f"sqlite:///{tmp_path}/wrong/learnenv.db" if kind == "sqlite" else request.getfixturevalue("fresh_postgresql")
    )
    with pytest.raises(StoreError, match=r"store.nothing"):
        move(here, f"sqlite:///{tmp_path}/there.db", told_nothing)
    assert list(tmp_path.iterdir()) == []
    assert look(here) is None


def test_what_does_not_arrive_whole_is_not_moved_at_all(
    url: str, other: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = held(other)
    answers = iter(({}, {"attempt": 1}))
    with monkeypatch.context() as patch:
        patch.setattr("learnenv.store.move.sums", lambda connection: next(answers))
        with pytest.raises(StoreError, match=r"store.move-differs"):
            move(url, other, told_nothing)
    assert held(other) == before
