"""The latest backup: whether there is one, and whether it is recent enough."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from learnenv.cli.doctor.finding import Finding, doubtful, good
from learnenv.domain.backups import backup_state
from learnenv.settings import Settings
from learnenv.store.backup_note import latest_backup
from learnenv.store.places import sqlite_file


def look(settings: Settings, now: datetime) -> Iterator[Finding]:
    """One finding, once there is something to make a backup of."""
    file = sqlite_file(settings.database_url)
    if file is not None and not file.exists():
        return
    last = latest_backup(settings.database_url, settings.data_dir)
    match backup_state(last, now, settings.backup_days):
        case "good" if last:
            yield good("cli.doctor.backup", at=last.at, file=last.file)
        case "late" if last:
            yield doubtful("cli.doctor.backup-late", at=last.at, count=settings.backup_days)
        case "changed" if last:
            yield doubtful("cli.doctor.backup-changed", file=last.file)
        case "missing":
            yield doubtful("cli.doctor.backup-missing", folder=str(settings.data_dir))
