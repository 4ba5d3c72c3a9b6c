"""The mark: a small file beside a SQLite database that says which record belongs here and how far it had come.

A zeroed file or a lost write-ahead log looks to SQLite like a healthy, emptier database. The mark knows better.
Its numbers are written after the commit, so they never run ahead of the database: no false alarm after a crash.
"""

from __future__ import annotations

import json
import os
import threading
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

_SIZE = 512  # one disk sector: it is written whole or not at all


@dataclass(frozen=True, slots=True)
class Mark:
    """What the database held at least when this was written."""

    record: str
    """The id in the table `instance`; empty when the mark itself cannot be read."""
    attempt: int = 0
    """The highest number of an attempt."""
    event: int = 0
    """The highest number of an event."""


def mark_path(database: Path) -> Path:
    """Where the mark of a database file is."""
    return database.with_name(database.name + ".mark")


def read_mark(database: Path) -> Mark | None:
    """The mark beside a database file; None when there is none."""
    try:
        found = json.loads(mark_path(database).read_bytes())
        return Mark(str(found["record"]), int(found["attempt"]), int(found["event"]))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError):
        return Mark("")


class MarkFile:
    """Keeps the mark up to date while the database is in use: one small write after each commit."""

    def __init__(self, database: Path, mark: Mark) -> None:
        """Write the mark; OSError when that cannot be done."""
        self._mark = mark
        self._lock = threading.Lock()
        handle = os.open(mark_path(database), os.O_RDWR | os.O_CREAT, 0o600)
        self._file = os.fdopen(handle, "r+b", buffering=0)
        try:
            self._write()
            os.fsync(handle)
        except OSError:
            self._file.close()
            raise

    def raise_to(self, *, attempt: int = 0, event: int = 0) -> None:
        """Remember that the database has come this far."""
        with self._lock:
            attempt, event = max(self._mark.attempt, attempt), max(self._mark.event, event)
            if self._file.closed or (attempt, event) == (self._mark.attempt, self._mark.event):
                return
            self._mark = replace(self._mark, attempt=attempt, event=event)
            # The answer is safe already; a mark that lags behind only notices a little less.
            with suppress(OSError):
                self._write()

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._file.close()

    def _write(self) -> None:
        mark = {"record": self._mark.record, "attempt": self._mark.attempt, "event": self._mark.event}
        self._file.seek(0)
        self._file.write(json.dumps(mark).ljust(_SIZE - 1).encode() + b"\n")
