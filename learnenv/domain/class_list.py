"""A list of a class from a spreadsheet, saved as CSV.

People save such a list in whatever way their program has: any of the usual alphabets, marks between columns and names
of columns is read. What cannot be read is told line by line; nothing is guessed at silently.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

Fate: TypeAlias = Literal["made", "there", "twice", "no-name", "long", "full"]
"""What became of a line: a link, or why there is none."""

MOST_LINES = 1000
MOST_BYTES = 500_000
LONGEST_NAME = 60
_NAME_HEADS = frozenset({"name", "naam", "names", "namen", "deelnemer", "participant"})
_TEAM_HEADS = frozenset({"team", "groep", "group", "teams"})
_MARKS = ";,\t"


@dataclass(frozen=True, slots=True)
class Line:
    """One person on the list. `number` counts as the program that made the list shows it, from 1."""

    number: int
    name: str
    team: str = ""


def read_list(raw: bytes) -> tuple[Line, ...]:
    """The people on the list; empty when there are none, or when it is no text. At most one more than MOST_LINES, so
    that who reads can tell."""
    if len(raw) > MOST_BYTES:
        return ()
    text = decoded(raw)
    if "\x00" in text:
        return ()
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_mark(text))
    try:
        return tuple(_lines(rows))
    except csv.Error:
        return ()


def decoded(raw: bytes) -> str:
    """Text from bytes: UTF-8 or UTF-16 with or without a mark in front, else Windows-1252, which reads anything."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    if b"\x00" in raw[:2]:  # half of every Latin letter is a zero byte: the first half, or the second
        return raw.decode("utf-16-be" if raw[0] == 0 else "utf-16-le", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def tidy(text: str) -> str:
    """A name or team as it is kept: one line, single spaces, nothing that cannot be seen."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _mark(text: str) -> str:
    """What stands between the columns: the mark that the first line with one has most of."""
    for line in text.splitlines():
        if any(mark in line for mark in _MARKS):
            return max(_MARKS, key=line.count)
    return ";"


def _lines(rows: Iterable[Sequence[str]]) -> Iterable[Line]:
    name_at, team_at = 0, 1
    begun = False
    found = 0
    for number, row in enumerate(rows, 1):
        cells = [tidy(cell) for cell in row]
        if not any(cells):
            continue
        heads = [cell.casefold() for cell in cells]
        if not begun and _NAME_HEADS & set(heads):
            name_at = next(at for at, head in enumerate(heads) if head in _NAME_HEADS)
            team_at = next((at for at, head in enumerate(heads) if head in _TEAM_HEADS), -1)
            begun = True
            continue
        begun = True
        yield Line(number, _at(cells, name_at), _at(cells, team_at))
        found += 1
        if found > MOST_LINES:
            return


def _at(cells: Sequence[str], place: int) -> str:
    return cells[place] if 0 <= place < len(cells) else ""
