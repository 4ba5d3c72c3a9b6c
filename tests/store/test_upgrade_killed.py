"""Upgrades of a PostgreSQL database that are killed, or begun by five at once: done as a whole or not at all.

The same of a SQLite file is in `test_released.py`.
"""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError

from learnenv.store import schema
from learnenv.store.keep import FOLDER, Keep
from learnenv.store.open import open_record
from tests.store.forking import KILLED, Forker, forker
from tests.store.often import OFTEN
from tests.store.releases import RELEASED, REVISIONS, fill_rows, rows, upgrade_to
from tests.support.postgresql import own_database

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def processes() -> Iterator[Forker]:
    with forker() as started:
        yield started


@pytest.fixture(scope="module", params=REVISIONS)
def older(request: pytest.FixtureRequest) -> Iterator[tuple[str, str]]:
    """A database of an earlier revision with the rows of the first version; with that revision."""
    pytest.importorskip("psycopg", reason="killed upgrades of PostgreSQL were NOT tried: psycopg is not installed")
    if not shutil.which("pg_dump"):
        pytest.skip("killed upgrades of PostgreSQL were NOT tried: pg_dump is not installed")
    try:
        with own_database() as url:
            engine = create_engine(_driver(url))
            with engine.begin() as connection:
                upgrade_to(connection, "0001")
                fill_rows(connection, rows(f"sqlite:///{RELEASED[0]}"))
                upgrade_to(connection, request.param)
            engine.dispose()
            yield url, request.param
    except OperationalError:
        pytest.skip("killed upgrades of PostgreSQL were NOT tried: there is no server")


def test_no_kill_leaves_a_database_stuck_or_a_row_lost(
    older: tuple[str, str], processes: Forker, tmp_path: Path
) -> None:
    url, revision = older
    before = rows(url)
    usual = _usual(processes, url, tmp_path)
    for _ in range(OFTEN.upgrades):
        with own_database(copy_of=url) as copy:
            (pid,) = processes.start("open", 1, copy, str(tmp_path))
            time.sleep(random.uniform(0, usual))
            processes.kill(pid)
            assert processes.wait()[0] in (0, KILLED)
            assert _revision(copy) in (revision, schema.HEAD)
            same = {name: held for name, held in rows(copy, before).items() if name != "standing"}
            assert same == {name: held for name, held in before.items() if name != "standing"}
            record = open_record(copy, keep=Keep(folder=tmp_path))
            known = record.all_standings()
            assert record.rebuild_standings() == len(known) > 0
            assert record.all_standings() == known
            record.close()
    assert list((tmp_path / FOLDER).glob(".*")) == []


def test_of_five_processes_that_start_at_once_one_upgrades(
    older: tuple[str, str], processes: Forker, tmp_path: Path
) -> None:
    with own_database(copy_of=older[0]) as copy:
        processes.start("open", 5, copy, str(tmp_path))
        assert processes.wait() == [0] * 5
        assert _revision(copy) == schema.HEAD
    assert len(list((tmp_path / FOLDER).iterdir())) == 1


def _usual(processes: Forker, url: str, folder: Path) -> float:
    """How long an upgrade takes that is left alone."""
    with own_database(copy_of=url) as copy:
        begun = time.monotonic()
        processes.start("open", 1, copy, str(folder))
        assert processes.wait() == [0]
        return time.monotonic() - begun


def _revision(url: str) -> str | None:
    engine = create_engine(_driver(url))
    try:
        with engine.connect() as connection:
            return schema.revision(connection)
    finally:
        engine.dispose()


def _driver(url: str) -> str:
    return url.replace("postgresql:", "postgresql+psycopg:", 1)
