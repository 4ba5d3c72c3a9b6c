from __future__ import annotations

import subprocess
import sys
import time
from typing import Any

import pytest
from sqlalchemy import text

from learnenv.domain.errors import StoreError
from learnenv.store import open as opening
from learnenv.store import postgresql, sqlite
from learnenv.store.open import open_database, open_record, shown
from learnenv.store.schema import APPLICATION_ID, HEAD


def test_every_new_connection_has_the_settings_that_keep_answers_safe(url: str) -> None:
    database = open_database(url)
    for _ in range(3):
        with database.engine.connect() as one, database.engine.connect() as two:
            for connection in (one, two):
                names = ("journal_mode", "synchronous", "foreign_keys", "application_id", "user_version")
                found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]
                assert found == ["wal", 2, 1, APPLICATION_ID, int(HEAD)]
        database.engine.dispose()
    database.close()


def test_a_setting_that_does_not_hold_is_refused(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "SETTINGS", {**sqlite.SETTINGS, "synchronous": 3})
    with pytest.raises(StoreError) as caught:
        open_record(url)
    assert caught.value.message.key == "store.setting"
    assert caught.value.message.values["setting"] == "synchronous"


def test_postgresql_commits_to_disk_whatever_the_server_says(fresh_postgresql: str) -> None:
    open_record(fresh_postgresql).close()
    database = open_database(fresh_postgresql)
    name = database.engine.url.database
    with database.engine.begin() as connection:
        connection.execute(text(f'alter database "{name}" set synchronous_commit = off'))
    database.engine.dispose()
    with database.engine.connect() as connection:
        assert connection.scalar(text("show synchronous_commit")) == "on"
        assert connection.scalar(text("show timezone")) == "UTC"
        assert connection.scalar(text("show jit")) == "off"  # it takes longer than the statements of a class
    database.close()


def test_a_setting_of_postgresql_that_does_not_hold_is_refused(
    shared_postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql, "SETTINGS", {"fsync": "off"})
    with pytest.raises(StoreError) as caught:
        open_record(shared_postgresql)
    assert caught.value.message.key == "store.setting"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "my secret",
        "mysql://me:secret@host/db",
        "mysql://me@host/db?password=secret",
        "postgresql://me:secret:5x9",
        "postgresql://me:my@secret@host/db",
        "sqlite+aiosqlite:///x",
        "sqlite:///x?mode=ro",
        "sqlite://host/x",
    ],
)
def test_an_address_that_cannot_be_used_is_refused_without_showing_its_password(url: str) -> None:
    with pytest.raises(StoreError) as caught:
        open_record(url)
    assert caught.value.message.key == "store.bad-url"
    assert "secret" not in str(caught.value)


def test_an_address_is_shown_without_its_password() -> None:
    assert shown("postgresql://me:pass@host:5432/name?a=b") == "postgresql://me@host:5432/name?a=b"
    assert shown("postgresql://me:p/a+s==@host/name?sslpassword=pass") == "postgresql://me@host/name"
    assert shown("postgresql://host/name") == "postgresql://host/name"
    assert shown("postgresql://me:pass:5x9") == "postgresql://…"
    assert shown("nonsense") == "…"


def test_a_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgresql, "find_spec", lambda name: None)
    with pytest.raises(StoreError) as caught:
        open_record("postgresql://me:secret@127.0.0.1/x")
    assert caught.value.message.key == "store.no-driver"
    assert "secret" not in str(caught.value)


def test_a_server_that_is_not_there_is_waited_for_and_then_named_without_the_password() -> None:
    pytest.importorskip("psycopg")
    start = time.monotonic()
    with pytest.raises(StoreError) as caught:
        open_record("postgresql://me:secret@127.0.0.1:1/x", wait=0.3)
    assert time.monotonic() - start > 0.3
    assert caught.value.message.key == "store.unreachable"
    assert "secret" not in str(caught.value)


def test_opening_a_record_that_is_up_to_date_does_not_load_alembic(url: str) -> None:
    open_record(url).close()
    code = (
        f"import sys; from learnenv.store.open import open_record; open_record({url!r}).close();"
        "print([name for name in ('alembic', 'psycopg', 'sqlalchemy.dialects.postgresql') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_both_ways_to_write_the_address_of_postgresql_work(shared_postgresql: str) -> None:
    for scheme in ("postgres", "postgresql", "postgresql+psycopg"):
        open_record(shared_postgresql.replace("postgresql", scheme, 1)).close()


def test_a_lost_connection_is_replaced_while_work_goes_on(shared_postgresql: str) -> None:
    from learnenv.store.sql import SqlRecord
    from learnenv.testing.record_samples import answer, somebody

    database = open_database(shared_postgresql)
    other = open_database(shared_postgresql)
    record = SqlRecord(database)
    me = somebody(record)
    cut: Any = text(
        "select pg_terminate_backend(pid) from pg_stat_activity "
        "where datname = current_database() and pid <> pg_backend_pid()"
    )
    for number in range(30):
        if number % 3 == 0:
            with other.engine.connect() as connection:
                connection.execute(cut)
        assert answer(record, me, "module/e", str(number)).added
    assert [each.answer["text"] for each in record.attempts(me, "module/e")] == [str(each) for each in range(30)]
    database.close()
    other.close()


def test_the_usual_wait_is_ten_seconds() -> None:
    assert opening.WAIT == 10
