"""Before an upgrade of a PostgreSQL database there is a copy of it, or there is no upgrade.

The same of a SQLite file is in `test_released.py`.
"""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from learnenv.cli import main
from learnenv.domain.errors import StoreError
from learnenv.domain.text import Message
from learnenv.store import schema
from learnenv.store.backup import restore
from learnenv.store.dump import Dumped, examine_dump
from learnenv.store.keep import FOLDER, Keep
from learnenv.store.look import look
from learnenv.store.open import open_record
from tests.store.releases import RELEASED, fill_rows, rows, upgrade_to
from tests.store.test_backup import empty, ignore

NIGHT = datetime(2026, 3, 1, 2, 30, tzinfo=UTC)
OLDER = "0003"


@pytest.fixture
def older(fresh_postgresql: str) -> str:
    """A PostgreSQL database of an earlier revision with the rows of the first version."""
    if not (shutil.which("pg_dump") and shutil.which("pg_restore")):
        pytest.skip("copies of PostgreSQL before an upgrade are not tested: pg_dump or pg_restore is not installed")
    _fill(fresh_postgresql)
    return fresh_postgresql


def test_a_copy_from_before_stays_that_can_be_put_back_and_the_oldest_go(older: str, tmp_path: Path) -> None:
    before = rows(older)
    for day in range(3):
        empty(older)
        _fill(older)
        keep = Keep(2, tmp_path, clock=lambda day=day: NIGHT + timedelta(days=day))  # type: ignore[misc]
        open_record(older, keep=keep).close()
        open_record(older, keep=keep).close()
    name = older.rpartition("/")[2]
    copies = sorted((tmp_path / FOLDER).iterdir())
    assert [each.name for each in copies] == [
        f"{name}-0003-20260302T023000Z.dump",
        f"{name}-0003-20260303T023000Z.dump",
    ]
    assert look(older) == schema.HEAD
    empty(older)
    restore(older, copies[1], ignore)
    assert look(older) == OLDER
    assert {name: held for name, held in rows(older).items() if name != "instance"} == {
        name: held for name, held in before.items() if name != "instance"
    }


def test_a_copy_is_made_of_a_schema_of_its_own_too(older: str, tmp_path: Path) -> None:
    empty(older)
    engine = create_engine(older.replace("postgresql", "postgresql+psycopg", 1))
    with engine.begin() as connection:
        connection.execute(text("create schema authorization current_user"))
    engine.dispose()
    _fill(older)
    open_record(older, keep=Keep(folder=tmp_path)).close()
    (copy,) = (tmp_path / FOLDER).iterdir()
    assert examine_dump(copy) == Dumped(OLDER, str(make_url(older).username))


@pytest.mark.parametrize("fault", ["there is no pg_dump", "it fails", "the folder is a file"])
def test_without_a_copy_there_is_no_upgrade_unless_none_is_wanted(
    fault: str, older: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    why = _break(fault, tmp_path, monkeypatch)
    before = rows(older)
    said = _refusal(lambda: open_record(older, keep=Keep(folder=tmp_path)))
    assert said.key == "store.no-copy"
    assert isinstance(said.values["what"], Message)
    assert said.values["what"].key == why
    assert (look(older), rows(older)) == (OLDER, before)
    open_record(older, keep=Keep(0, tmp_path)).close()
    assert look(older) == schema.HEAD


def test_a_database_that_is_empty_or_up_to_date_needs_no_copy(
    fresh_postgresql: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "PATH", str(tmp_path))
    for _ in range(2):
        open_record(fresh_postgresql, keep=Keep(folder=tmp_path)).close()
    assert list(tmp_path.iterdir()) == []


def test_who_comes_second_waits_as_long_as_the_copy_takes(older: str, tmp_path: Path) -> None:
    engine = create_engine(older.replace("postgresql", "postgresql+psycopg", 1))
    done: list[float] = []

    def second() -> None:
        open_record(older, wait=0.2, keep=Keep(0, tmp_path)).close()
        done.append(time.monotonic())

    thread = threading.Thread(target=second)
    with engine.begin() as first:
        first.execute(text("select pg_advisory_xact_lock(:number)"), {"number": schema._ADVISORY_LOCK})
        thread.start()
        time.sleep(1.5)
        let_go = time.monotonic()
    thread.join(20)
    engine.dispose()
    assert done
    assert done[0] > let_go


def test_looking_leaves_a_database_as_it_is(fresh_postgresql: str, tmp_path: Path) -> None:
    assert look(fresh_postgresql) is None
    assert rows(fresh_postgresql) == {}
    _fill(fresh_postgresql)
    assert look(fresh_postgresql) == OLDER
    assert look(f"sqlite:///{tmp_path}/none.db") is None
    assert look("sqlite://") is None
    assert list(tmp_path.iterdir()) == []


def test_the_doctor_only_looks_and_whoever_starts_keeps_the_copy_in_the_data_folder(
    older: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LEARNENV_DATABASE_URL", older)
    monkeypatch.setenv("LEARNENV_LANGUAGE", "en")
    data = str(tmp_path / "data")
    assert main(["doctor", "--data", data]) == 0
    assert f"earlier version ({OLDER}" in " ".join(capsys.readouterr().out.split())
    assert look(older) == OLDER
    for command in (["user", "list"], ["rebuild"], ["move", "--to", f"sqlite:///{tmp_path}/moved.db"]):
        empty(older)
        _fill(older)
        assert main([*command, "--data", data]) == 0
        (copy,) = (tmp_path / "data" / FOLDER).iterdir()
        assert copy.suffix == ".dump"
        copy.unlink()


def _fill(url: str) -> None:
    engine = create_engine(url.replace("postgresql", "postgresql+psycopg", 1))
    with engine.begin() as connection:
        upgrade_to(connection, "0001")
        fill_rows(connection, rows(f"sqlite:///{RELEASED[0]}"))
        upgrade_to(connection, OLDER)
    engine.dispose()


def _break(fault: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """See that no copy can be made; why not."""
    if fault == "the folder is a file":
        (folder / FOLDER).touch()
        return "store.unwritable"
    programs = folder / "programs"
    programs.mkdir()
    monkeypatch.setitem(os.environ, "PATH", str(programs))
    if fault == "there is no pg_dump":
        return "store.no-program"
    failing = programs / "pg_dump"
    failing.write_text("#!/bin/sh\necho 'pg_dump: error: no room'\nexit 1\n")
    failing.chmod(0o755)
    return "store.program-failed"


def _refusal(work: Callable[[], object]) -> Message:
    with pytest.raises(StoreError) as caught:
        work()
    return caught.value.message
