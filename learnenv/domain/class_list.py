"""A list of a class from a spreadsheet, saved as CSV.

People save such a list in whatever way their program has: any of the usual alphabets, marks between columns and names
of columns is read. One column needs no name. What stands in several is never guessed: without a name that is known
the whole list is refused.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from learnenv.domain.errors import LearnenvError
from learnenv.domain.text import Message

Fate: TypeAlias = Literal["made", "there", "twice", "no-name", "long", "full"]
"""What became of a line: a link, or why there is none."""

MOST_LINES = 1000
MOST_BYTES = 500_000
LONGEST_NAME = 60
_FULL = frozenset({"volledigenaam", "fullname", "displayname", "weergavenaam"})
_NAME = frozenset(
    {"naam", "namen", "name", "names", "deelnemer", "deelnemers", "participant", "participants", "cursist", "student"}
)
_FIRST = frozenset({"voornaam", "roepnaam", "firstname", "givenname"})
_INFIX = frozenset({"tussenvoegsel", "tussenvoegsels", "voorvoegsel", "voorvoegsels", "infix", "middlename"})
_LAST = frozenset({"achternaam", "familienaam", "lastname", "surname", "familyname"})
_TEAM = frozenset({"team", "teams", "groep", "group"})
_MARKS = ";,\t"
_LONGEST_TOLD, _MOST_TOLD = 40, 8


@dataclass(frozen=True, slots=True)
class Line:
    """One person on the list. `number` counts as the program that made the list shows it, from 1."""

    number: int
    name: str
    team: str = ""


@dataclass(frozen=True, slots=True)
class _Heading:
    """Where on a line what stands, counted from 0."""

    name: tuple[int, ...]
    """The columns that make up a name together, in that order; none: no name is told of."""
    team: int | None
    width: int


def read_list(raw: bytes) -> tuple[Line, ...]:
    """The people on the list; empty when there are none, or when it is no text. At most one more than MOST_LINES, so
    that who reads can tell. Raises LearnenvError when its columns cannot be told apart."""
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
    """What stands between the columns: the mark that the first line with one has most of. Below a heading for names
    alone, a comma is a part of a name."""
    lines = [line for line in text.splitlines() if line.strip()]
    marked = next((line for line in lines if any(mark in line for mark in _MARKS)), "")
    mark = max(_MARKS, key=marked.count)
    return ";" if mark == "," and marked != lines[0] and _heading([lines[0]]) else mark


def _lines(rows: Iterable[Sequence[str]]) -> Iterable[Line]:
    heading: _Heading | None = None
    begun = False
    found = 0
    for number, row in enumerate(rows, 1):
        cells = [tidy(cell) for cell in row]
        if not any(cells):
            continue
        if not begun:
            begun, heading = True, _heading(cells)
            if heading and not heading.name:
                raise _unknown(number, cells)
            if heading:
                continue
        yield _line(number, cells, heading)
        found += 1
        if found > MOST_LINES:
            return


def _line(number: int, cells: Sequence[str], heading: _Heading | None) -> Line:
    if heading is None:
        if sum(map(bool, cells)) > 1:
            raise _unknown(number, cells)
        return Line(number, "".join(cells))
    if any(cells[heading.width :]):
        raise LearnenvError("cohorts.list-too-wide", number=number)
    name = " ".join(part for at in heading.name if (part := _at(cells, at)))
    return Line(number, name, _at(cells, heading.team))


def _heading(cells: Sequence[str]) -> _Heading | None:
    """What the columns hold, by their names; None when none of them is known."""
    heads = ["".join(filter(str.isalpha, cell)).casefold() for cell in cells]
    full, name, first, infix, last, team = (
        next((at for at, head in enumerate(heads) if head in known), None)
        for known in (_FULL, _NAME, _FIRST, _INFIX, _LAST, _TEAM)
    )
    if all(at is None for at in (full, name, first, infix, last, team)):
        return None
    if last is None:
        last = name
    elif first is None:
        first = name
    parts = (first, infix, last) if full is None else (full,)
    return _Heading(tuple(at for at in parts if at is not None), team, len(cells))


def _unknown(number: int, cells: Sequence[str]) -> LearnenvError:
    found = tuple(cell[:_LONGEST_TOLD] for cell in cells if cell)[:_MOST_TOLD]
    return LearnenvError("cohorts.list-columns", number=number, found=found, known=Message("invites.heads"))


def _at(cells: Sequence[str], place: int | None) -> str:
    return cells[place] if place is not None and place < len(cells) else ""
