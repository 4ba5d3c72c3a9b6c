"""The SQLite that is used: the newest at hand."""

from __future__ import annotations

from typing import Any

try:
    # SQLite before 3.51.3 can damage a file that two processes write to; this wheel brings a newer one.
    from pysqlite3 import dbapi2 as _driver  # type: ignore[import-untyped]
except ImportError:
    from sqlite3 import dbapi2 as _driver

driver: Any = _driver
"""A DB-API module like `sqlite3`."""
