"""A whole copy of a SQLite database as one file, made while others read and write."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, TypeAlias

from learnenv.domain.errors import StoreError
from learnenv.store.examine import Found, examine
from learnenv.store.failures import as_store_error
from learnenv.store.sqlite_driver import driver

Tell: TypeAlias = Callable[[int, int], object]
"""Told how far one is: done, and in all."""

_PAGES = 512
_PRIVATE = 0o600
_OF_THE_TARGET = ("store.full", "store.disk", "store.read-only", "store.cannot-open")


def copy_file(source: Path, target: Path, wait: float, tell: Tell = lambda done, total: None) -> Found:
    """Copy what is committed now, answers in the write-ahead log included; what is in the copy.

    The target is there only once it is whole and on disk; one that was there is replaced. Raises StoreError.
    """
    with in_place_of(target) as part:
        return fill(part, source, target, wait, tell)


def fill(part: Path, source: Path, target: Path, wait: float, tell: Tell) -> Found:
    """Copy to a file that takes the target's place later; what is in it. Raises StoreError about whichever of the
    two it went wrong at."""
    try:
        with closing(_reading(source, wait)) as reader, closing(driver.connect(part)) as writer:
            reader.backup(writer, pages=_PAGES, progress=lambda _, left, total: tell(total - left, total))
            # A copy is one file: without this it needs a log beside it as soon as somebody looks at it.
            writer.execute("PRAGMA journal_mode=DELETE")
    except driver.Error as error:
        failure = as_store_error(error, str(source))
        if failure.message.key in _OF_THE_TARGET:
            failure = StoreError("store.unwritable", path=target, detail=str(error))
        raise failure from error
    return examine(part, driver, wait)


@contextmanager
def in_place_of(target: Path) -> Iterator[Path]:
    """A file to write that only the owner can read, and that takes the target's place when all went well.

    Raises StoreError when the file cannot be written.
    """
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _PRIVATE))
            yield part
            _flush(part)
            part.replace(target)
            if os.name == "posix":  # elsewhere a folder cannot be opened
                _flush(target.parent)
        except OSError as error:
            raise StoreError("store.unwritable", path=target, detail=error.strerror or str(error)) from error
    finally:
        for suffix in ("", "-journal", "-wal", "-shm"):
            with suppress(OSError):
                part.with_name(part.name + suffix).unlink()


def _reading(source: Path, wait: float) -> Any:
    """A connection that sees the file as it is now until it is closed: so no writer makes the copy start again."""
    connection = driver.connect(f"{source.as_uri()}?mode=rw", uri=True, timeout=wait, isolation_level=None)
    connection.execute("BEGIN")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return connection


def _flush(path: Path) -> None:
    """See that a file, or the names in a folder, are on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
