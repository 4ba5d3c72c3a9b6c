"""learnenv rebuild: compute every standing again from the attempts."""

from __future__ import annotations

import os

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from learnenv.cli.screen import Screen
from learnenv.language import Speech
from learnenv.settings import read_settings
from learnenv.store.open import open_record


def rebuild(words: Speech, data: str) -> int:
    """Rebuild and say how many standings there are. Raises StoreError; nothing is half written then."""
    settings = read_settings(os.environ, data=data or None)
    screen, aside = Screen(words), Screen(words, error=True)
    record = open_record(settings.database_url)
    try:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=aside.console, disable=not aside.console.is_terminal) as progress:
            task = progress.add_task(words.say("cli.rebuild.busy"), total=None)
            count = record.rebuild_standings(lambda done, total: progress.update(task, completed=done, total=total))
    finally:
        record.close()
    screen.say("cli.rebuild.done", count=count)
    return 0
