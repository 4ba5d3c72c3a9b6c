"""The map of a case: the scenes someone saw as cards, the ways between them, and loose ends for what they left."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from learnenv.look.case_layout import CARD_HEIGHT, Line, Sheet, lay_out
from learnenv.look.svg import Point, circle, curve, document, drop, number, path, text

_WIDE: Final = Sheet(width=720, across=3, card=196)
_NARROW: Final = Sheet(width=340, across=2, card=142)
_LINE: Final = 20
_MOST_LINES: Final = 3
_DROP: Final = 26


@dataclass(frozen=True, slots=True)
class Spot:
    """One scene: its name, whether it is where one is, on the way there or seen earlier, whether the case ends
    there, and how many choices were left."""

    label: str
    state: Literal["here", "way", "earlier"]
    end: bool = False
    open: int = 0


@dataclass(frozen=True, slots=True)
class Way:
    """A line between two spots, by their places; `now` when it is on the way to where one is."""

    start: int
    end: int
    now: bool = False


def case_map(spots: Sequence[Spot], ways: Sequence[Way], *, title: str, narrow: bool = False) -> str:
    """The map as SVG, the first spot at the top. ValueError when there is no spot."""
    if not spots:
        raise ValueError("case map: no spots; give at least the first scene")
    sheet = _NARROW if narrow else _WIDE
    lines = list(dict.fromkeys((each.start, each.end) for each in ways))
    now = {(each.start, each.end) for each in ways if each.now}
    layout = lay_out(len(spots), lines, [spot.open for spot in spots], sheet)
    routes = sorted(zip(lines, layout.routes, strict=True), key=lambda each: each[0] in now)
    body = "".join(_line(line, route, layout.cards, sheet, thick=line in now) for line, route in routes)
    body += "".join(_loose_end(at) for at in layout.loose)
    body += "".join(_card(spot, at, sheet, narrow=narrow) for spot, at in zip(spots, layout.cards, strict=True))
    return document(sheet.width, layout.height, body, title=title)


def meter(part: float) -> str:
    """A small bar that is filled for a part, from 0 to 1. Decoration: the number stands beside it."""
    box = _box((50, 6), 98, 10, 5)
    length = 2 + 96 * min(max(part, 0.0), 1.0)
    full = path(f"M6 6H{number(max(6.0, length - 4))}", "s-teal", more='stroke-width="7"') if part > 0 else ""
    return document(100, 12, path(box, "f-sunk") + full + path(box, "s-line-strong", more='stroke-width="1.5"'))


def _line(line: Line, route: Sequence[Point], cards: Sequence[Point], sheet: Sheet, *, thick: bool) -> str:
    """One way with a tip at its end; a thin one is dotted."""
    if not route:
        return _stroked(_loop(cards[line[0]], sheet), thick=thick)
    data, here = f"M{_at(route[0])}", route[0]
    for place, there in enumerate(route[1:]):
        past_a_row = place % 2 == 1
        middle = (here[1] + there[1]) / 2
        data += f"L{_at(there)}" if past_a_row else curve((here[0], middle), (there[0], middle), there)
        here = there
    back = -7 if route[-1][1] > route[-2][1] else 7
    tip = f"M{_at((here[0] - 6, here[1] + back))}L{_at(here)}L{_at((here[0] + 6, here[1] + back))}"
    return _stroked(data, thick=thick) + _stroked(tip, thick=thick, dots="")


def _loop(card: Point, sheet: Sheet) -> str:
    """A way that leads back to where it left, at the right side of its card."""
    x, y = card[0] + sheet.card / 2, card[1]
    return f"M{_at((x, y - 12))}" + curve((x + 13, y - 14), (x + 13, y + 14), (x, y + 12))


def _stroked(data: str, *, thick: bool, dots: str = ' stroke-dasharray="1 6"') -> str:
    if thick:
        return path(data, "s-teal", more='stroke-width="4"')
    return path(data, "s-line-strong", more=f'stroke-width="2.5"{dots}')


def _loose_end(at: Point) -> str:
    x, y = at
    line = path(f"M{_at(at)}v15", "s-line-strong", more='stroke-width="2.5"')
    return line + circle((x, y + 21), 5, "f-paper", "s-line-strong", more='stroke-width="2.5"')


def _card(spot: Spot, at: Point, sheet: Sheet, *, narrow: bool) -> str:
    fill, stroke, more = {
        "here": ("f-saffron-soft", "s-saffron-deep", 'stroke-width="3.5"'),
        "way": ("f-card", "s-teal", 'stroke-width="3"'),
        "earlier": ("f-paper", "s-line-strong", 'stroke-width="1.5"'),
    }[spot.state]
    drawn = path(_box(at, sheet.card, CARD_HEIGHT, 36 if spot.end else 12), fill, stroke, more=more)
    if spot.end:
        drawn += path(_box(at, sheet.card - 12, CARD_HEIGHT - 12, 30), stroke, more='stroke-width="1.5"')
    if spot.state == "here":
        # On the corner, and no further in than the name begins.
        mark = (at[0] - sheet.card / 2, at[1] - CARD_HEIGHT / 2 + 8)
        drawn += path(drop(mark, _DROP), "f-saffron", "s-ink", more='stroke-width="2.5"')
    return drawn + _label(spot, at, sheet, narrow=narrow)


def _box(at: Point, wide: float, high: float, radius: float) -> str:
    across, down, r = number(wide - 2 * radius), number(high - 2 * radius), number(radius)
    arc = f"a{r} {r} 0 0 1"
    return (
        f"M{_at((at[0] - wide / 2 + radius, at[1] - high / 2))}h{across}{arc} {r} {r}v{down}{arc} -{r} {r}"
        f"h-{across}{arc} -{r} -{r}v-{down}{arc} {r} -{r}z"
    )


def _label(spot: Spot, at: Point, sheet: Sheet, *, narrow: bool) -> str:
    """The name in at most three lines; what does not fit ends in an ellipsis."""
    letter = (8.8 if narrow else 9.9) * (1.08 if spot.state == "here" else 1)
    lines = _wrapped(spot.label, int((sheet.card - (28 if spot.end else 18)) / letter))
    top = at[1] + 6 - _LINE * (len(lines) - 1) / 2
    spans = "".join(
        f'<tspan x="{number(at[0])}" y="{number(top + _LINE * row)}">{text(words)}</tspan>'
        for row, words in enumerate(lines)
    )
    look = ("font-size:15px;" if narrow else "") + ("font-weight:700" if spot.state == "here" else "")
    style = f' style="{look}"' if look else ""
    tone = "ink-soft" if spot.state == "earlier" else "ink"
    return f'<text class="led-t-{tone}" text-anchor="middle"{style}>{spans}</text>'


def _wrapped(label: str, width: int) -> list[str]:
    cut = " ".join("- ".join(textwrap.wrap(word, width - 1)) if len(word) > width else word for word in label.split())
    return textwrap.wrap(cut, width, max_lines=_MOST_LINES, placeholder=" …", break_on_hyphens=False) or [""]


def _at(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"
