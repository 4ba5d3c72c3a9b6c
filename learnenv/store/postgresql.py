"""PostgreSQL: for more than one process or machine. Set by one address; the same promises as SQLite."""

from __future__ import annotations

import time
from collections.abc import Callable
from hashlib import blake2b
from importlib.util import find_spec
from typing import Any, TypeVar
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, bindparam, create_engine, event, func, inspect, select, text
from sqlalchemy.exc import DBAPIError

from learnenv.domain.errors import StoreError
from learnenv.domain.record import RecordFacts
from learnenv.metrics import tally
from learnenv.store.database import Database
from learnenv.store.dump import dump
from learnenv.store.failures import failures, is_away
from learnenv.store.keep import Keep, keep_copy
from learnenv.store.schema import HEAD, demand_known, revision, schema_of, upgrade

T = TypeVar("T")

SETTINGS = {"synchronous_commit": "on", "fsync": "on"}
"""Read back on every new connection: anything less forgets answers in a power cut."""

_INSTANCE = {"number", "id"}
"""The columns of the table `instance` in every version: by these a database is known as ours."""

_REBUILD = 0x6C65617265626C64
_HOLD = select(func.pg_advisory_xact_lock_shared(_REBUILD), func.pg_advisory_xact_lock(bindparam("one")))
_HOLD_ALL = select(func.pg_advisory_xact_lock(_REBUILD))
_PAUSE = 0.1


def look(url: URL, wait: float, work: Callable[[Connection], T]) -> T:
    """Do work that only reads in a database that is not brought up to date. Raises StoreError."""
    engine = _engine(url, wait)
    try:
        with failures(url.render_as_string(hide_password=True)), engine.connect() as connection:
            return work(connection.execution_options(postgresql_readonly=True))
    finally:
        engine.dispose()


def examine(connection: Connection, place: str) -> str | None:
    """The revision of a database; None when it holds nothing yet. Raises StoreError when it is of a newer version, or
    of another program, which can keep a revision in a table of the same name."""
    tables, schema = inspect(connection), schema_of(connection)
    names = tables.get_table_names(schema)
    if not names:
        return None
    found = revision(connection)
    own = {each["name"] for each in tables.get_columns("instance", schema)} if "instance" in names else set()
    if found is None or not own >= _INSTANCE:
        raise StoreError("store.not-ours", path=place)
    demand_known(found, place)
    return found


class PostgresqlDatabase(Database):
    """A PostgreSQL database, brought up to date on opening. Work is done again when the server was away a moment."""

    def __init__(self, url: URL, wait: float, keep: Keep) -> None:
        self.place = url.render_as_string(hide_password=True)
        self._wait = wait
        self.engine = _engine(url, wait, pool_size=16, max_overflow=0, pool_timeout=wait)
        self._reader = self.engine.execution_options(isolation_level="AUTOCOMMIT")
        try:
            if self.read(lambda connection: examine(connection, self.place)) != HEAD:
                with failures(self.place):
                    upgrade(self.engine, self.place, lambda held: self._keep(url, held, keep))
        except StoreError:
            self.engine.dispose()
            raise

    def read(self, work: Callable[[Connection], T]) -> T:
        """Do work that only reads; each statement sees what is committed by then."""

        def once() -> T:
            with self._reader.connect() as connection:
                return work(connection)

        return self._persist(once)

    def write(self, work: Callable[[Connection], T]) -> T:
        """Do work in one transaction and commit it."""

        def once() -> T:
            with self.engine.begin() as connection:
                return work(connection)

        with tally.commits.timed():
            return self._persist(once)

    def hold(self, connection: Connection, learner: str, ref: str) -> None:
        """Let no other writer at this learner's exercise: a lock on a number made of both names."""
        digest = blake2b(f"{learner}\0{ref}".encode(), digest_size=8).digest()
        connection.execute(_HOLD, {"one": int.from_bytes(digest, signed=True)})

    def hold_all(self, connection: Connection) -> None:
        """Let no other writer at any exercise."""
        connection.execute(_HOLD_ALL)

    def committed(self, *, attempt: int = 0, event: int = 0) -> None:
        """PostgreSQL keeps its own books; nothing to do."""

    def scrub(self) -> None:
        """PostgreSQL writes over what was removed in its own time; an administrator can hasten it by VACUUM FULL."""

    def check(self) -> None:
        """Raise StoreError unless it can be reached and has the tables of this version."""
        found = self.read(lambda connection: examine(connection, self.place))
        if found != HEAD:
            raise StoreError("store.newer", path=self.place, found=found, known=HEAD)

    def facts(self) -> RecordFacts:
        """Which server this is, and how large the database."""

        def look(connection: Connection) -> RecordFacts:
            version = connection.scalar(text("show server_version"))
            size = connection.scalar(text("select pg_database_size(current_database())"))
            return RecordFacts(f"PostgreSQL {version}", int(size or 0), revision(connection) or "")

        return self.read(look)

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    def _persist(self, once: Callable[[], T]) -> T:
        until = time.monotonic() + self._wait
        with failures(self.place):
            while True:
                try:
                    return once()
                except DBAPIError as error:
                    if not is_away(error) or time.monotonic() > until:
                        raise
                    time.sleep(_PAUSE)

    def _keep(self, url: URL, held: str, keep: Keep) -> None:
        schema = self.read(schema_of)
        named = keep.folder / f"{quote(url.database or 'postgresql', safe='')}.dump"
        try:
            keep_copy(named, held, keep, lambda file: dump(url, schema, file))
        except StoreError as failure:
            raise StoreError("store.no-copy", path=self.place, what=failure.message) from failure


def _engine(url: URL, wait: float, **options: Any) -> Engine:
    """Connections with the settings that keep answers safe. Raises StoreError when there is no driver."""
    place = url.render_as_string(hide_password=True)
    if find_spec("psycopg") is None:
        raise StoreError("store.no-driver", url=place)
    engine = create_engine(url.set(drivername="postgresql+psycopg"), **options)
    event.listen(engine, "connect", lambda connection, _record: _prepare(connection, place, wait))
    return engine


def _prepare(connection: Any, place: str, wait: float) -> None:
    connection.autocommit = True
    own = {
        "synchronous_commit": "on",
        "TimeZone": "UTC",
        "lock_timeout": f"{int(wait * 1000)}ms",
        # As for a disk without moving parts. With the server's own 4 it goes through all there is for one class.
        "random_page_cost": "1.1",
        # Compiling a statement takes longer than any of ours takes to run.
        "jit": "off",
    }
    for name, value in own.items():
        connection.execute("select set_config(%s, %s, false)", (name, value))
    for name in SETTINGS:
        found = connection.execute("select current_setting(%s)", (name,)).fetchone()[0]
        if found != SETTINGS[name]:
            raise StoreError("store.setting", path=place, setting=name, found=found, wanted=SETTINGS[name])
    connection.autocommit = False
