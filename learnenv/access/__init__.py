"""The table of who may see and do what: one YAML file, read and checked."""

from __future__ import annotations

from learnenv.access.reading import FILE, FOLDER, read_access, table

__all__ = ["FILE", "FOLDER", "read_access", "table"]
