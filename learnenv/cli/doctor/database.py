"""The database: which one, whether it can be opened and is whole, and the SQLite that works on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from learnenv.cli.doctor import disk
from learnenv.cli.doctor.finding import Finding, bad, doubtful, good
from learnenv.domain.errors import StoreError
from learnenv.settings import Settings
from learnenv.store import look as looking
from learnenv.store import sqlite as store_sqlite
from learnenv.store.open import shown
from learnenv.store.places import sqlite_file
from learnenv.store.schema import HEAD

FIXED = "3.51.3"
"""The first SQLite without the fault that can damage a file which two processes write to."""

_WAIT = 5.0
_driver: Any = vars(store_sqlite)["driver"]


def look(settings: Settings) -> Iterator[Finding]:
    """The database as it is now: it is not opened as learnenv run would open it, which brings it up to date."""
    if file := sqlite_file(settings.database_url):
        yield library(_driver.sqlite_version)
        yield _database(settings.database_url, str(file))
        yield from disk.look(file.parent)
    else:
        yield _database(settings.database_url, shown(settings.database_url))


def library(version: str) -> Finding:
    """What this version of SQLite means."""
    if _numbers(version) < _numbers(FIXED):
        return doubtful("cli.doctor.sqlite-old", version=version, fixed=FIXED)
    return good("cli.doctor.sqlite", version=version)


def _database(url: str, place: str) -> Finding:
    try:
        found = looking.look(url, wait=_WAIT)
    except StoreError as error:
        return bad("cli.doctor.database-bad", place=place, what=error.message)
    if found is None:
        return good("cli.doctor.database-new", place=place)
    if found != HEAD:
        return doubtful("cli.doctor.database-behind", place=place, found=found, known=HEAD)
    return good("cli.doctor.database-good", place=place)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
