"""learnenv backup, restore and move: the record as a whole, to a file, from a file, and to another database."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from learnenv.cli.progress import bar
from learnenv.cli.screen import Screen
from learnenv.cli.secret import typed
from learnenv.domain.errors import LearnenvError, StoreError
from learnenv.language import Speech
from learnenv.settings import read_settings
from learnenv.store import asked, backup_note, series
from learnenv.store import backup as copies
from learnenv.store import move as moving
from learnenv.store.keep import Keep
from learnenv.store.open import shown

KEEP = 30
"""How many backups of a series stay, unless it is said: with one each night they are gone within 35 days."""


def backup(words: Speech, data: str, out: str, into: str = "", keep: int = KEEP) -> int:
    """Write a backup and say how large it is: to the file `out`, or to the folder `into` under a name with the time,
    where the newest `keep` stay. Raises LearnenvError; the file is whole or not there."""
    if bool(out) == bool(into) or keep < 1:
        raise LearnenvError("cli.backup.which" if keep > 0 else "cli.backup.keep")
    settings, now = read_settings(os.environ, data=data or None), datetime.now(UTC)
    folder = Path(into).expanduser().absolute()
    file = Path(out).expanduser().absolute() if out else series.next_in(folder, settings.database_url, now)
    with bar(words, "cli.backup.busy") as tell:
        copies.back_up(settings.database_url, file, tell)
    screen = Screen(words)
    screen.say("cli.backup.done", file=str(file), size=round(file.stat().st_size / 1_000_000, 1))
    if into and (gone := series.let_go(folder, keep)):
        screen.say("cli.backup.let-go", count=len(gone))
    try:
        backup_note.remember(backup_note.note_path(settings.database_url, settings.data_dir), file, now)
    except StoreError as error:
        Screen(words, error=True).say("cli.backup.not-remembered", what=words.say(error.message))
    return 0


def restore(words: Speech, data: str, file: str) -> int:
    """Put a backup back where nothing is. Raises LearnenvError; the record is there as a whole or not at all."""
    if not file:
        raise LearnenvError("cli.restore.which")
    with bar(words, "cli.restore.busy") as tell:
        copies.restore(
            read_settings(os.environ, data=data or None).database_url, Path(file).expanduser().absolute(), tell
        )
    Screen(words).say("cli.restore.done", file=file)
    return 0


def move(words: Speech, data: str, to: str) -> int:
    """Copy the record to another database and say how much there is; a password that its server asks for is read.
    Raises LearnenvError; all or nothing."""
    if not to:
        raise LearnenvError("cli.move.which")
    if asked.asks_for_password(to):
        to = asked.with_password(to, typed(words.say("cli.move.password", url=shown(to))))
    settings = read_settings(os.environ, data=data or None)
    with bar(words, "cli.move.busy") as tell:
        rows, new = moving.move(settings.database_url, to, tell, Keep(settings.keep_backups, settings.data_dir))
    Screen(words).say("cli.move.done" if new else "cli.move.known", count=rows)
    return 0
