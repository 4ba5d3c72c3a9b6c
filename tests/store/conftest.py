"""Databases for the tests of the store: files in a temporary folder, and a PostgreSQL database of our own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import OperationalError

SERVER = os.environ.get("TEST_DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/postgres")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "learnenv.db"


@pytest.fixture
def url(path: Path) -> str:
    return f"sqlite:///{path}"


@pytest.fixture
def fresh_postgresql() -> Iterator[str]:
    """The address of an empty PostgreSQL database that is dropped afterwards."""
    yield from _postgresql()


@pytest.fixture(scope="session")
def shared_postgresql() -> Iterator[str]:
    """The same, one for all tests that may share."""
    yield from _postgresql()


def _postgresql() -> Iterator[str]:
    pytest.importorskip("psycopg", reason="PostgreSQL is not tested: psycopg is not installed")
    server = make_url(SERVER).set(drivername="postgresql+psycopg")
    engine = create_engine(server, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": 3})
    name = f"learnenv_test_{uuid4().hex[:12]}"
    try:
        with engine.connect() as connection:
            # Sorted as people sort, not as Python does, because that is what most servers have.
            sorting = "template template0 encoding 'UTF8' locale_provider icu icu_locale 'en-US'"
            connection.execute(text(f"create database {name} {sorting}"))
    except OperationalError:
        pytest.skip("PostgreSQL is not tested: no server at TEST_DATABASE_URL")
    try:
        yield server.set(drivername="postgresql", database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.execute(text(f"drop database {name} with (force)"))
        engine.dispose()
