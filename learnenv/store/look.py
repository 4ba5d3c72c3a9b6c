"""A look at a record that is not opened: nothing is made, changed or brought up to date."""

from __future__ import annotations

from pathlib import Path

from learnenv.store import good_backup
from learnenv.store.open import WAIT, parse, shown


def look(url: str, *, wait: float = WAIT) -> str | None:
    """The revision of a record; None when nothing is kept there yet. Raises StoreError when it cannot be used."""
    place = parse(url)
    if place.get_backend_name() != "sqlite":
        from learnenv.store import postgresql

        return postgresql.look(place, wait, lambda connection: postgresql.examine(connection, shown(url)))
    if place.database in (None, "", ":memory:"):
        return None
    return good_backup.look(Path(place.database).absolute(), wait).revision
