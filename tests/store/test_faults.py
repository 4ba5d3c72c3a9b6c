from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from learnenv.domain.errors import StoreError
from learnenv.domain.progress import Draft
from learnenv.domain.record import Record
from learnenv.store.open import open_database, open_record
from learnenv.store.sql import SqlRecord
from learnenv.store.sqlite_driver import driver
from learnenv.testing.record_samples import NOW, answer, somebody
from tests.store.small_disk import run_on_small_disk

REF = "module/exercise"
NOBODY = 65534


def key_of(act: Any) -> str:
    with pytest.raises(StoreError) as caught:
        act()
    return caught.value.message.key


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Another process's write lock on the file."""
    with closing(driver.connect(str(path), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def without_rights() -> Iterator[None]:
    """As somebody who owns nothing, because the superuser may write everywhere."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that others can reach; pytest's own is closed to them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    open_record(f"sqlite:///{tmp_path}/a/b/c.db").close()
    assert (tmp_path / "a/b/c.db").exists()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError) as caught:
        open_record(f"sqlite:///{tmp_path}/file/learnenv.db")
    assert caught.value.message.key == "store.no-folder"
    assert caught.value.message.values["path"] == tmp_path / "file"


def test_a_read_only_folder_is_refused_at_the_start(public_folder: Path) -> None:
    path = public_folder / "learnenv.db"
    open_record(f"sqlite:///{path}").close()
    path.chmod(0o666)
    public_folder.chmod(0o555)
    with without_rights():
        assert key_of(lambda: open_record(f"sqlite:///{path}")) == "store.read-only"


def test_a_read_only_file_is_refused_at_the_start(public_folder: Path) -> None:
    path = public_folder / "learnenv.db"
    open_record(f"sqlite:///{path}").close()
    path.chmod(0o444)
    public_folder.chmod(0o777)
    with without_rights():
        assert key_of(lambda: open_record(f"sqlite:///{path}")) == "store.read-only"


def test_a_lock_that_is_held_for_two_seconds_is_waited_for(path: Path, url: str) -> None:
    record = open_record(url)
    me = somebody(record)
    with ThreadPoolExecutor(1) as threads:
        with held(path):
            waiting = threads.submit(answer, record, me, REF, "x")
            time.sleep(2)
            assert not waiting.done()
        assert waiting.result().added
    record.close()


def test_a_lock_that_is_never_released_gives_an_error_in_time_and_nothing_half_written(path: Path, url: str) -> None:
    record = open_record(url, wait=0.5)
    me = somebody(record)
    record.save_draft(Draft(me, REF, {"text": "x"}, NOW))
    with held(path), ThreadPoolExecutor(4) as threads:
        start = time.monotonic()
        keys = list(threads.map(lambda _: key_of(lambda: answer(record, me, REF, "x")), range(4)))
        assert keys == ["store.locked"] * 4
        assert time.monotonic() - start < 1.5
        assert record.attempts(me, REF) == ()
        assert REF in record.drafts(me, [REF])
    assert answer(record, me, REF, "x").added
    record.close()


def test_opening_waits_for_who_is_making_the_tables(path: Path, url: str) -> None:
    path.parent.mkdir()
    with closing(driver.connect(str(path), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert key_of(lambda: open_record(url, wait=0.3)) == "store.locked"
    open_record(url).close()


def test_a_full_disk_loses_nothing_and_writing_resumes_when_there_is_room(url: str) -> None:
    database = open_database(url)
    record = SqlRecord(database)
    me = somebody(record)
    limit = [0]

    @event.listens_for(database.engine, "checkout")
    def no_room(connection: Any, *_: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0] if limit[0] else 1 << 30
        connection.execute(f"PRAGMA max_page_count={pages}")

    _fill_up(record, me, limit)
    record.close()


def test_a_disk_that_is_really_full_loses_nothing(tmp_path: Path) -> None:
    done = run_on_small_disk(Path(__file__).with_name("full_disk.py"), tmp_path)
    key, saved, there, resumed = done.stdout.split()
    assert (key, resumed) == ("store.full", "True"), done.stderr
    assert saved == there


def _fill_up(record: Record, me: str, limit: list[int]) -> None:
    assert answer(record, me, "module/before", "x").added
    limit[0] = 1
    assert key_of(lambda: answer(record, me, REF, "x" * 500_000)) == "store.full"
    assert record.attempts(me, REF) == ()
    assert set(record.standings(me)) == {"module/before"}
    limit[0] = 0
    assert answer(record, me, REF, "x" * 500_000).added


def test_readers_do_not_wait_for_a_writer(path: Path, url: str) -> None:
    record = open_record(url)
    me = somebody(record)
    answer(record, me, REF, "x")
    with held(path):
        start = time.monotonic()
        assert record.standing(me, REF).attempts == 1
        assert time.monotonic() - start < 1
    record.close()
