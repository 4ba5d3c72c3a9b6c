"""The database: which one, whether it can be opened and is whole, and the SQLite that works on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from learnenv.cli.doctor import disk
from learnenv.cli.doctor.finding import Finding, bad, doubtful, good
from learnenv.domain.errors import StoreError
from learnenv.settings import Settings
from learnenv.store import good_backup
from learnenv.store import sqlite as store_sqlite
from learnenv.store.open import open_record, shown
from learnenv.store.places import sqlite_file

FIXED = "3.51.3"
"""The first SQLite without the fault that can damage a file which two processes write to."""

_WAIT = 5.0
_driver: Any = vars(store_sqlite)["driver"]


def look(settings: Settings) -> Iterator[Finding]:
    """A SQLite file is looked at as it lies there; a PostgreSQL database is opened as learnenv run would open it."""
    if file := sqlite_file(settings.database_url):
        yield library(_driver.sqlite_version)
        yield _file(file)
        yield from disk.look(file.parent)
    else:
        yield _server(settings.database_url)


def library(version: str) -> Finding:
    """What this version of SQLite means."""
    if _numbers(version) < _numbers(FIXED):
        return doubtful("cli.doctor.sqlite-old", version=version, fixed=FIXED)
    return good("cli.doctor.sqlite", version=version)


def _file(path: Path) -> Finding:
    try:
        found = good_backup.look(path, _WAIT)
    except StoreError as error:
        return bad("cli.doctor.database-bad", place=str(path), what=error.message)
    return good("cli.doctor.database-good" if found.revision else "cli.doctor.database-new", place=str(path))


def _server(url: str) -> Finding:
    try:
        record = open_record(url)
        try:
            record.check()
        finally:
            record.close()
    except StoreError as error:
        return bad("cli.doctor.database-bad", place=shown(url), what=error.message)
    return good("cli.doctor.database-good", place=shown(url))


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
