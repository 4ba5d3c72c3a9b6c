"""Shares of a whole as bars, one under another: each part told by its shade, its edge and a number beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from learnenv.look.svg import document, number, path, text

Tone: TypeAlias = Literal["done", "begun", "wrong", "todo"]
WIDE: Final = 720
NARROW: Final = 340
"""Widths of a picture, for paper and for a phone: its letters are as large on both."""
_ROW: Final = 44
_HIGH: Final = 16
_LETTER: Final = 8.2
"""Width of a letter, about."""
_LEGEND: Final = 30
_TONES: Final[Mapping[Tone, tuple[str, str]]] = {
    "done": ("f-teal", "s-teal"),
    "begun": ("f-teal-soft", "s-teal"),
    "wrong": ("f-brick-soft", "s-brick"),
    "todo": ("f-card", "s-line-strong"),
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it is of, the numbers in words, and its parts from the left."""

    label: str
    note: str
    parts: Sequence[tuple[Tone, float]]


def bars(
    rows: Sequence[Bar], *, title: str, whole: float, legend: Sequence[tuple[Tone, str]], wide: int = WIDE
) -> str:
    """The picture as SVG. `whole`: what a bar over the full width stands for. ValueError without rows."""
    if not rows or whole <= 0:
        raise ValueError("bars: nothing to draw; give at least one row, and a whole above zero")
    body = "".join(_bar(row, at * _ROW, whole, wide) for at, row in enumerate(rows))
    told, high = _legend(legend, len(rows) * _ROW + 6, wide)
    return document(wide, high, body + told, title=title)


def _bar(row: Bar, top: float, whole: float, wide: int) -> str:
    room = int((wide - len(row.note) * _LETTER - 24) / _LETTER)
    label = row.label if len(row.label) <= room else row.label[: max(1, room - 1)].rstrip() + "…"
    drawn = _words(label, 0, top + 18, "ink") + _words(row.note, wide - 2, top + 18, "ink-soft", end=True)
    drawn += _box(1, top + 25, wide - 2, "todo")
    x = 1.0
    for tone, count in row.parts:
        share = (wide - 2) * min(count, whole) / whole
        if share > 0 and tone != "todo":
            drawn += _box(x, top + 25, share, tone)
        x += share
    return drawn


def _legend(legend: Sequence[tuple[Tone, str]], top: float, wide: int) -> tuple[str, float]:
    """The legend, over as many lines as it takes, and where it ends."""
    drawn, x = "", 1.0
    for tone, said in legend:
        room = 34 + len(said) * _LETTER
        if x > 1 and x + room > wide:
            x, top = 1.0, top + _LEGEND
        drawn += _box(x, top + 4, 26, tone) + _words(said, x + 34, top + 19, "ink-soft")
        x += room + 22
    return drawn, top + _LEGEND


def _box(x: float, y: float, wide: float, tone: Tone) -> str:
    fill, edge = _TONES[tone]
    box = f"M{number(x)} {number(y)}h{number(wide)}v{_HIGH}h-{number(wide)}z"
    return path(box, fill, edge, more='stroke-width="1.5"')


def _words(words: str, x: float, y: float, tone: str, *, end: bool = False) -> str:
    anchor = ' text-anchor="end"' if end else ""
    return (
        f'<text class="led-t-{tone}" x="{number(x)}" y="{number(y)}"{anchor} style="font-size:15px">'
        f"{text(words)}</text>"
    )
