"""A copy of a SQLite database from before its tables change, and how many such copies stay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from learnenv.store.copy import copy_file

FOLDER = "backups"
_TIME = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Keep:
    """What is kept from before a change of the tables."""

    copies: int = 5
    """The newest so many; 0: none is made."""
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)


def keep_copy(path: Path, revision: str, keep: Keep, wait: float) -> None:
    """Copy a database of this revision, and let the oldest copies go. Raises StoreError, and then none is gone."""
    if keep.copies == 0:
        return
    for left in (path.parent / FOLDER).glob(f".{path.stem}-*.part*"):
        left.unlink(missing_ok=True)  # of a start that was killed; of several at once only one comes here
    moment = keep.clock().astimezone(UTC)
    copy_file(path, path.parent / FOLDER / f"{path.stem}-{revision}-{moment:{_TIME}}{path.suffix}", wait)
    for old in copies_of(path)[: -keep.copies]:
        old.unlink(missing_ok=True)


def copies_of(path: Path) -> list[Path]:
    """The copies that were made of a database before its tables changed, oldest first."""
    found = (path.parent / FOLDER).glob(f"{path.stem}-[0-9][0-9][0-9][0-9]-????????T??????Z{path.suffix}")
    return sorted(found, key=lambda each: each.stem.rpartition("-")[2])
