"""Signs that mean something at the beginning of a value, where a text was meant: **bold**, [a link], - a point."""

from __future__ import annotations

import re
from typing import Any

import yaml

from learnenv.reader.text_file import TextFile
from learnenv.reader.yaml_quotes import Place

_VALUE = re.compile(r"^\s*(?:- +)+(?:[\w-]+: +)?|^\s*[\w-]+: +|[{,] *[\w-]+: +")
"""What a value stands behind."""
_ITEM = re.compile(r"- +[\w-]+:(?:\s|$)")
_FIELD = re.compile(r"[\w-]+:(?:\s|$)")
_MEANT = re.compile(r"\{[^{}]*: |\[[^\[\]]*, [^\[\]]*\](?!\()")
"""Braces with fields and brackets with several parts are no text."""


def about_signs(source: TextFile, kind: str, place: Place, last: Any) -> tuple[str, Place] | None:
    """What is wrong and where, when the parser stopped here because of how the value begins."""
    if kind not in ("broken", "indent", "bracket") or place[0] > len(source.lines):
        return None
    line, column = source.lines[place[0] - 1], place[1] - 1
    if kind == "bracket" and _FIELD.match(line, column):
        return None  # only a comma is missing here
    starts = [found.end() for found in _VALUE.finditer(line) if found.end() <= column]
    start = starts[0 if kind == "indent" else -1] if starts else column
    if line.startswith("- ", start) and (_ITEM.match(line, start) or _is_item(source, place[0])):
        return ("list-here", (place[0], start + 1)) if starts else None
    if starts and line[start : start + 1] in tuple("*&>|?-[{") and not _MEANT.match(line, start):
        return "sign", (place[0], start + 1)
    return ("after-bracket", place) if kind == "indent" and _closed_before(line, place, last) else None


def _is_item(source: TextFile, number: int) -> bool:
    """Whether the line with this number, from 0, is one more item of a list."""
    return number < len(source.lines) and source.lines[number].lstrip().startswith("- ")


def _closed_before(line: str, place: Place, last: Any) -> bool:
    mark: Any = last.end_mark if isinstance(last, yaml.CollectionEndEvent) else None
    if mark is None or mark.line != place[0] - 1:
        return False
    end = mark.column
    return line[max(0, end - 1) : end] in ("]", "}") and not line[end : place[1] - 1].strip()
