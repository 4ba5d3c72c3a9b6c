from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from learnenv.domain.learner import Learner, Session
from learnenv.domain.progress import Attempt, Bookmark, Draft, Event, Standing
from learnenv.store import rows
from learnenv.store.database import Database
from learnenv.store.open import open_database
from learnenv.store.rows import split_ref
from learnenv.store.sql import SqlRecord
from learnenv.store.tables import metadata
from learnenv.testing.record_samples import NOW, answer, somebody


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    url = request.getfixturevalue("url" if request.param == "sqlite" else "shared_postgresql")
    database = open_database(url)
    yield database
    database.close()


@pytest.mark.parametrize("table", ["attempt", "event"])
@pytest.mark.parametrize("change", ["update {} set learner = learner", "delete from {}", "truncate {}"])
def test_attempts_and_events_cannot_be_changed_or_removed(database: Database, table: str, change: str) -> None:
    if change.startswith("truncate") and database.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has no truncate")
    record = SqlRecord(database)
    me = somebody(record)
    answer(record, me, "module/e", "x")
    record.add_event(Event(me, "module/e", "hint", NOW, 1))
    with pytest.raises(DBAPIError, match="only ever added"), database.engine.begin() as connection:
        connection.execute(text(change.format(table)))
    assert len(record.attempts(me, "module/e")) == 1
    assert record.standing(me, "module/e").hints == 1


def test_every_table_says_what_it_is_for() -> None:
    for table in metadata.tables.values():
        assert table.comment, table.name
        assert table.comment.endswith("."), table.name


@pytest.mark.parametrize(
    ("value", "columns"),
    [
        (Learner, rows.LEARNER_COLUMNS),
        (Session, rows.SESSION_COLUMNS),
        (Attempt, rows.ATTEMPT_COLUMNS),
        (Event, rows.EVENT_COLUMNS),
        (Standing, rows.STANDING_COLUMNS),
        (Draft, rows.DRAFT_COLUMNS),
        (Bookmark, rows.BOOKMARK_COLUMNS),
    ],
)
def test_columns_stand_in_the_order_of_the_values_fields(value: type, columns: list[object]) -> None:
    names = [str(getattr(column, "name", "")) for column in columns]
    own = {"exercise": "item", "id": "sequence"} if value is Attempt else {}
    expected: list[str] = []
    for field in fields(value):
        expected += ["module", "item"] if field.name == "ref" else [field.name]
    assert [own.get(name, name) for name in names] == expected


def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    record = SqlRecord(database)
    me = somebody(record)
    with pytest.raises(Exception, match="no time zone"):
        record.save_draft(replace(Draft(me, "module/e", {"text": "x"}, NOW), at=datetime(2026, 1, 1)))


@pytest.mark.parametrize("ref", ["", "module", "/e", "module/"])
def test_what_is_no_ref_is_refused(ref: str) -> None:
    with pytest.raises(ValueError):
        split_ref(ref)
