"""A folder of backups, each with its moment in its name, of which the newest stay."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

_TIME = "%Y%m%dT%H%M%SZ"
_PATTERNS = tuple(f"learnenv-????????T??????Z{suffix}" for suffix in (".sqlite3", ".dump"))
_LEFT_FOR = 24 * 60 * 60.0
"""Seconds after which a file that was never finished is one of a backup that was killed."""


def next_in(folder: Path, url: str, now: datetime) -> Path:
    """Where in this folder the next backup of this database goes."""
    suffix = ".sqlite3" if url.startswith("sqlite") else ".dump"
    return folder / f"learnenv-{now.astimezone(UTC):{_TIME}}{suffix}"


def let_go(folder: Path, keep: int) -> list[Path]:
    """Remove all but the newest so many backups of a folder, and what killed ones left; which backups went. Other
    files stay."""
    made = (file for pattern in _PATTERNS for file in folder.glob(pattern))
    old = sorted(made, key=lambda each: each.name)[:-keep]
    for each in old:
        each.unlink(missing_ok=True)
    for part in (part for pattern in _PATTERNS for part in folder.glob(f".{pattern}.*part*")):
        if time.time() - part.stat().st_mtime > _LEFT_FOR:
            part.unlink(missing_ok=True)
    return old
