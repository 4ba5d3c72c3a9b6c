"""A backup made in use holds every answer acknowledged before it began, and comes back where nothing is."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from learnenv.domain.errors import StoreError
from learnenv.store import backup, schema
from learnenv.store.backup import back_up, restore
from learnenv.store.examine import examine
from learnenv.store.mark import Mark, mark_path, read_mark
from learnenv.store.move import sums
from learnenv.store.open import open_database, open_record
from learnenv.store.sqlite_driver import driver
from learnenv.testing.record_samples import answer, somebody
from tests.store.damage import DAMAGES, contents, fill
from tests.store.forking import KILLED, forker
from tests.store.small_disk import run_on_small_disk
from tests.support.source import ROOT

BACKUPS = 20
REFS = [f"module/e{number}" for number in range(6)]


def ignore(done: int, total: int) -> None:
    """Nobody looks on."""


def key_of(work: Callable[[], object]) -> str:
    with pytest.raises(StoreError) as caught:
        work()
    return caught.value.message.key


def held(url: str) -> object:
    database = open_database(url)
    found = database.write(sums)
    database.close()
    return found


@pytest.mark.slow
def test_each_backup_under_writes_holds_what_was_saved_before_it_began(path: Path, url: str) -> None:
    record = open_record(url)
    learners = [somebody(record) for _ in range(3)]
    record.close()
    with forker() as processes:
        pids = processes.start("write", 2, url, *learners)
        acknowledged: list[set[str]] = []
        for number in range(BACKUPS):
            for _ in range(3):
                processes.wait_for_answer()
            acknowledged.append({json.loads(line)[2] for line in processes.said})
            back_up(url, path.with_name(f"{number}.backup"), ignore)
        for pid in pids:
            processes.kill(pid)
        assert processes.wait() == [KILLED, KILLED]
    for number, said in enumerate(acknowledged):
        copy = open_record(f"sqlite:///{path.with_name(f'{number}.backup')}")
        kept = {each.key for me in learners for ref in REFS for each in copy.attempts(me, ref)}
        assert said <= kept, number
        copy.check()
        copy.close()


def test_a_restored_backup_is_the_same_record_and_its_mark_fits(path: Path, url: str) -> None:
    fill(path, count=5)
    file = path.with_name("copy.backup")
    told: list[tuple[int, int]] = []
    back_up(url, file, lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] > 0
    assert file.stat().st_mode & 0o077 == 0
    before = held(url)
    record = open_record(url)
    answer(record, somebody(record), "module/e", "later")
    record.close()
    path.unlink()
    restore(url, file, ignore)
    found = examine(path, driver, 1)
    assert read_mark(path) == Mark(found.record, found.attempt, found.event)
    assert held(url) == before
    kept = {path.name, mark_path(path).name, file.name}
    assert {each.name for each in path.parent.iterdir()} == kept


def test_a_file_that_is_there_is_never_written_over(path: Path, url: str, tmp_path: Path) -> None:
    fill(path, count=1)
    file = tmp_path / "copy.backup"
    back_up(url, file, ignore)
    for there in (path, tmp_path / "gone.db-wal"):
        there.parent.mkdir(exist_ok=True)
        there.touch()
        target = there.with_name(there.name.removesuffix("-wal"))
        before = contents(target)
        assert key_of(lambda at=target: restore(f"sqlite:///{at}", file, ignore)) == "store.restore-there"  # type: ignore[misc]
        assert contents(target) == before
    before_file = file.read_bytes()
    assert key_of(lambda: back_up(url, file, ignore)) == "store.backup-there"
    assert file.read_bytes() == before_file


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_database_becomes_no_backup(damage: Callable[[Path], None], path: Path, url: str) -> None:
    damage(path)
    file = path.with_name("copy.backup")
    assert key_of(lambda: back_up(url, file, ignore)) == "store.damaged"
    assert not file.exists()


def test_a_backup_that_is_no_good_is_refused_before_anything_is_made(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "new" / "learnenv.db"

    def refused(file: Path) -> str:
        key = key_of(lambda: restore(f"sqlite:///{target}", file, ignore))
        assert not target.parent.exists()
        return key

    fill(path, count=50)
    cut, newer, other = tmp_path / "cut", tmp_path / "newer", tmp_path / "other"
    cut.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    shutil.copy(path, newer)
    _set_revision(newer, "9999")
    other.write_bytes(b"no backup at all")
    assert refused(cut) == "store.damaged"
    assert refused(newer) == "store.newer"
    assert refused(other) == "store.no-backup"
    assert refused(tmp_path / "absent") == "store.unreadable"
    other.write_bytes(b"PGDMP and more")
    assert refused(other) == "store.other-kind"


def test_nothing_is_left_where_a_backup_cannot_be_written(path: Path, url: str, tmp_path: Path) -> None:
    fill(path, count=1)
    (tmp_path / "file").touch()
    assert key_of(lambda: back_up(url, tmp_path / "file" / "copy", ignore)) == "store.unwritable"
    assert key_of(lambda: back_up(f"sqlite:///{tmp_path}/none.db", tmp_path / "copy", ignore)) == "store.nothing"
    assert {each.name for each in tmp_path.iterdir()} == {"file", path.parent.name}


@pytest.mark.parametrize("limit", ["a full disk", "a broken disk"])
def test_a_disk_on_which_a_copy_does_not_fit_is_named_and_not_the_file_that_is_copied(
    limit: str, path: Path, tmp_path: Path
) -> None:
    fill(path, count=1)
    with closing(driver.connect(path)) as file:
        file.execute("create table ballast (it blob)")
        file.execute("insert into ballast values (zeroblob(2000000))")
        file.commit()
    folder, script = tmp_path / "disk", Path(__file__).with_name("full_copy.py")
    folder.mkdir()
    mark_path(path).unlink()
    if limit == "a full disk":
        done = run_on_small_disk(script, folder, str(path))
    else:
        words = [sys.executable, str(script), "limit", str(path), str(folder)]
        done = subprocess.run(
            words, capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": str(ROOT)}
        )
    assert done.returncode == 0, done.stderr
    said, left = json.loads(done.stdout)
    assert said == [["store.unwritable", f"{folder}/{name}"] for name in ("copy.sqlite3", "new.sqlite3")]
    assert left == []


def test_a_postgresql_record_goes_into_a_file_and_comes_back(
    fresh_postgresql: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not (shutil.which("pg_dump") and shutil.which("pg_restore")):
        pytest.skip("Backups of PostgreSQL are not tested: pg_dump or pg_restore is not installed")
    record = open_record(fresh_postgresql)
    me = somebody(record)
    answer(record, me, "module/e", "kept")
    record.close()
    before, file = held(fresh_postgresql), tmp_path / "copy.dump"
    told: list[tuple[int, int]] = []
    back_up(fresh_postgresql, file, lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] > 1
    assert key_of(lambda: restore(fresh_postgresql, file, ignore)) == "store.restore-there"
    empty(fresh_postgresql)
    cut = tmp_path / "cut.dump"
    cut.write_bytes(file.read_bytes()[:-2000])
    assert key_of(lambda: restore(fresh_postgresql, cut, ignore)) == "store.damaged"
    monkeypatch.setattr(backup, "HEAD", "0001")
    assert key_of(lambda: restore(fresh_postgresql, file, ignore)) == "store.newer"
    monkeypatch.setattr(backup, "HEAD", schema.HEAD)
    restore(fresh_postgresql, file, ignore)
    assert held(fresh_postgresql) == before
    record = open_record(fresh_postgresql)
    assert answer(record, me, "module/e", "next").attempt.sequence == 2
    record.close()


def test_without_pg_dump_one_line_says_what_to_install(
    fresh_postgresql: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "PATH", str(tmp_path))
    open_record(fresh_postgresql).close()
    file = tmp_path / "copy.dump"
    assert key_of(lambda: back_up(fresh_postgresql, file, ignore)) == "store.no-program"
    assert list(tmp_path.iterdir()) == []


def test_of_an_empty_postgresql_database_there_is_nothing_to_back_up(fresh_postgresql: str, tmp_path: Path) -> None:
    assert key_of(lambda: back_up(fresh_postgresql, tmp_path / "copy.dump", ignore)) == "store.nothing"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["of the user", 'My "own" schema'])
def test_a_postgresql_record_in_a_schema_of_its_own_goes_into_a_file_and_comes_back(
    name: str, fresh_postgresql: str, tmp_path: Path
) -> None:
    if not (shutil.which("pg_dump") and shutil.which("pg_restore")):
        pytest.skip("Backups of PostgreSQL are not tested: pg_dump or pg_restore is not installed")
    own = '"' + name.replace('"', '""') + '"'
    if name == "of the user":
        own = '"' + str(make_url(fresh_postgresql).username) + '"'
    else:
        _do(fresh_postgresql, f"alter database {make_url(fresh_postgresql).database} set search_path = {own}, public")
    others = "create table alembic_version (version_num text); insert into alembic_version values ('9f3c')"
    _do(fresh_postgresql, others, f"create schema {own}")
    record = open_record(fresh_postgresql)
    me = somebody(record)
    answer(record, me, "module/e", "kept")
    record.close()
    before, file = held(fresh_postgresql), tmp_path / "copy.dump"
    back_up(fresh_postgresql, file, ignore)
    assert key_of(lambda: restore(fresh_postgresql, file, ignore)) == "store.restore-there"
    _do(fresh_postgresql, f"drop schema {own} cascade", "drop table public.alembic_version")
    assert key_of(lambda: restore(fresh_postgresql, file, ignore)) == "store.other-schema"
    _do(fresh_postgresql, others, f"create schema {own}")
    restore(fresh_postgresql, file, ignore)
    assert held(fresh_postgresql) == before
    record = open_record(fresh_postgresql)
    assert answer(record, me, "module/e", "next").attempt.sequence == 2
    record.close()


def test_a_backup_of_a_whole_postgresql_database_finds_ours_in_it(fresh_postgresql: str, tmp_path: Path) -> None:
    if not (shutil.which("pg_dump") and shutil.which("pg_restore")):
        pytest.skip("Backups of PostgreSQL are not tested: pg_dump or pg_restore is not installed")
    open_record(fresh_postgresql).close()
    _do(
        fresh_postgresql,
        "create schema another",
        "create table another.alembic_version (version_num text)",
        "insert into another.alembic_version values ('9f3c')",
    )
    before, file = held(fresh_postgresql), tmp_path / "copy.dump"
    subprocess.run(["pg_dump", "--format=custom", f"--file={file}", fresh_postgresql], check=True)
    empty(fresh_postgresql)
    restore(fresh_postgresql, file, ignore)
    assert held(fresh_postgresql) == before


def _set_revision(path: Path, revision: str) -> None:
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = :revision"), {"revision": revision})
    engine.dispose()


def empty(url: str) -> None:
    """Leave nothing in a PostgreSQL database."""
    _do(url, "drop schema public cascade", "create schema public")


def _do(url: str, *statements: str) -> None:
    engine = create_engine(url.replace("postgresql", "postgresql+psycopg", 1))
    with engine.begin() as connection:
        for each in statements:
            connection.exec_driver_sql(each)
    engine.dispose()
