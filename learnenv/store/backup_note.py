"""Remembering where the latest backups were written: for administrators who watch that they are made, and for who
finds a database damaged. The note is beside a SQLite database, and in the data folder for a server's."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from learnenv.domain.backups import Found, LastBackup
from learnenv.store.copy import in_place_of
from learnenv.store.places import sqlite_file

_NOTED = 10
"""How many are remembered: the newest can be no good, or gone."""
_OF_A_SERVER = "postgresql.backups"


def note_path(url: str, folder: Path) -> Path:
    """Where the note about a database is. `folder`: the data folder."""
    file = sqlite_file(url)
    return file.with_name(f"{file.name}.backups") if file else folder / _OF_A_SERVER


def remember(note: Path, file: Path, begun: datetime) -> None:
    """Remember that a backup was begun then and is whole. Raises StoreError; the backup is no worse for it."""
    told = {"at": begun.isoformat(), "size": file.stat().st_size, "file": str(file)}
    held = [told, *({"at": each.at.isoformat(), "size": each.size, "file": each.file} for each in noted(note))]
    with in_place_of(note) as part:
        part.write_text(json.dumps(held[:_NOTED], indent=1) + "\n", encoding="utf-8")


def noted(note: Path) -> list[LastBackup]:
    """The backups that were remembered, the latest first, and what is in their places now."""
    try:
        return [_read(each) for each in json.loads(note.read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError, KeyError):
        return []


def latest_backup(url: str, folder: Path) -> LastBackup | None:
    """The latest backup of this database that was remembered; None if there was none."""
    return next(iter(noted(note_path(url, folder))), None)


def _read(told: Any) -> LastBackup:
    at, size, file = datetime.fromisoformat(told["at"]), int(told["size"]), Path(told["file"])
    if at.tzinfo is None:
        raise ValueError(at)
    return LastBackup(at, size, str(file), _found(file, size))


def _found(file: Path, size: int) -> Found:
    try:
        return "there" if file.stat().st_size == size else "changed"
    except OSError:
        return "gone"
