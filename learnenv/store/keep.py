"""A copy of a database from before its tables change, and how many such copies stay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

FOLDER = "backups"
_TIME = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Keep:
    """What is kept from before a change of the tables."""

    copies: int = 5
    """The newest so many; 0: none is made."""
    folder: Path = Path()
    """Beside which the copies of a server's database are; those of a SQLite file are beside that."""
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)


def keep_copy(path: Path, revision: str, keep: Keep, copy: Callable[[Path], object]) -> None:
    """Have a database of this revision copied to a new file, and let the oldest copies go.

    `path`: its file, or how a file of it would be named. Raises what `copy` raises, and then none is gone.
    """
    if keep.copies == 0:
        return
    for left in (path.parent / FOLDER).glob(f".{path.stem}-*.part*"):
        left.unlink(missing_ok=True)  # of a start that was killed; of several at once only one comes here
    moment = keep.clock().astimezone(UTC)
    copy(path.parent / FOLDER / f"{path.stem}-{revision}-{moment:{_TIME}}{path.suffix}")
    for old in copies_of(path)[: -keep.copies]:
        old.unlink(missing_ok=True)


def copies_of(path: Path) -> list[Path]:
    """The copies that were made of a database before its tables changed, oldest first."""
    found = (path.parent / FOLDER).glob(f"{path.stem}-[0-9][0-9][0-9][0-9]-????????T??????Z{path.suffix}")
    return sorted(found, key=lambda each: each.stem.rpartition("-")[2])
