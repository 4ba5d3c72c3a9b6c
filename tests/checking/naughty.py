"""Strings that programs stumble over, to put where an author may put anything: of every kind a few, and long ones."""

from __future__ import annotations

import json
from pathlib import Path

_KINDS = json.loads((Path(__file__).parent / "naughty.json").read_text(encoding="ascii"))
_LONG = ("9" * 400, "0." + "0" * 400 + "1", "x" * 300, "x" * 5000, "a " * 3000, "\u00e4" * 300)
_DEEP = ("*" * 2000, "[" * 2000, ">" * 500, "- " * 500, "`" * 999, "!" * 999, "_a" * 500)

NAUGHTY: tuple[str, ...] = (*(text for kind in _KINDS.values() for text in kind), *_LONG, *_DEEP)
"""All of them, each once."""
