"""The picture of a class: a row per learner and a column per page, or for a large class a bar per page. What a state
is, is told by shape as well as by colour: full, half, empty, or a mark."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from learnenv.look.svg import document, number, path, text

State = Literal["done", "stuck", "begun", "todo"]
MOST_ROWS: Final = 60
"""Learners up to which each has a row of their own."""
_ORDER: Final[Sequence[State]] = ("done", "begun", "stuck", "todo")
_BAR: Final = 150
_BOLD: Final = 1.15
"""How much wider bold letters are."""


@dataclass(frozen=True, slots=True)
class Group:
    """The pages of one module: its title, and how many there are."""

    title: str
    pages: int


@dataclass(frozen=True, slots=True)
class Line:
    """One learner: the name, and the state of every page of all modules in a row."""

    name: str
    states: Sequence[State]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """How large things are."""

    width: int
    names: int
    row: int
    most: int
    """Widest column."""
    gap: int
    """Between two modules."""
    letter: float
    """Width of a letter, about."""
    font: int


_WIDE: Final = _Sheet(1000, 170, 24, 44, 16, 9.0, 16)
_NARROW: Final = _Sheet(350, 96, 18, 24, 8, 7.6, 13)


def class_map(groups: Sequence[Group], lines: Sequence[Line], *, title: str, narrow: bool = False) -> str:
    """The picture as SVG, the first line at the top. ValueError without pages or learners."""
    if not lines or not any(each.pages for each in groups):
        raise ValueError("class map: nothing to draw; give at least one page and one learner")
    sheet = _NARROW if narrow else _WIDE
    rows = len(lines) <= MOST_ROWS
    left = sheet.names if rows else 46
    places = _places(groups, sheet, left)
    top = 52.0
    head = "".join(_heading(group, groups, at, places, sheet) for at, group in enumerate(groups))
    if rows:
        body = "".join(_line(each, top + sheet.row * at, places, sheet) for at, each in enumerate(lines))
        height = top + sheet.row * len(lines) + 4
    else:
        body, height = _bars(lines, top, places, sheet), top + _BAR + 8
    return document(places[-1][0] + places[-1][1] + 4, height, head + body, title=title)


def sample(state: State, *, bar: bool = False) -> str:
    """One cell or part of a bar, for the legend. Decoration: the word stands beside it."""
    return document(20, 20, (_part if bar else _cell)(state, 1, 1, 18, 18))


def _places(groups: Sequence[Group], sheet: _Sheet, left: int) -> list[tuple[float, float]]:
    """Where each column begins and how wide it is."""
    count = sum(each.pages for each in groups)
    room = sheet.width - left - sheet.gap * (len(groups) - 1)
    wide = min(float(sheet.most), max(7.0, room / count))
    places, x = [], float(left)
    for group in groups:
        for _ in range(group.pages):
            places.append((x, wide))
            x += wide
        x += sheet.gap
    return places


def _heading(
    group: Group, groups: Sequence[Group], at: int, places: Sequence[tuple[float, float]], sheet: _Sheet
) -> str:
    """The module's title over its pages, and the number of each page."""
    if not group.pages:
        return ""
    first = sum(each.pages for each in groups[:at])
    x, wide = places[first]
    span = wide * group.pages
    words = _words(_cut(group.title, span / _BOLD, sheet), x, 20, sheet, "ink", bold=True)
    line = path(f"M{number(x + 1)} 27H{number(x + span - 1)}", "s-line-strong", more='stroke-width="1.5"')
    every = 1 if wide >= 15 else 5
    numbers = "".join(
        _words(str(page + 1), places[first + page][0] + wide / 2, 44, sheet, "ink-soft", middle=True)
        for page in range(group.pages)
        if page == 0 or (page + 1) % every == 0
    )
    return words + line + numbers


def _line(line: Line, top: float, places: Sequence[tuple[float, float]], sheet: _Sheet) -> str:
    name = _words(_cut(line.name, sheet.names - 8, sheet), 0, top + sheet.row * 0.7, sheet, "ink")
    cells = (
        _cell(state, x + 1, top + 1, wide - 2, sheet.row - 3)
        for state, (x, wide) in zip(line.states, places, strict=True)
    )
    return name + "".join(cells)


def _cell(state: State, x: float, y: float, wide: float, high: float) -> str:
    """Done is full, begun is half full, stuck has a mark, to do is empty."""
    edge = {"done": "s-teal", "begun": "s-teal", "stuck": "s-brick", "todo": "s-line"}[state]
    box = f"M{number(x)} {number(y)}h{number(wide)}v{number(high)}h-{number(wide)}z"
    fill = {"done": "f-teal", "begun": "f-card", "stuck": "f-brick-soft", "todo": "f-card"}[state]
    drawn = path(box, fill, edge, more='stroke-width="1.5"')
    if state == "begun":
        half = high / 2
        drawn += path(f"M{number(x)} {number(y + half)}h{number(wide)}v{number(half)}h-{number(wide)}z", "f-teal")
    if state == "stuck":
        middle = number(x + wide / 2)
        drawn += path(
            f"M{middle} {number(y + high * 0.2)}v{number(high * 0.32)}M{middle} {number(y + high * 0.78)}v0.1",
            "s-brick",
            more='stroke-width="3"',
        )
    return drawn


def _bars(lines: Sequence[Line], top: float, places: Sequence[tuple[float, float]], sheet: _Sheet) -> str:
    """Per page a bar over all learners, with the part that is done at the foot."""
    drawn = "".join(
        path(f"M40 {number(top + _BAR * part)}H{number(places[-1][0] + places[-1][1])}", "s-line")
        + _words(f"{100 - round(part * 100)}%", 0, top + _BAR * part + 5, sheet, "ink-soft")
        for part in (0.0, 0.5, 1.0)
    )
    for column, (x, wide) in enumerate(places):
        counts = Counter(line.states[column] for line in lines)
        foot = top + _BAR
        for state in _ORDER:
            high = _BAR * counts[state] / len(lines)
            if counts[state]:
                foot -= high
                drawn += _part(state, x + 1, foot, wide - 2, high)
    return drawn


def _part(state: State, x: float, y: float, wide: float, high: float) -> str:
    fill = {"done": "f-teal", "begun": "f-teal-soft", "stuck": "f-brick", "todo": "f-card"}[state]
    edge = {"done": "s-teal", "begun": "s-teal", "stuck": "s-brick", "todo": "s-line"}[state]
    box = f"M{number(x)} {number(y)}h{number(wide)}v{number(high)}h-{number(wide)}z"
    return path(box, fill, edge, more='stroke-width="1"')


def _words(
    words: str, x: float, y: float, sheet: _Sheet, tone: str, *, middle: bool = False, bold: bool = False
) -> str:
    style = f"font-size:{sheet.font if middle is False else sheet.font - 2}px" + (";font-weight:700" if bold else "")
    anchor = ' text-anchor="middle"' if middle else ""
    return f'<text class="led-t-{tone}" x="{number(x)}" y="{number(y)}"{anchor} style="{style}">{text(words)}</text>'


def _cut(words: str, room: float, sheet: _Sheet) -> str:
    """As much of a name as fits, with an ellipsis where it does not."""
    most = max(1, int(room / sheet.letter))
    return words if len(words) <= most else words[: max(1, most - 1)].rstrip() + "…"
