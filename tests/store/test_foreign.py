"""A PostgreSQL database in which another program keeps its tables: it is refused, and nothing is added to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from learnenv.domain.errors import StoreError
from learnenv.store import schema
from learnenv.store.look import look
from learnenv.store.move import move
from learnenv.store.open import open_database, open_record
from tests.store.releases import rows

_ITS = "create table customer (id integer)"
_VERSION = "create table alembic_version (version_num text)"
FOREIGN = {
    "a table": (_ITS,),
    "tables and a revision": (_ITS, _VERSION, "insert into alembic_version values ('9f3c')"),
    "tables and a revision like ours": (_ITS, _VERSION, f"insert into alembic_version values ('{schema.HEAD}')"),
    "a table by the name of ours": (
        "create table instance (id integer, host text)",
        _VERSION,
        f"insert into alembic_version values ('{schema.HEAD}')",
    ),
}


@pytest.mark.parametrize("statements", FOREIGN.values(), ids=FOREIGN)
def test_nothing_is_added_to_it(statements: Sequence[str], fresh_postgresql: str, tmp_path: Path) -> None:
    _do(fresh_postgresql, *statements)
    before = rows(fresh_postgresql)
    here = f"sqlite:///{tmp_path}/here.db"
    open_record(here).close()
    assert _refusal(lambda: open_record(fresh_postgresql)) == ("store.not-ours", fresh_postgresql)
    assert _refusal(lambda: look(fresh_postgresql)) == ("store.not-ours", fresh_postgresql)
    assert _refusal(lambda: move(here, fresh_postgresql, lambda done, total: None)) == (
        "store.move-there",
        fresh_postgresql,
    )
    assert rows(fresh_postgresql) == before


def test_a_database_that_became_another_programs_is_not_whole(fresh_postgresql: str) -> None:
    database = open_database(fresh_postgresql)
    database.check()
    _do(fresh_postgresql, "alter table instance rename to former")
    assert _refusal(database.check)[0] == "store.not-ours"
    database.close()


def test_tables_of_somebody_else_beside_ours_are_left_alone(fresh_postgresql: str) -> None:
    open_record(fresh_postgresql).close()
    _do(fresh_postgresql, _ITS)
    open_record(fresh_postgresql).close()
    assert look(fresh_postgresql) == schema.HEAD


def _do(url: str, *statements: str) -> None:
    engine = create_engine(url.replace("postgresql", "postgresql+psycopg", 1))
    with engine.begin() as connection:
        for each in statements:
            connection.execute(text(each))
    engine.dispose()


def _refusal(work: Callable[[], object]) -> tuple[str, object]:
    with pytest.raises(StoreError) as caught:
        work()
    return caught.value.message.key, caught.value.message.values["path"]
