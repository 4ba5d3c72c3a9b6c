"""How this installation is doing: for administrators."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version

from learnenv.domain.access import About
from learnenv.domain.backups import BackupState, LastBackup, backup_state
from learnenv.domain.errors import StoreError
from learnenv.domain.learner import Actor
from learnenv.domain.record import RecordFacts
from learnenv.domain.text import Message
from learnenv.metrics import tally
from learnenv.plugins.digest import digest
from learnenv.plugins.manager import Registered
from learnenv.services.access import demand
from learnenv.services.app import App
from learnenv.store.backup_note import latest_backup


@dataclass(frozen=True, slots=True)
class PluginFacts:
    """One plugin, and what its files add up to."""

    plugin: Registered
    digest: str
    """SHA-256 of its files as they are now; empty: it cannot be told."""


@dataclass(frozen=True, slots=True)
class Installation:
    """What an administrator sees of it."""

    version: str
    """Of learnenv."""
    record: RecordFacts
    fault: Message | None
    """Why no answer could be kept now; None: it could."""
    open_pages: int
    """Pages that are open in browsers now, in this process."""
    plugins: tuple[PluginFacts, ...]
    backup: LastBackup | None
    backup_state: BackupState
    backup_days: int
    """How many days old it may be."""


def installation(app: App, actor: Actor) -> Installation:
    """Look at it now. Raises StoreError when the record cannot even be read."""
    demand(app, actor, "installation", About())
    demand(app, actor, "plugin-problems", About())
    fault: Message | None = None
    try:
        app.record.demand_writable()
    except StoreError as error:
        fault = error.message
    plugins = tuple(PluginFacts(each, digest(each.place)) for each in app.library.plugins)
    facts, settings = app.record.facts(), app.settings
    # What is in memory only is nothing to make a backup of.
    last, days = (
        latest_backup(settings.database_url, settings.data_dir),
        0 if facts.kind == "memory" else settings.backup_days,
    )
    state = backup_state(last, app.clock(), days)
    return Installation(version("learnenv"), facts, fault, tally.open_pages, plugins, last, state, days)
