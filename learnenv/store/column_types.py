"""Column types that keep a value the same on SQLite and PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import BigInteger, DateTime, Dialect, Double, Integer, String, Text
from sqlalchemy.types import TypeDecorator

Id = String(200).with_variant(String(200, collation="C"), "postgresql")
"""Names and hashes. Compared byte by byte on both, so that both sort as Python does."""

Sequence = BigInteger().with_variant(Integer, "sqlite")
"""A rising number the database gives; SQLite gives one to INTEGER columns only."""

Json = Text
"""JSON with all but ASCII escaped, so that any text at all can be kept, also NUL and half characters."""

Exact = Double
"""A float to its last bit."""


class UtcDateTime(TypeDecorator[datetime]):
    """A moment. SQLite forgets time zones, so UTC goes in and UTC comes out; a time without a zone is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn a moment into UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment its time zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class OptionalId(TypeDecorator[str]):
    """A name that may be empty. Empty is NULL, which refers to nothing and equals nothing."""

    impl = Id
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Turn an empty name into NULL."""
        return value or None

    def process_result_value(self, value: str | None, dialect: Dialect) -> str:
        """Turn NULL into an empty name."""
        return value or ""


class FreeText(TypeDecorator[str]):
    """What people type. Kept as a JSON text, so that any text at all can be kept; equal texts are kept alike."""

    impl = Json
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Turn a text into JSON."""
        return None if value is None else json.dumps(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Turn JSON into a text."""
        return None if value is None else str(json.loads(value))


class Numbers(TypeDecorator[Mapping[str, int]]):
    """Whole numbers by name."""

    impl = Json
    cache_ok = True

    def process_bind_param(self, value: Mapping[str, int] | None, dialect: Dialect) -> str | None:
        """Turn the numbers into JSON."""
        return None if value is None else json.dumps(dict(value), sort_keys=True)

    def process_result_value(self, value: str | None, dialect: Dialect) -> dict[str, int] | None:
        """Turn JSON into the numbers."""
        return None if value is None else dict(json.loads(value))
