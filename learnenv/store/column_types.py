"""Column types that keep a value the same on SQLite and PostgreSQL."""

from __future__ import annotations

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
