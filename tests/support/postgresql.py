"""A PostgreSQL database of one's own, on the server that TEST_DATABASE_URL names or on this machine's."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from sqlalchemy import create_engine, make_url, text

SERVER = os.environ.get("TEST_DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/postgres")


@contextmanager
def own_database(copy_of: str = "") -> Iterator[str]:
    """The address of an empty database, or of a copy of another, that is dropped afterwards. OperationalError without
    a server."""
    server = make_url(SERVER).set(drivername="postgresql+psycopg")
    engine = create_engine(server, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": 3})
    name = f"learnenv_test_{uuid4().hex[:12]}"
    with engine.connect() as connection:
        # Sorted as people sort, not as Python does, because that is what most servers have.
        sorting = "template0 encoding 'UTF8' locale_provider icu icu_locale 'en-US'"
        connection.execute(
            text(f"create database {name} template {make_url(copy_of).database if copy_of else sorting}")
        )
    try:
        yield server.set(drivername="postgresql", database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.execute(text(f"drop database {name} with (force)"))
        engine.dispose()
