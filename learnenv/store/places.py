"""Where a database is, read from its address without opening it."""

from __future__ import annotations

from pathlib import Path


def sqlite_file(url: str) -> Path | None:
    """The file of a SQLite database; None for another database, or one in memory."""
    path = url.removeprefix("sqlite:///")
    return Path(path).absolute() if path not in (url, "", ":memory:") else None
