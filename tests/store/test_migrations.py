from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from learnenv.domain.errors import StoreError
from learnenv.store import schema
from learnenv.store.open import open_database, open_record
from learnenv.store.tables import metadata
from tests.store.damage import contents, fill
from tests.store.forking import KILLED, Forker, forker

ROUNDS = 30


@pytest.fixture(scope="module")
def processes() -> Iterator[Forker]:
    with forker() as started:
        yield started


def scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(Path(schema.__file__).with_name("migrations")))
    return ScriptDirectory.from_config(config)


def test_the_head_in_the_code_is_the_head_of_the_migrations() -> None:
    assert scripts().get_current_head() == schema.HEAD
    assert all(script.revision.isdigit() for script in scripts().walk_revisions())


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_the_migrations_make_exactly_the_tables_in_the_code(kind: str, request: pytest.FixtureRequest) -> None:
    database = open_database(request.getfixturevalue("url" if kind == "sqlite" else "fresh_postgresql"))
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []
        names = {name for name in inspect(connection).get_table_names() if name != "alembic_version"}
        assert names == set(metadata.tables)
        for name, table in metadata.tables.items():
            found = {each["name"] for each in inspect(connection).get_unique_constraints(name)}
            assert found == _unique(table), name
            if kind == "postgresql":
                assert inspect(connection).get_pk_constraint(name)["name"] == f"pk_{name}"
                assert inspect(connection).get_table_comment(name)["text"] == table.comment
    database.close()


def test_a_newer_sqlite_file_is_refused_untouched(path: Path, url: str) -> None:
    fill(path, count=1)
    _set_revision(url, "9999")
    before = contents(path)
    with pytest.raises(StoreError) as caught:
        open_record(url)
    assert caught.value.message.key == "store.newer"
    assert (caught.value.message.values["found"], caught.value.message.values["known"]) == ("9999", schema.HEAD)
    assert contents(path) == before


def test_a_newer_postgresql_database_is_refused_untouched(fresh_postgresql: str) -> None:
    open_record(fresh_postgresql).close()
    _set_revision(fresh_postgresql, "9999")
    with pytest.raises(StoreError) as caught:
        open_record(fresh_postgresql)
    assert caught.value.message.key == "store.newer"
    assert caught.value.message.values["path"] == fresh_postgresql
    engine = create_engine(fresh_postgresql.replace("postgresql", "postgresql+psycopg", 1))
    with engine.connect() as connection:
        assert connection.scalar(text("select version_num from alembic_version")) == "9999"
    engine.dispose()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_of_five_processes_that_start_at_once_one_makes_the_tables(
    kind: str, processes: Forker, request: pytest.FixtureRequest
) -> None:
    url = request.getfixturevalue("url" if kind == "sqlite" else "fresh_postgresql")
    processes.start("open", 5, url)
    assert processes.wait() == [0] * 5
    record = open_record(url)
    record.check()
    record.close()


def test_no_kill_while_a_sqlite_file_is_made_leaves_it_stuck(tmp_path: Path, processes: Forker) -> None:
    killed, usual = 0, _time_to_open(processes, f"sqlite:///{tmp_path}/first.db")
    for number in range(ROUNDS):
        url = f"sqlite:///{tmp_path}/{number}.db"
        killed += _kill_while_opening(processes, url, usual)
        record = open_record(url)
        record.check()
        record.close()
    assert killed >= ROUNDS // 4


@pytest.mark.slow
def test_no_kill_while_a_postgresql_database_is_made_leaves_it_stuck(
    fresh_postgresql: str, processes: Forker
) -> None:
    engine: Any = create_engine(fresh_postgresql.replace("postgresql", "postgresql+psycopg", 1))
    killed, usual = 0, _time_to_open(processes, fresh_postgresql)
    for _ in range(ROUNDS // 2):
        with engine.begin() as connection:
            connection.execute(text("drop schema public cascade"))
            connection.execute(text("create schema public"))
        killed += _kill_while_opening(processes, fresh_postgresql, usual)
        record = open_record(fresh_postgresql)
        record.check()
        record.close()
    engine.dispose()
    assert killed >= ROUNDS // 8


def _time_to_open(processes: Forker, url: str) -> float:
    start = time.monotonic()
    processes.start("open", 1, url)
    assert processes.wait() == [0]
    return time.monotonic() - start


def _kill_while_opening(processes: Forker, url: str, within: float) -> bool:
    (pid,) = processes.start("open", 1, url)
    time.sleep(random.uniform(0, within))
    processes.kill(pid)
    return processes.wait() == [KILLED]


def _set_revision(url: str, revision: str) -> None:
    database = open_database(url)
    with database.engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = :revision"), {"revision": revision})
    database.close()


def _unique(table: Any) -> set[str]:
    return {str(each.name) for each in table.constraints if type(each).__name__ == "UniqueConstraint"}
