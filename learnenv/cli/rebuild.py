"""learnenv rebuild: compute every standing again from the attempts."""

from __future__ import annotations

import os

from learnenv.cli.progress import bar
from learnenv.cli.screen import Screen
from learnenv.language import Speech
from learnenv.settings import read_settings
from learnenv.store.keep import Keep
from learnenv.store.open import open_record


def rebuild(words: Speech, data: str) -> int:
    """Rebuild and say how many standings there are. Raises StoreError; nothing is half written then."""
    settings = read_settings(os.environ, data=data or None)
    record = open_record(settings.database_url, keep=Keep(settings.keep_backups, settings.data_dir))
    try:
        with bar(words, "cli.rebuild.busy") as tell:
            count = record.rebuild_standings(tell)
    finally:
        record.close()
    Screen(words).say("cli.rebuild.done", count=count)
    return 0
