"""Which backup of a SQLite database is the last good one: for whoever finds the database damaged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from learnenv.domain.errors import StoreError
from learnenv.store.backup_note import note_path, noted
from learnenv.store.examine import Found, examine
from learnenv.store.keep import copies_of
from learnenv.store.mark import read_mark
from learnenv.store.sqlite_driver import driver

_CALL_FOR_ONE = ("store.damaged", "store.gone", "store.behind")


def look(database: Path, wait: float) -> Found:
    """What is in a database file, as `examine` tells it; a failure that calls for a backup names the last one."""
    try:
        return examine(database, driver, wait)
    except StoreError as failure:
        if failure.message.key not in _CALL_FOR_ONE:
            raise
        raise _with_backup(failure, database, wait) from failure


def _with_backup(failure: StoreError, database: Path, wait: float) -> StoreError:
    mark = read_mark(database)
    known = list(_newest_first(database))
    for file, at in known:
        if file.exists() and _is_good(file, mark.record if mark else "", wait):
            return StoreError("store.with-backup", what=failure.message, file=file, at=at)
    if known:
        file, at = known[0]
        return StoreError("store.with-lost-backup", what=failure.message, file=file, at=at)
    return failure


def _newest_first(database: Path) -> Iterator[tuple[Path, datetime]]:
    written = [(Path(each.file), each.at) for each in noted(note_path(f"sqlite:///{database}", database.parent))]
    copies = [(each, datetime.fromtimestamp(each.stat().st_mtime, UTC)) for each in copies_of(database)]
    yield from sorted([*written, *copies], key=lambda each: each[1], reverse=True)


def _is_good(file: Path, record: str, wait: float) -> bool:
    try:
        found = examine(file, driver, wait)
    except StoreError:
        return False
    return found.revision is not None and record in ("", found.record)
