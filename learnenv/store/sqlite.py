"""SQLite: one file, one process or a few. The settings here are what makes "saved" stay true after a power cut."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakValueDictionary

from sqlalchemy import URL, Connection, StaticPool, create_engine, event, text

from learnenv.domain.errors import StoreError
from learnenv.domain.record import RecordFacts
from learnenv.metrics import tally
from learnenv.store.copy import copy_file
from learnenv.store.database import Database
from learnenv.store.examine import demand_room, examine, files, integrity, ready_folder
from learnenv.store.failures import as_store_error, failures
from learnenv.store.fair_lock import FairLock
from learnenv.store.good_backup import look
from learnenv.store.keep import Keep, keep_copy
from learnenv.store.mark import Mark, MarkFile, mark_path
from learnenv.store.schema import HEAD, revision, upgrade
from learnenv.store.sqlite_driver import driver

T = TypeVar("T")

SETTINGS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
"""Read back on every new connection. Synchronous 2 is FULL: anything less forgets answers in a power cut."""

_locks: WeakValueDictionary[Path, FairLock] = WeakValueDictionary()
_PAUSE = 0.02


class SqliteDatabase(Database):
    """A SQLite file, examined and brought up to date on opening; or a database in memory, for tests."""

    def __init__(self, url: URL, wait: float, keep: Keep) -> None:
        self._path = Path(url.database).absolute() if url.database not in (None, "", ":memory:") else None
        self.place = str(self._path or ":memory:")
        self._wait = wait
        self._turn = _locks.setdefault(self._path, FairLock()) if self._path else FairLock()
        self._mark: MarkFile | None = None
        if self._path is None:
            self._open_memory()
        else:
            self._open_file(self._path, keep)

    def read(self, work: Callable[[Connection], T]) -> T:
        """Do work that only reads; each statement sees what is committed by then."""
        with failures(self.place):
            if self._path is None:
                # All share the one connection, and a reader that lets go of it would undo the writer's work.
                with self._my_turn(), self.engine.connect() as connection:
                    return work(connection)
            with self.engine.connect() as connection:
                return work(connection)

    def write(self, work: Callable[[Connection], T]) -> T:
        """Do work in one transaction and commit it."""
        with (
            tally.commits.timed(),
            failures(self.place),
            self._my_turn() as until,
            self.engine.connect() as connection,
        ):
            self._check_same_file()
            self._begin(connection, until)
            try:
                done = work(connection)
                connection.commit()
            except BaseException:
                _undo(connection)
                raise
            return done

    def hold(self, connection: Connection, learner: str, ref: str) -> None:
        """SQLite has one writer at a time anyway."""

    def hold_all(self, connection: Connection) -> None:
        """SQLite has one writer at a time anyway."""

    def committed(self, *, attempt: int = 0, event: int = 0) -> None:
        """Note in the mark how far the file has come."""
        if self._mark:
            self._mark.raise_to(attempt=attempt, event=event)

    def scrub(self) -> None:
        """Write the file anew without what was removed, and empty the write-ahead log. StoreError when others keep it
        busy for too long; what was removed stays removed, and scrubbing can be done again."""
        if self._path is None:
            return
        with failures(self.place), self._my_turn() as until, self.engine.connect() as connection:
            self._check_same_file()
            raw: Any = connection.connection.driver_connection
            try:
                raw.execute("VACUUM")
                while raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] != 0:
                    if time.monotonic() > until:
                        raise StoreError("store.locked", path=self.place)
                    time.sleep(_PAUSE)
            except driver.Error as error:
                raise as_store_error(error, self.place) from error

    def check(self) -> None:
        """Raise StoreError unless the file is the one that was opened and its pages are whole."""
        self._check_same_file()
        fault = self.read(lambda connection: integrity(connection.connection.driver_connection))
        if fault:
            raise StoreError("store.damaged", path=self.place, detail=fault)
        if self._path:
            examine(self._path, driver, self._wait)

    def demand_writable(self) -> None:
        """Raise StoreError unless a transaction can be written now, and later ones have room."""
        if self._path:
            demand_room(self._path)
        super().demand_writable()

    def facts(self) -> RecordFacts:
        """Which SQLite this is, and how large its files."""
        size = sum(each.stat().st_size for each in files(self._path)) if self._path else 0
        return RecordFacts(f"SQLite {driver.sqlite_version}", size, self.read(revision) or "")

    def close(self) -> None:
        """Close all connections; SQLite then folds its write-ahead log into the file."""
        self.engine.dispose()
        if self._mark:
            self._mark.close()

    def _open_memory(self) -> None:
        self.engine = create_engine(
            "sqlite://",
            module=driver,
            poolclass=StaticPool,
            connect_args={"check_same_thread": False, "isolation_level": None},
        )
        event.listen(self.engine, "connect", self._prepare)
        upgrade(self.engine, self.place)

    def _open_file(self, path: Path, keep: Keep) -> None:
        ready_folder(path)
        found = look(path, self._wait)
        self.engine = create_engine(
            URL.create("sqlite", database=str(path)),
            module=driver,
            pool_size=16,
            max_overflow=16,
            pool_timeout=self._wait,
            connect_args={"isolation_level": None, "timeout": self._wait},
        )
        event.listen(self.engine, "connect", self._prepare)
        try:
            with failures(self.place):
                if found.revision != HEAD:
                    upgrade(self.engine, self.place, lambda held: self._keep(path, held, keep))
                with self.engine.connect() as connection:
                    record: str = connection.scalar(text("select id from instance")) or ""
            self._opened = _identity(path)
            self._mark = MarkFile(path, Mark(record, found.attempt, found.event))
        except OSError as error:
            self.engine.dispose()
            raise StoreError("store.read-only", path=mark_path(path), detail=error.strerror) from error
        except StoreError:
            self.engine.dispose()
            raise

    def _keep(self, path: Path, held: str, keep: Keep) -> None:
        keep_copy(path, held, keep, lambda file: copy_file(path, file, self._wait))

    def _prepare(self, connection: Any, _record: object) -> None:
        until = time.monotonic() + self._wait
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=FULL")
        while self._path is not None:
            try:
                connection.execute("PRAGMA journal_mode=WAL")
                break
            except driver.OperationalError as error:
                # The change to WAL does not wait for others as all else does.
                failure = as_store_error(error, self.place)
                if failure.message.key != "store.locked" or time.monotonic() > until:
                    raise failure from error
                time.sleep(_PAUSE)
        wanted = SETTINGS if self._path else SETTINGS | {"journal_mode": "memory"}
        for name, value in wanted.items():
            found = connection.execute(f"PRAGMA {name}").fetchone()[0]
            if found != value:
                raise StoreError("store.setting", path=self.place, setting=name, found=found, wanted=value)

    @contextmanager
    def _my_turn(self) -> Iterator[float]:
        """The process-wide lock: SQLite's own waiting is unfair. Yields until when to wait for other processes."""
        until = time.monotonic() + self._wait
        if not self._turn.acquire(self._wait):
            raise StoreError("store.locked", path=self.place)
        try:
            yield until
        finally:
            self._turn.release()

    def _begin(self, connection: Connection, until: float) -> None:
        left = max(int((until - time.monotonic()) * 1000), 0)
        raw: Any = connection.connection.driver_connection
        try:
            raw.execute(f"PRAGMA busy_timeout={left}")
            # Not a plain BEGIN: that takes the lock at the first write, and then fails at once instead of waiting.
            raw.execute("BEGIN IMMEDIATE")
        except driver.Error as error:
            raise as_store_error(error, self.place) from error

    def _check_same_file(self) -> None:
        """A file that was removed or replaced takes answers and forgets them, and SQLite does not notice."""
        if self._path and _identity(self._path) != self._opened:
            raise StoreError("store.replaced", path=self.place)


def _undo(connection: Connection) -> None:
    """SQLAlchemy takes a commit that failed for the end of a transaction. SQLite does not: whoever was given this
    connection next would read what was never saved, and nobody else could write."""
    raw: Any = connection.connection.driver_connection
    try:
        raw.rollback()
    except driver.Error:
        connection.invalidate()


def _identity(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except FileNotFoundError:
        return 0, 0
    return found.st_dev, found.st_ino
