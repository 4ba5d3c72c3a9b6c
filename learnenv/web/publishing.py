"""Giving the numbers of this process to Prometheus, on an address of their own. Without the setting nothing of it is
even read in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from learnenv.domain.errors import SettingsError, StoreError
from learnenv.services.app import App
from learnenv.store.backup_note import latest_backup


@contextmanager
def publishing(core: App) -> Iterator[None]:
    """Publish for the length of a with block, where the settings say. Raises SettingsError if the port is taken."""
    if core.settings.metrics is None:
        yield
        return
    from learnenv.metrics.prometheus import published

    host, port = core.settings.metrics
    owners = {each.name: plugin for plugin, each in core.library.types_by_plugin()}
    try:
        stop = published(host, port, owners, size=lambda: _size(core), backup=lambda: _backup(core))
    except OSError as error:
        core.record.close()
        detail = error.strerror or str(error)
        raise SettingsError("run.port-taken", host=host, port=str(port), detail=detail) from error
    try:
        yield
    finally:
        stop()


def _size(core: App) -> int | None:
    try:
        return core.record.facts().size
    except StoreError:
        return None


def _backup(core: App) -> float | None:
    last = latest_backup(core.settings.database_url, core.settings.data_dir)
    return last.at.timestamp() if last else None
