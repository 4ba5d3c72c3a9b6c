"""Databases for the tests of the store: files in a temporary folder, and a PostgreSQL database of our own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from tests.support.postgresql import own_database


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
    with ExitStack() as stack:
        try:
            url = stack.enter_context(own_database())
        except OperationalError:
            pytest.skip("PostgreSQL is not tested: no server at TEST_DATABASE_URL")
        yield url
