"""Upgrades from every released version: a database of each is in tests/data, made by that version's migrations."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

from learnenv.domain.errors import StoreError
from learnenv.store import schema
from learnenv.store.keep import FOLDER, Keep, copies_of
from learnenv.store.open import open_record
from learnenv.testing.record_samples import answer
from tests.store.forking import KILLED, Forker, forker
from tests.store.often import OFTEN
from tests.store.releases import RELEASED, REVISIONS, fill_rows, rows, upgrade_to
from tests.support.source import ROOT

NIGHT = datetime(2026, 3, 1, 2, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def processes() -> Iterator[Forker]:
    with forker() as started:
        yield started


@pytest.fixture(params=RELEASED, ids=lambda file: file.stem)
def released(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A database of a released version, to work on."""
    return Path(shutil.copy(request.param, tmp_path / "learnenv.sqlite3"))


@pytest.fixture(scope="module", params=REVISIONS)
def older(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of the first version, brought up to an earlier revision."""
    file = Path(shutil.copy(RELEASED[0], tmp_path_factory.mktemp("older") / f"{request.param}.db"))
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        upgrade_to(connection, request.param)
    engine.dispose()
    return file


def test_there_is_a_database_of_each_released_version() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
    versions = {line.split()[1] for line in changes if line.startswith("## ")} - {"Unreleased"}
    assert {file.stem for file in RELEASED} == versions


def test_every_row_of_a_released_version_is_there_after_the_upgrade(released: Path, tmp_path: Path) -> None:
    before = rows(f"sqlite:///{released}")
    record = open_record(f"sqlite:///{released}")
    record.check()
    known = record.all_standings()
    assert record.rebuild_standings() == len(known) > 0
    assert record.all_standings() == known
    me = known[0].learner
    assert answer(record, me, known[0].ref, "next").attempt.sequence == len(before["attempt"][1]) + 1
    record.close()
    shutil.copy(copies_of(released)[0], released)
    Path(f"{released}.mark").unlink()
    open_record(f"sqlite:///{released}", keep=Keep(0)).close()
    assert rows(f"sqlite:///{released}", before) == before
    open_record(f"sqlite:///{tmp_path}/fresh.db").close()
    assert _shape(f"sqlite:///{released}") == _shape(f"sqlite:///{tmp_path}/fresh.db")


def test_nor_is_one_lost_on_postgresql(fresh_postgresql: str) -> None:
    before = rows(f"sqlite:///{RELEASED[0]}")
    engine = create_engine(fresh_postgresql.replace("postgresql", "postgresql+psycopg", 1))
    with engine.begin() as connection:
        upgrade_to(connection, "0001")
        fill_rows(connection, before)
    engine.dispose()
    there = rows(fresh_postgresql, before)
    record = open_record(fresh_postgresql, keep=Keep(0))
    known = record.all_standings()
    assert record.rebuild_standings() == len(known) > 0
    assert record.all_standings() == known
    record.close()
    assert [len(held) for _, held in there.values()] == [len(held) for _, held in before.values()]
    same = set(before) - {"standing"}  # the tables of standings are made anew from the attempts
    after = rows(fresh_postgresql, before)
    assert {name: after[name] for name in same} == {name: there[name] for name in same}


def test_a_copy_from_before_stays_and_the_oldest_go(released: Path, tmp_path: Path) -> None:
    before = rows(f"sqlite:///{released}")
    original = released.read_bytes()
    for day in range(4):
        for each in tmp_path.glob("learnenv.sqlite3*"):
            each.unlink()
        released.write_bytes(original)
        keep = Keep(copies=2, clock=lambda day=day: NIGHT + timedelta(days=day))  # type: ignore[misc]
        open_record(f"sqlite:///{released}", keep=keep).close()
        open_record(f"sqlite:///{released}", keep=keep).close()
    copies = copies_of(released)
    assert [each.name for each in copies] == [
        "learnenv-0001-20260303T023000Z.sqlite3",
        "learnenv-0001-20260304T023000Z.sqlite3",
    ]
    assert sorted((tmp_path / FOLDER).iterdir()) == copies
    assert rows(f"sqlite:///{copies[0]}") == before


def test_without_a_copy_there_is_no_upgrade_unless_none_is_wanted(released: Path, tmp_path: Path) -> None:
    (tmp_path / FOLDER).touch()
    before = rows(f"sqlite:///{released}")
    with pytest.raises(StoreError, match=r"store.unwritable"):
        open_record(f"sqlite:///{released}")
    assert rows(f"sqlite:///{released}") == before
    open_record(f"sqlite:///{released}", keep=Keep(0)).close()


def test_of_five_processes_that_start_at_once_on_an_old_file_one_upgrades(released: Path, processes: Forker) -> None:
    processes.start("open", 5, f"sqlite:///{released}")
    assert processes.wait() == [0] * 5
    assert len(copies_of(released)) == 1
    record = open_record(f"sqlite:///{released}")
    record.check()
    record.close()


@pytest.mark.slow
def test_no_kill_during_an_upgrade_leaves_a_file_stuck_or_a_row_lost(
    older: Path, tmp_path: Path, processes: Forker
) -> None:
    before = rows(f"sqlite:///{older}")
    usual = _start(processes, Path(shutil.copy(older, tmp_path / "first.db")), 0)
    for number in range(OFTEN.upgrades):
        file = Path(shutil.copy(older, tmp_path / f"{number}.db"))
        _start(processes, file, random.uniform(0, usual))
        kept = rows(f"sqlite:///{file}", before)
        assert kept == before
        engine = create_engine(f"sqlite:///{file}")
        with engine.connect() as connection:
            assert schema.revision(connection) in (older.stem, schema.HEAD)
        engine.dispose()
        record = open_record(f"sqlite:///{file}")
        record.check()
        record.close()
        assert list((tmp_path / FOLDER).glob(f".{number}-*")) == []


def _start(processes: Forker, file: Path, kill_after: float) -> float:
    """Open a file in another process and end it after so many seconds (0: not); how long that took."""
    begun = time.monotonic()
    (pid,) = processes.start("open", 1, f"sqlite:///{file}")
    if kill_after:
        time.sleep(kill_after)
        processes.kill(pid)
    (status,) = processes.wait()
    assert status in ((KILLED, 0) if kill_after else (0,))
    return time.monotonic() - begun


def _shape(url: str) -> object:
    """The columns and indexes of all tables, in whatever order they were added."""
    engine = create_engine(url)
    with engine.connect() as connection:
        look = inspect(connection)
        shape = {
            name: (
                sorted((each["name"], str(each["type"]), each["nullable"]) for each in look.get_columns(name)),
                sorted((str(each["name"]), str(each["column_names"])) for each in look.get_indexes(name)),
            )
            for name in look.get_table_names()
        }
        triggers = connection.exec_driver_sql("select name, sql from sqlite_master where type = 'trigger'").all()
    engine.dispose()
    return shape, sorted(map(tuple, triggers))
