"""Quotes that an author forgot, or did not mean as quotes: the parser goes on to the next one, and stumbles there."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

import yaml

from learnenv.reader.text_file import TextFile

Place: TypeAlias = tuple[int, int]
"""Line and column, both from 1."""

_SWALLOWED = re.compile(r"\n\s*(?:#|- |[\w-]+:\s)|, *(?:(?:nl|en): |[\w-]+: *.$)")
"""Another field, item or comment within a text: its quote was not meant to run on to there."""
_APOSTROPHE = re.compile(r"'(?:s|t|k|n|m|r|ns|em|\d+s?)\b", re.IGNORECASE)
"""A word that begins with the same sign, such as 's in Dutch."""
_FIELD = re.compile(r"[\w-]+:(?:\s|$)")


def about_quotes(source: TextFile, kind: str, place: Place, last: Any) -> tuple[str, Place] | None:
    """What is wrong and where, when quotes are why the parser stopped here; `last` is the last that it read."""
    text, start = _quoted_before(source, place, last)
    if _SWALLOWED.search(text):
        return _open(text), start
    rest = source.lines[place[0] - 1][place[1] - 1 :] if place[0] <= len(source.lines) else ""
    if kind == "quote":
        return _open(rest), place
    if not text or kind not in ("indent", "bracket") or _FIELD.match(rest):
        return None
    return ("apostrophe", start) if _APOSTROPHE.match(text) else ("after-quote", place)


def _open(text: str) -> str:
    return "apostrophe" if _APOSTROPHE.match(text) else "quote"


def _quoted_before(source: TextFile, place: Place, last: Any) -> tuple[str, Place]:
    """The quoted text that ends just before this place, quotes and all, and where it begins; else no text."""
    if not isinstance(last, yaml.ScalarEvent) or last.style not in ("'", '"'):
        return "", place
    start: Any = last.start_mark
    end: Any = last.end_mark
    between = source.lines[end.line][end.column : place[1] - 1]
    if end.line != place[0] - 1 or between.strip():
        return "", place
    return source.text[start.index : end.index], (start.line + 1, start.column + 1)
