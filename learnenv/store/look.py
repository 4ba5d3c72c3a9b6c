"""A look at a record that is not opened: nothing is made, changed or brought up to date."""

from __future__ import annotations

from pathlib import Path

from learnenv.domain.errors import StoreError
from learnenv.store import good_backup
from learnenv.store.open import WAIT, parse, shown
from learnenv.store.places import sqlite_file


def look(url: str, *, wait: float = WAIT) -> str | None:
    """The revision of a record; None when nothing is kept there yet. Raises StoreError when it cannot be used."""
    place = parse(url)
    if place.get_backend_name() != "sqlite":
        from learnenv.store import postgresql

        return postgresql.look(place, wait, lambda connection: postgresql.examine(connection, shown(url)))
    if place.database in (None, "", ":memory:"):
        return None
    return good_backup.look(Path(place.database).absolute(), wait).revision


def demand_record(url: str, *, wait: float = WAIT) -> None:
    """Raise StoreError unless there is a record that can be used."""
    if look(url, wait=wait) is None:
        raise StoreError("store.nothing", path=sqlite_file(url) or shown(url))
