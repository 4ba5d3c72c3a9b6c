"""Which backup of a SQLite database is the last good one: for whoever finds the database damaged.

A note beside the database holds where the latest backups were written. It is only a help to find them: a backup is no
worse for it when the note cannot be written.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from learnenv.domain.errors import StoreError
from learnenv.store.examine import Found, examine
from learnenv.store.keep import copies_of
from learnenv.store.mark import read_mark
from learnenv.store.sqlite_driver import driver

_NOTED = 10
"""How many are remembered: the newest can be no good, or gone."""
_CALL_FOR_ONE = ("store.damaged", "store.gone", "store.behind")


def note_path(database: Path) -> Path:
    """Where the note of a database file is."""
    return database.with_name(database.name + ".backups")


def note_backup(database: Path, file: Path, at: datetime) -> None:
    """Remember that a backup of this database was written to this file."""
    held = [{"file": str(file), "at": at.astimezone(UTC).isoformat()}, *_noted(database)]
    with suppress(OSError):
        note_path(database).write_text(json.dumps(held[:_NOTED], indent=1) + "\n", encoding="utf-8")


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
    noted = [(Path(each["file"]), datetime.fromisoformat(each["at"])) for each in _noted(database)]
    copies = [(each, datetime.fromtimestamp(each.stat().st_mtime, UTC)) for each in copies_of(database)]
    yield from sorted([*noted, *copies], key=lambda each: each[1], reverse=True)


def _noted(database: Path) -> list[dict[str, str]]:
    try:
        held = json.loads(note_path(database).read_bytes())
        return [{"file": str(each["file"]), "at": _moment(each["at"])} for each in held]
    except (OSError, ValueError, TypeError, KeyError):
        return []


def _moment(text: str) -> str:
    return datetime.fromisoformat(text).astimezone(UTC).isoformat()


def _is_good(file: Path, record: str, wait: float) -> bool:
    try:
        found = examine(file, driver, wait)
    except StoreError:
        return False
    return found.revision is not None and record in ("", found.record)
