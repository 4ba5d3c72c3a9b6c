"""How sure and how often right, as a picture: per level a line from never to always, where on it the level fits, and
where the learner is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from learnenv.look.svg import circle, document, drop, number, path, text

_WIDE: Final = 420
_LEFT, _RIGHT = 14, 406
_ROW: Final = 84
_TOP: Final = 6


@dataclass(frozen=True, slots=True)
class Row:
    """One level: its name, what stands at the other end of the line, where it fits and where the learner is."""

    label: str
    note: str
    band: tuple[float, float]
    share: float | None
    """None: too little is known to say."""


def levels(rows: Sequence[Row], *, title: str, ends: tuple[str, str]) -> str:
    """The picture as SVG. `ends`: the words for never and always, under the lines."""
    body = "".join(_row(row, _TOP + at * _ROW) for at, row in enumerate(rows))
    foot = _TOP + len(rows) * _ROW + 16
    body += _words(ends[0], _LEFT, foot, "ink-soft") + _words(ends[1], _RIGHT, foot, "ink-soft", "end")
    return document(_WIDE, foot + 12, body, title=title)


def _row(row: Row, top: float) -> str:
    line = top + 54
    start, end = (_at(each) for each in row.band)
    said = _words(row.label, _LEFT, top + 20, "ink") + _words(row.note, _RIGHT, top + 20, "ink-soft", "end")
    band = f"M{number(start)} {number(line - 12)}H{number(end)}V{number(line + 12)}H{number(start)}Z"
    track = f"M{_LEFT} {number(line)}H{_RIGHT}"
    lines = path(band, "f-teal-soft", "s-teal", more='stroke-width="1.5"') + path(
        track, "s-line-strong", more='stroke-width="2"'
    )
    return said + lines + (_mark(_at(row.share), line) if row.share is not None else "")


def _mark(x: float, y: float) -> str:
    ring = circle((x, y), 15, "f-paper", "s-teal", more='stroke-width="3"')
    return ring + path(drop((x, y), 19), "f-teal")


def _at(share: float) -> float:
    return _LEFT + (_RIGHT - _LEFT) * min(max(share, 0.0), 1.0)


def _words(
    words: str, x: float, y: float, tone: Literal["ink", "ink-soft"], anchor: Literal["start", "end"] = "start"
) -> str:
    place = f'x="{number(x)}" y="{number(y)}" text-anchor="{anchor}"'
    return f'<text class="led-t-{tone}" {place}>{text(words)}</text>'
