"""The record on disk: SQLite or PostgreSQL behind the `Record` protocol, and one in memory.

Start at `open.py`; `sql.py` is what it returns."""
