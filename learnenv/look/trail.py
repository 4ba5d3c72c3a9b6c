"""The map of a module: a winding path of drops, one for each page."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from learnenv.look.svg import Point, circle, curve, document, drop, number, path, text, width_in_ems

State = Literal["done", "now", "todo"]

_WIDE: Final = 720
_MARGIN: Final = 46
_ACROSS: Final = 4
_ROW: Final = 162
_NARROW: Final = 340
_STEP: Final = 88
_LINE: Final = 20
_SIZE: Final = 17
_BOLD: Final = 1.13
_SHORTEST: Final = 8


@dataclass(frozen=True, slots=True)
class Stop:
    """One page on the map: its name, and whether the reader has done it, is there now, or has yet to come."""

    label: str
    state: State


def trail(stops: Sequence[Stop], *, title: str, narrow: bool = False) -> str:
    """The map as SVG: winding in rows, or standing for a narrow screen. ValueError when there is no stop."""
    if not stops:
        raise ValueError("trail: no stops; give at least one page")
    return _standing(stops, title) if narrow else _lying(stops, title)


def _lying(stops: Sequence[Stop], title: str) -> str:
    rows = -(-len(stops) // _ACROSS)
    across = -(-len(stops) // rows)
    pitch = (_WIDE - 2 * _MARGIN) / across
    places = [_place(at, across, pitch) for at in range(len(stops))]
    words = [_label(at, stop, (x, y + 56), pitch, "middle") for at, stop, x, y in _numbered(stops, places)]
    body = _way(stops, places, _sideways) + _marks(stops, places) + "".join(words)
    return document(_WIDE, rows * _ROW + 10, body, title=title)


def _standing(stops: Sequence[Stop], title: str) -> str:
    places: list[Point] = [(44 + (16 if at % 2 else 0), 46 + at * _STEP) for at in range(len(stops))]
    words = [_label(at, stop, (106, y), _NARROW - 106, "start") for at, stop, _, y in _numbered(stops, places)]
    body = _way(stops, places, _downwards) + _marks(stops, places) + "".join(words)
    return document(_NARROW, len(stops) * _STEP + 8, body, title=title)


def _place(at: int, across: int, pitch: float) -> Point:
    """Where a stop lies: every other row runs back, and the path goes up and down a little."""
    row, column = divmod(at, across)
    seen = column if row % 2 == 0 else across - 1 - column
    return _MARGIN + pitch * (seen + 0.5), 54 + row * _ROW + (8 if column % 2 else -8)


def _numbered(stops: Sequence[Stop], places: Sequence[Point]) -> list[tuple[int, Stop, float, float]]:
    return [(at, stop, x, y) for at, (stop, (x, y)) in enumerate(zip(stops, places, strict=True))]


def _way(stops: Sequence[Stop], places: Sequence[Point], link: Callable[[Point, Point], str]) -> str:
    """The path: whole as far as the reader came, dotted from there on."""
    reached = max((at for at, stop in enumerate(stops) if stop.state != "todo"), default=0)
    walked, ahead = _line(places[: reached + 1], link), _line(places[reached:], link)
    return path(walked, "s-teal", more='stroke-width="4"') + path(
        ahead, "s-line-strong", more='stroke-width="4" stroke-dasharray="1 11"'
    )


def _line(places: Sequence[Point], link: Callable[[Point, Point], str]) -> str:
    start = f"M{number(places[0][0])} {number(places[0][1])}"
    return start + "".join(link(here, there) for here, there in pairwise(places))


def _sideways(here: Point, there: Point) -> str:
    """From stop to stop in a row; where the row ends a bend through the margin, clear of the words."""
    pull = (there[0] - here[0]) * 0.45
    if abs(pull) > 1:
        return curve((here[0] + pull, here[1]), (there[0] - pull, there[1]), there)
    out = (_WIDE - 8 - here[0] if here[0] > _WIDE / 2 else 8 - here[0]) / 0.75
    return curve((here[0] + out, here[1]), (there[0] + out, there[1]), there)


def _downwards(here: Point, there: Point) -> str:
    return curve((here[0], here[1] + 46), (there[0], there[1] - 46), there)


def _marks(stops: Sequence[Stop], places: Sequence[Point]) -> str:
    return "".join(_mark(stop.state, place) for stop, place in zip(stops, places, strict=True))


def _mark(state: State, at: Point) -> str:
    x, y = at
    if state == "done":
        ring = circle(at, 27, "f-paper", "s-teal", more='stroke-width="3"')
        tick = path(f"M{number(x - 6)} {number(y + 3)}l4.5 5 8 -10", "s-card", more='stroke-width="3"')
        return ring + path(drop(at, 36), "f-teal", "s-teal", more='stroke-width="2"') + tick
    if state == "now":
        glow = circle(at, 38, "f-saffron-soft") + circle(at, 30, "f-paper", "s-saffron", more='stroke-width="7"')
        edge = circle(at, 34, "s-saffron-deep", more='stroke-width="2"')
        fill = path(drop((x + 2, y + 1), 38), "f-saffron") + path(drop(at, 38), "s-ink", more='stroke-width="2.5"')
        return glow + edge + fill + circle((x, y + 5), 4.5, "f-saffron-ink")
    ring = circle(at, 25, "f-paper", "s-line-strong", more='stroke-width="2.5" stroke-dasharray="1 7"')
    return ring + path(drop(at, 32), "f-paper", "s-line-strong", more='stroke-width="2.5"')


def _label(at: int, stop: Stop, place: Point, room: float, anchor: Literal["middle", "start"]) -> str:
    """The number and name of a stop in at most three lines; what does not fit ends in an ellipsis."""
    x, y = place
    now = stop.state == "now"
    lines = _fitted(at + 1, stop.label, room / (_SIZE * (_BOLD if now else 1)))
    top = y if anchor == "middle" else y + 6 - _LINE * (len(lines) - 1) / 2
    spans = [
        f'<tspan x="{number(x)}" y="{number(top + _LINE * row)}">{text(words)}</tspan>'
        for row, words in enumerate(lines)
    ]
    heavy = ' font-weight="700"' if now else ""
    return f'<text class="led-t-ink" text-anchor="{anchor}"{heavy}>{"".join(spans)}</text>'


def _fitted(position: int, label: str, ems: float) -> list[str]:
    """The name in the longest lines that have room. Letters differ in width, so a count alone would not do."""
    width = round(ems * 2)
    while width > _SHORTEST:
        lines = _wrapped(position, label, width)
        if all(width_in_ems(line) <= ems for line in lines):
            return lines
        width -= 1
    return _wrapped(position, label, width)


def _wrapped(position: int, label: str, width: int) -> list[str]:
    """At most three lines; the number stays with the first word; a word longer than a line is cut."""
    first, *rest = label.split() or [""]
    words = [f"{position}\u00a0{first}", *rest]
    cut = " ".join("- ".join(textwrap.wrap(word, width - 1)) if len(word) > width else word for word in words)
    return textwrap.wrap(cut, width, max_lines=3, placeholder=" …", break_on_hyphens=False)
