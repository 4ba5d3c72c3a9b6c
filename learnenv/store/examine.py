"""A look at a SQLite file before it is opened for writing: is it there, ours, whole, and not behind its mark?

Nothing is changed here: a damaged file must stay as it is, for whoever mends it.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from learnenv.domain.errors import StoreError
from learnenv.store.failures import as_store_error
from learnenv.store.mark import Mark, mark_path, read_mark
from learnenv.store.schema import APPLICATION_ID, demand_known

LEAST_ROOM = 4_000_000
"""Bytes of free disk below which the next answers may not fit."""

MAGIC = b"SQLite format 3\0"
"""How a SQLite file begins."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a database file holds."""

    revision: str | None
    """None: no tables yet."""
    record: str = ""
    attempt: int = 0
    event: int = 0


def ready_folder(path: Path) -> None:
    """Make the folder for a database file if need be and see that files can be made in it."""
    folder = path.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError("store.no-folder", path=folder, detail=error.strerror) from error
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
        if path.exists():
            os.close(os.open(path, os.O_RDWR))
    except OSError as error:
        raise StoreError("store.read-only", path=path, detail=error.strerror) from error


def files(path: Path) -> tuple[Path, ...]:
    """The files that there are of a database: the file itself and its write-ahead log."""
    return tuple(each for each in (path, path.with_name(f"{path.name}-wal")) if each.exists())


def demand_room(path: Path) -> None:
    """Raise StoreError when a file in use was made read-only, or when its disk is all but full.

    Connections that are open do not feel the one, and a small write that fits where an earlier one was not the other.
    The file is not opened here: closing it again would take away the locks that SQLite has on it.
    """
    if not path.exists():
        return  # writing will say so
    if not os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise StoreError("store.read-only", path=path, detail=os.strerror(errno.EACCES))
    if shutil.disk_usage(path.parent).free < LEAST_ROOM:
        raise StoreError("store.full", path=path)


def examine(path: Path, driver: Any, wait: float) -> Found:
    """What is in this file; StoreError when it is damaged, not ours, newer, or behind its mark.

    The mark is read first, so that another process that is busy writing never makes it look ahead.
    """
    mark = read_mark(path)
    if not path.exists():
        if mark is not None:
            raise StoreError("store.gone", path=path, mark=mark_path(path))
        return Found(None)
    if path.stat().st_size == 0 and mark is None:
        return Found(None)
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise StoreError("store.damaged", path=path, detail="no SQLite header")
    try:
        found = _open_and_look(path, driver, wait, "ro")
    except StoreError as failure:
        if failure.message.key != "store.read-only":
            raise
        # Somebody was killed while making the file; SQLite wants to undo that first.
        found = _open_and_look(path, driver, wait, "rw")
    if mark is not None:
        _compare(path, mark, found)
    return found


def integrity(connection: Any) -> str:
    """The first fault in a database's pages; empty when there is none."""
    first = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    return "" if first == "ok" else " ".join(str(first).split())


def _open_and_look(path: Path, driver: Any, wait: float, mode: str) -> Found:
    try:
        with closing(driver.connect(f"{path.as_uri()}?mode={mode}", uri=True, timeout=wait)) as connection:
            return _look(connection, path)
    except driver.Error as error:
        raise as_store_error(error, str(path)) from error


def _look(connection: Any, path: Path) -> Found:
    connection.execute("BEGIN")
    if fault := integrity(connection):
        raise StoreError("store.damaged", path=path, detail=fault)
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if not tables and application in (0, APPLICATION_ID):
        return Found(None)
    if application != APPLICATION_ID:
        raise StoreError("store.not-ours", path=path)
    (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    demand_known(revision, path)
    (record,) = connection.execute("SELECT id FROM instance").fetchone()
    return Found(revision, record, _given(connection, "attempt"), _given(connection, "event"))


def _given(connection: Any, table: str) -> int:
    """The highest number that a table has given; its row may be erased since."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return row[0] if row else 0


def _compare(path: Path, mark: Mark, found: Found) -> None:
    names = {"path": path, "mark": mark_path(path)}
    if found.revision is None:
        raise StoreError("store.damaged", path=path, detail=f"no tables, though {mark_path(path).name} knows of some")
    if mark.record and mark.record != found.record:
        raise StoreError("store.other-record", **names)
    if found.attempt < mark.attempt or found.event < mark.event:
        log = path.with_name(path.name + "-wal")
        if log.exists() and log.stat().st_size > 0:
            detail = f"{log.name} gives answers up to {found.attempt} of {mark.attempt}"
            raise StoreError("store.damaged", path=path, detail=detail)
        raise StoreError("store.behind", **names, found=found.attempt, kept=mark.attempt)
