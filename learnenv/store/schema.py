"""Bringing a database to the tables of this version. Alembic is imported only when there is something to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine, String, column, inspect, select, table, text

from learnenv.domain.errors import StoreError

HEAD = "0005"
"""The revision that this version of the program knows as its own; a test compares it with the migrations."""

APPLICATION_ID = 0x6C656172
"""The letters "lear" in the header of a SQLite file: this file is ours."""

_ADVISORY_LOCK = 0x6C6561726E656E76
_MIGRATIONS = Path(__file__).with_name("migrations")


def schema_of(connection: Connection) -> str | None:
    """In which schema of PostgreSQL our tables are or would be made: the first that this user looks in, which can be
    of their own. Other programs can have theirs in the next. None: SQLite."""
    return None if connection.dialect.name == "sqlite" else inspect(connection).default_schema_name


def revision(connection: Connection) -> str | None:
    """The revision of a database; None when it has none of our tables yet."""
    schema = schema_of(connection)
    if not inspect(connection).has_table("alembic_version", schema=schema):
        return None
    version = table("alembic_version", column("version_num", String), schema=schema)
    return connection.scalar(select(version.c.version_num))


def demand_known(found: str, place: object) -> None:
    """Raise StoreError when a database is of a revision that this version does not know."""
    if found != HEAD and not (found.isdigit() and int(found) < int(HEAD)):
        raise StoreError("store.newer", path=place, found=found, known=HEAD)


def upgrade(engine: Engine, place: str, keep: Callable[[str], None] = lambda found: None) -> None:
    """Bring a database to HEAD, all or nothing. Of several processes at once one does it and the others wait.

    `keep` is called first by the one that does it, with the revision of a database that holds something; what it
    raises passes, with nothing changed.
    Raises StoreError, with nothing changed, when the database is of a revision that this version does not know.
    """
    with engine.connect() as connection:
        _hold(connection)
        found = revision(connection)
        if found != HEAD:
            if found is not None:
                demand_known(found, place)
                keep(found)
            _migrate(connection)
        connection.commit()


def _hold(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        usual = connection.scalar(text("select current_setting('lock_timeout')"))
        # Who comes first may be copying the whole database: its transaction then rests, and the others wait for it.
        _set(connection, "idle_in_transaction_session_timeout", "0")
        _set(connection, "lock_timeout", "0")
        connection.execute(text("select pg_advisory_xact_lock(:number)"), {"number": _ADVISORY_LOCK})
        _set(connection, "lock_timeout", usual)


def _set(connection: Connection, name: str, value: str | None) -> None:
    """Set something until the transaction ends."""
    connection.execute(text("select set_config(:name, :value, true)"), {"name": name, "value": value})


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    command.upgrade(config, HEAD)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version={int(HEAD)}")
