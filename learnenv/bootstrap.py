"""From settings to a running App: the only file that knows every part."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from learnenv import exercise_types, labs
from learnenv.domain.exercise_type import ExerciseType
from learnenv.library import Library
from learnenv.plugins.manager import Plugins
from learnenv.services.app import App
from learnenv.settings import Settings

if TYPE_CHECKING:
    from learnenv.domain.record import Record


def library(settings: Settings) -> Library:
    """Everything that plugins bring: the built-in types first, then what is installed, then the settings' folders."""
    return Library(installed(settings.plugins), settings.module_folders)


def installed(allowed: Collection[str] = ()) -> Plugins:
    """The plugins that are there without folders: the built-in types first, then what is installed; of these only
    the `allowed` ones, if any are named."""
    plugins, package = Plugins(), f"learnenv {version('learnenv')}"
    plugins.register(exercise_types, "learnenv", package)
    plugins.register(labs, "learnenv-labs", package)
    plugins.load_installed(allowed=allowed)
    return plugins


def formats(allowed: Collection[str] = ()) -> Plugins:
    """The plugins, with the formats of others from which questions come and to which they go."""
    from learnenv import questions

    plugins = installed(allowed)
    plugins.register(questions, "learnenv-questions")
    return plugins


def types(plugins: Plugins) -> Mapping[str, ExerciseType[Any]]:
    """The exercise types of these plugins, by name."""
    return {each.name: each for _, each in plugins.exercise_types()}


def start(settings: Settings) -> App:
    """The App. Raises StoreError when the record cannot be opened."""
    from learnenv.store.keep import Keep
    from learnenv.store.open import open_record

    return _app(settings, open_record(settings.database_url, keep=Keep(settings.keep_backups, settings.data_dir)))


def in_memory(settings: Settings) -> App:
    """An App whose record is in memory only, and gone when the program ends: for a class that is made up."""
    from learnenv.store.memory import MemoryRecord

    return _app(settings, MemoryRecord())


def preview(settings: Settings) -> App:
    """An App that records nothing: what learners do in it is in memory only, and gone when the program ends. It has
    what is installed; the settings' folders are left to whoever previews them."""
    return in_memory(replace(settings, module_folders=()))


def _app(settings: Settings, record: Record) -> App:
    return App(settings, library(settings), record, lambda: datetime.now(UTC), record.name())
