"""The way in: the address of a database -> a record that is ready for use."""

from __future__ import annotations

import re

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from learnenv.domain.errors import StoreError
from learnenv.domain.record import Record
from learnenv.store.database import Database
from learnenv.store.keep import Keep
from learnenv.store.sql import SqlRecord

WAIT = 10.0
_SCHEME = re.compile(r"[a-z][a-z0-9+]*://")


def open_record(url: str, *, wait: float = WAIT, keep: Keep | None = None) -> Record:
    """Open a record, made or brought up to date if need be.

    `url` is `sqlite:///relative.db`, `sqlite:////absolute.db`, `sqlite://` (in memory, for tests) or
    `postgresql://user:password@host/name`. `wait`: seconds to wait for who else is writing.
    `keep`: what stays of a database from before its tables change.
    Raises StoreError when it cannot be opened, is damaged or of a newer version, or when nothing could be kept;
    nothing is changed then.
    """
    return SqlRecord(open_database(url, wait=wait, keep=keep))


def open_database(url: str, *, wait: float = WAIT, keep: Keep | None = None) -> Database:
    """Open the database under a record."""
    place = parse(url)
    if place.get_backend_name() == "sqlite":
        from learnenv.store.sqlite import SqliteDatabase

        return SqliteDatabase(place, wait, keep or Keep())
    from learnenv.store.postgresql import PostgresqlDatabase

    return PostgresqlDatabase(place, wait, keep or Keep())


def parse(url: str) -> URL:
    """The address of a database in parts. Raises StoreError."""
    place = _parts(url)
    if place is None:
        raise StoreError("store.bad-url", url=shown(url))
    known = place.drivername in ("sqlite", "postgresql", "postgres", "postgresql+psycopg")
    if not known or (place.drivername == "sqlite" and (place.query or place.host)):
        raise StoreError("store.bad-url", url=shown(url))
    return place.set(drivername="postgresql") if place.drivername == "postgres" else place


def shown(url: str) -> str:
    """The address of a database without what is secret in it: of one that cannot be read, no more than its kind."""
    place = _parts(url)
    if place is None:
        scheme = _SCHEME.match(url)
        return f"{scheme[0] if scheme else ''}…"
    secret = [name for name in place.query if "password" in name.lower()]
    return place._replace(password=None).difference_update_query(secret).render_as_string()


def _parts(url: str) -> URL | None:
    try:
        place = make_url(url)
    except (ArgumentError, ValueError):
        return None
    # No host has an "@": it was in a password, of which the rest would be taken for the host, and shown.
    return None if "@" in (place.host or "") else place
