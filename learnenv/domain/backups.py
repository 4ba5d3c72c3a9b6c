"""The latest backup, and whether it is one to rely on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

Found: TypeAlias = Literal["there", "gone", "changed"]
"""What is now at the place of a backup: that file, nothing, or a file of another size."""
BackupState: TypeAlias = Literal["good", "late", "missing", "changed", "not-asked"]
"""`missing`: none was ever made here. `not-asked`: nobody expects any."""


@dataclass(frozen=True, slots=True)
class LastBackup:
    """The latest backup that was made with this data folder. It was read back and found whole when it was made."""

    at: datetime
    size: int
    """In bytes."""
    file: str
    found: Found = "there"


def backup_state(last: LastBackup | None, now: datetime, days: int) -> BackupState:
    """Whether the latest backup is recent enough. `days`: how old it may be; 0: none is expected.

    One that is gone may have been taken to another machine, as it should; one that changed is no backup any more.
    """
    if last is not None and last.found == "changed":
        return "changed"
    if days == 0:
        return "not-asked"
    if last is None:
        return "missing"
    return "late" if now - last.at > timedelta(days=days) else "good"
