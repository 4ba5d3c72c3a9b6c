"""A database that an earlier version made, with answers in it, is brought up to date and nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, text

from learnenv.domain.learner import Learner
from learnenv.domain.progress import Event, Standing
from learnenv.store import schema
from learnenv.store.keep import Keep
from learnenv.store.mark import Mark, mark_path, read_mark
from learnenv.store.open import open_record
from learnenv.testing.record_samples import NOW, an_attempt, answer

AT = NOW.replace(tzinfo=None)
ROWS: Mapping[str, Mapping[str, Any]] = {
    "learner": {"id": "me", "created": AT, "language": "nl", "recovery_hash": "code"},
    "attempt": {
        "learner": "me",
        "module": "m",
        "exercise": "e",
        "key": "k",
        "answer": '{"text":"\\u00e9\\u0000"}',
        "fingerprint": "f",
        "fraction": 0.1,
        "score": 0.05,
        "passed": None,
        "tries_before": 0,
        "hints_shown": 1,
        "language": "nl",
        "front_end": "web",
        "at": AT,
        "seconds": 12.5,
        "broken": False,
    },
    "event": {"learner": "me", "module": "m", "item": "e", "kind": "hint", "number": 1, "at": AT},
    "standing": {
        "learner": "me",
        "module": "m",
        "item": "e",
        "attempts": 1,
        "tries": 1,
        "wrong_in_a_row": 1,
        "best_score": 0.05,
        "last_fraction": 0.1,
        "right": False,
        "passed": False,
        "hints": 1,
        "solution_shown": False,
        "first_at": AT,
        "last_at": AT,
        "last_digest": "d",
        "last_sequence": 1,
    },
    "draft": {"learner": "me", "module": "m", "item": "e", "answer": '{"text":"typed"}', "at": AT},
    "bookmark": {"learner": "me", "module": "m", "page": "p", "at": AT},
}


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_database_of_the_first_version_keeps_all_it_held(kind: str, request: pytest.FixtureRequest) -> None:
    url = request.getfixturevalue("url" if kind == "sqlite" else "fresh_postgresql")
    before = _made_by_the_first_version(url)
    record = open_record(url, keep=Keep(0))
    assert record.name() == before["instance"]["id"]
    assert record.learner("me") == Learner("me", NOW, "nl", "code", asks_certainty=False)
    (attempt,) = record.attempts("me", "m/e")
    blank = Standing("me", "m/e", hints=1)
    values = {"key": "k", "fingerprint": "f", "fraction": 0.1, "score": 0.05}
    assert attempt == an_attempt(blank, {"text": "é\0"}, **values, sequence=1, certainty=None, review=False)
    assert record.events("me", "m/e", "hint") == (Event("me", "m/e", "hint", NOW, 1, ""),)
    standing = record.standing("me", "m/e")
    assert (standing.tries, standing.last_sequence, standing.reviews) == (1, 1, 0)
    assert record.drafts("me", ["m/e"])["m/e"].answer == {"text": "typed"}
    assert record.bookmarks("me")[0].page == "p"
    record.check()
    record.close()
    assert _rows(url, before) == before


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_after_an_upgrade_one_goes_on_where_one_was(kind: str, request: pytest.FixtureRequest) -> None:
    url = request.getfixturevalue("url" if kind == "sqlite" else "fresh_postgresql")
    _made_by_the_first_version(url)
    record = open_record(url, keep=Keep(0))
    recorded = answer(record, "me", "m/e", "next", review=True, certainty="low")
    assert (recorded.attempt.sequence, recorded.standing.tries, recorded.standing.reviews) == (2, 1, 1)
    record.add_event(Event("me", "m/case", "move", NOW, 1, "begin"))
    record.set_asks_certainty("me", True)
    record.close()
    again = open_record(url)
    assert [each.review for each in again.attempts("me", "m/e")] == [False, True]
    assert again.rebuild_standings() == 1
    again.close()


def test_the_mark_beside_an_upgraded_file_still_fits(path: Path, url: str) -> None:
    before = _made_by_the_first_version(url)
    mark_path(path).write_bytes(
        f'{{"record":"{before["instance"]["id"]}","attempt":1,"event":1}}'.encode().ljust(512)
    )
    open_record(url).close()
    assert read_mark(path) == Mark(before["instance"]["id"], 1, 1)


def _made_by_the_first_version(url: str) -> dict[str, dict[str, Any]]:
    """Make the tables as version 0001 did, with a row in each; what they then hold."""
    if url.startswith("sqlite"):
        Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True)
    engine = _engine(url)
    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(Path(schema.__file__).with_name("migrations")))
        command.upgrade(config, "0001")
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA application_id={schema.APPLICATION_ID}")
        for table, row in ROWS.items():
            _insert(connection, table, row)
    engine.dispose()
    return _rows(url, {"instance": {"id": ""}, **{table: dict(row) for table, row in ROWS.items()}})


def _insert(connection: Connection, table: str, row: Mapping[str, Any]) -> None:
    at = f"{AT}" if connection.dialect.name == "sqlite" else NOW
    values = {name: at if value is AT else value for name, value in row.items()}
    names = ", ".join(f'"{name}"' for name in row)
    places = ", ".join(f":{name}" for name in row)
    connection.execute(text(f"insert into {table} ({names}) values ({places})"), values)


def _rows(url: str, like: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """The one row of each table, of the columns that the first version had."""
    engine = _engine(url)
    found = {}
    with engine.connect() as connection:
        for table, row in like.items():
            names = ", ".join(f'"{name}"' for name in row)
            found[table] = dict(connection.execute(text(f"select {names} from {table}")).mappings().one())
    engine.dispose()
    return found


def _engine(url: str) -> Engine:
    return create_engine(url.replace("postgresql:", "postgresql+psycopg:", 1))
