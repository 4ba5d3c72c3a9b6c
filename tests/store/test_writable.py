"""Whether an answer could be kept is found out by writing, so each way in which a database breaks is noticed."""

from __future__ import annotations

import shutil
import time
from collections import namedtuple
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from learnenv.domain.record import Record
from learnenv.store import examine
from learnenv.store.memory import MemoryRecord
from learnenv.store.open import open_record
from learnenv.testing.record_samples import answer, somebody
from tests.store.test_faults import held, key_of, public_folder, without_rights  # noqa: F401 - a fixture

Usage = namedtuple("Usage", "total used free")


def test_it_writes_and_leaves_nothing(url: str, path: Path) -> None:
    record = open_record(url)
    me = somebody(record)
    answer(record, me, "module/exercise", "mine")
    before = record.all_standings(), record.name(), record.everything_of(me)
    log = path.with_name(f"{path.name}-wal")
    written = log.read_bytes()
    record.demand_writable()
    assert log.read_bytes() != written
    assert (record.all_standings(), record.name(), record.everything_of(me)) == before
    assert record.facts().size == path.stat().st_size + log.stat().st_size
    record.close()


def test_a_file_that_was_moved_away_is_noticed_and_so_is_its_return(url: str, path: Path) -> None:
    record = open_record(url)
    path.rename(path.with_name("elsewhere"))
    assert key_of(record.demand_writable) == "store.replaced"
    path.with_name("elsewhere").rename(path)
    record.demand_writable()
    shutil.move(path.parent, path.parent.with_name("away"))
    assert key_of(record.demand_writable) == "store.replaced"
    record.close()


def test_a_file_that_was_made_read_only_is_noticed(public_folder: Path) -> None:  # noqa: F811
    path = public_folder / "learnenv.db"
    record = open_record(f"sqlite:///{path}")
    path.chmod(0o444)
    with without_rights():
        assert key_of(record.demand_writable) == "store.read-only"
    path.chmod(0o666)
    with without_rights():
        record.demand_writable()
    record.close()


def test_a_disk_that_is_all_but_full_is_noticed(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    record = open_record(url)
    room = [examine.LEAST_ROOM - 1]
    monkeypatch.setattr(examine.shutil, "disk_usage", lambda folder: Usage(0, 0, room[0]))
    assert key_of(record.demand_writable) == "store.full"
    room[0] = examine.LEAST_ROOM
    record.demand_writable()
    record.close()


def test_a_file_that_somebody_else_keeps_locked_is_noticed(url: str, path: Path) -> None:
    record = open_record(url, wait=0.2)
    with held(path):
        assert key_of(record.demand_writable) == "store.locked"
    record.demand_writable()
    record.close()


def test_postgresql_that_takes_nothing_or_is_gone_is_noticed(fresh_postgresql: str) -> None:
    record = open_record(fresh_postgresql, wait=0.5)
    record.demand_writable()
    facts = record.facts()
    assert facts.kind.startswith("PostgreSQL ")
    assert facts.size > 1_000_000
    server, _, name = fresh_postgresql.rpartition("/")
    engine = create_engine(
        f"{server}/postgres".replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        connection.execute(text(f"alter database {name} set default_transaction_read_only = on"))
        _end_connections(connection, name)
        assert key_of(record.demand_writable) == "store.read-only"
        connection.execute(text(f"alter database {name} reset default_transaction_read_only"))
        _end_connections(connection, name)
        record.demand_writable()
        connection.execute(text(f"alter database {name} allow_connections off"))
        _end_connections(connection, name)
        began = time.monotonic()
        assert key_of(record.demand_writable) == "store.refused"
        assert time.monotonic() - began < 5
    engine.dispose()
    record.close()


def test_a_record_in_memory_can_always_be_written() -> None:
    record: Record = MemoryRecord()
    record.demand_writable()
    assert record.facts().kind == "memory"


def _end_connections(connection: object, name: str) -> None:
    ended = text("select pg_terminate_backend(pid) from pg_stat_activity where datname = :name")
    connection.execute(ended, {"name": name})  # type: ignore[attr-defined]
