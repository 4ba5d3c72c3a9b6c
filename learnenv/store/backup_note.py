"""Remembering the latest backup of any kind of database, in a small file in the data folder: when, where and how
large. It is for administrators who watch that backups are made; which one to restore, `good_backup` finds."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from learnenv.domain.backups import Found, LastBackup
from learnenv.store.copy import in_place_of

_NAME = "last-backup.json"


def remember(folder: Path, file: Path, now: datetime) -> None:
    """Remember in this data folder that a backup was made. Raises StoreError; the backup is no worse for it."""
    told = {"at": now.isoformat(), "size": file.stat().st_size, "file": str(file)}
    with in_place_of(folder / _NAME) as part:
        part.write_text(json.dumps(told), encoding="utf-8")


def latest_backup(folder: Path) -> LastBackup | None:
    """The latest backup that was remembered here, and what is in its place now; None if there was none."""
    try:
        told = json.loads((folder / _NAME).read_text(encoding="utf-8"))
        at, size, file = datetime.fromisoformat(told["at"]), int(told["size"]), Path(told["file"])
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return LastBackup(at, size, str(file), _found(file, size)) if at.tzinfo else None


def _found(file: Path, size: int) -> Found:
    try:
        return "there" if file.stat().st_size == size else "changed"
    except OSError:
        return "gone"
