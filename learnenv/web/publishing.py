"""Giving the numbers of this process to Prometheus, on an address of their own. Without the setting nothing of it is
even read in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from learnenv.domain.errors import SettingsError, StoreError
from learnenv.services.app import App
from learnenv.store.backup_note import latest_backup
from learnenv.web.readiness import Readiness


@contextmanager
def publishing(core: App, readiness: Readiness) -> Iterator[None]:
    """Publish for the length of a with block, where the settings say. Raises SettingsError if the port is taken."""
    if core.settings.metrics is None:
        yield
        return
    from learnenv.metrics.prometheus import Asked, published

    host, port = core.settings.metrics
    owners = {each.name: plugin for plugin, each in core.library.types_by_plugin()}
    asked = Asked(owners, readiness.told, lambda: _problems(core), lambda: _size(core), lambda: _backup(core))
    try:
        stop = published(host, port, asked)
    except OSError as error:
        core.record.close()
        detail = error.strerror or str(error)
        raise SettingsError("run.port-taken", host=host, port=str(port), detail=detail) from error
    try:
        yield
    finally:
        stop()


def _problems(core: App) -> Mapping[str, int]:
    found = Counter({each.name: 0 for each in core.library.plugins})
    found.update(each.plugin for each in core.library.problems if each.severity == "error")
    return found


def _size(core: App) -> int | None:
    try:
        return core.record.facts().size
    except StoreError:
        return None


def _backup(core: App) -> float | None:
    last = latest_backup(core.settings.database_url, core.settings.data_dir)
    return last.at.timestamp() if last else None
