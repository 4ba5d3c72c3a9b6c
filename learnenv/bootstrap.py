"""From settings to a running App: the only file that knows every part."""

from __future__ import annotations

from datetime import UTC, datetime

from learnenv import exercise_types
from learnenv.library import Library
from learnenv.plugins.manager import Plugins
from learnenv.services.app import App
from learnenv.settings import Settings


def library(settings: Settings) -> Library:
    """Everything that plugins bring: the built-in types first, then what is installed, then the settings' folders."""
    plugins = Plugins()
    plugins.register(exercise_types, "learnenv")
    plugins.load_installed()
    return Library(plugins, settings.module_folders)


def start(settings: Settings) -> App:
    """The App. Raises StoreError when the record cannot be opened."""
    from learnenv.store.open import open_record

    record = open_record(settings.database_url)
    return App(settings, library(settings), record, lambda: datetime.now(UTC), record.name())
