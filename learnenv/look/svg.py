"""The pen that all generated drawings share: one hand, one style, both themes."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from html import escape
from typing import Final

from learnenv.look.tokens import SIZES, colour

Point = tuple[float, float]
"""x and y in the units of the drawing's viewBox."""

_FILLS: Final = (
    *("ink", "teal", "teal-soft", "saffron", "saffron-soft", "saffron-ink"),
    *("card", "paper", "sunk", "brick", "brick-soft"),
)
_STROKES: Final = ("ink", "teal", "saffron", "saffron-deep", "line", "line-strong", "card", "brick")
_TEXTS: Final = ("ink", "ink-soft")
_WIDTHS: Final = (("ijlI.,:;!|'\u00a0 ", 0.32), ('ftr()-"', 0.42), ("mwMW%…", 1.0))
_CAPITAL: Final = 0.7
_OTHER: Final = 0.63


def width_in_ems(words: str) -> float:
    """How wide words become, in their own size. A picture is shown without the fonts of the page, so this goes by the
    widest of the usual ones, DejaVu Sans."""
    return sum(_em(letter) for letter in words)


def document(width: float, height: float, body: str, *, title: str = "", kind: str = "le-drawing") -> str:
    """A whole SVG. Its name is the title; without one it is decoration and hidden from screen readers."""
    name = f' role="img"><title>{text(title)}</title>' if title else ' aria-hidden="true">'
    size = f'width="{number(width)}" height="{number(height)}" viewBox="0 0 {number(width)} {number(height)}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" class="{kind}" {size}{name}<style>{_STYLE}</style>{body}</svg>'


def path(data: str, *classes: str, more: str = "") -> str:
    """One path. Classes: `f-<token>` fills, `s-<token>` strokes; more holds further attributes, already safe."""
    return f'<path class="{_classes(classes)}" d="{data}"{_spaced(more)}/>'


def circle(at: Point, radius: float, *classes: str, more: str = "") -> str:
    """One circle, styled as `path` is."""
    x, y = at
    place = f'cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"'
    return f'<circle class="{_classes(classes)}" {place}{_spaced(more)}/>'


def smooth(points: Sequence[Point]) -> str:
    """Path data of a flowing closed line through the points (Catmull-Rom as cubic curves)."""
    start = f"M{number(points[0][0])} {number(points[0][1])}"
    return start + "".join(_segment(points, at) for at in range(len(points))) + "Z"


def curve(*points: Point) -> str:
    """One cubic curve as path data: two points that pull it, and where it ends."""
    return "C" + " ".join(f"{number(x)} {number(y)}" for x, y in points)


def drop(at: Point, height: float) -> str:
    """Path data of our drop: its tip up and leaning a little, its belly around the point."""

    def point(across: float, down: float) -> Point:
        return at[0] + height * 0.36 * across, at[1] + height * down

    tip = point(0.11, -0.55)
    return (
        f"M{number(tip[0])} {number(tip[1])}"
        + curve(point(0.2, -0.25), point(1, -0.12), point(1, 0.12))
        + curve(point(1, 0.33), point(0.55, 0.45), point(0, 0.45))
        + curve(point(-0.57, 0.45), point(-1, 0.32), point(-1, 0.1))
        + curve(point(-1, -0.13), point(-0.1, -0.24), tip)
        + "Z"
    )


def blot(at: Point, radius: float, hand: random.Random, *, points: int = 9) -> list[Point]:
    """The outline of a spot of oil: round, but not quite."""
    x, y = at
    turns = [(math.tau * k / points, radius * hand.uniform(0.82, 1.16)) for k in range(points)]
    return [(x + far * math.cos(turn), y + far * 0.86 * math.sin(turn)) for turn, far in turns]


def text(words: str) -> str:
    """Words made safe for XML: markup escaped, control characters that XML forbids left out."""
    kept = "".join(each for each in words if each in "\t\n" or (each >= " " and not _forbidden(each)))
    return escape(kept, quote=True)


def number(value: float) -> str:
    """A coordinate with at most one decimal."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")


def _segment(points: Sequence[Point], at: int) -> str:
    before, here, there, after = (points[(at + step) % len(points)] for step in (-1, 0, 1, 2))
    first = (here[0] + (there[0] - before[0]) / 6, here[1] + (there[1] - before[1]) / 6)
    second = (there[0] - (after[0] - here[0]) / 6, there[1] - (after[1] - here[1]) / 6)
    return curve(first, second, there)


def _forbidden(each: str) -> bool:
    return "\x7f" <= each <= "\x9f" or "\ud800" <= each <= "\udfff" or each in "\ufffe\uffff"


def _classes(names: Sequence[str]) -> str:
    return " ".join(f"led-{name}" for name in names)


def _spaced(more: str) -> str:
    return f" {more}" if more else ""


def _em(letter: str) -> float:
    for letters, width in _WIDTHS:
        if letter in letters:
            return width
    return _CAPITAL if letter.isupper() else _OTHER


def _rules(*, dark: bool) -> str:
    fills = "".join(f".led-f-{name}{{fill:{colour(name, dark=dark)}}}" for name in _FILLS)
    strokes = "".join(f".led-s-{name}{{stroke:{colour(name, dark=dark)}}}" for name in _STROKES)
    return fills + strokes + "".join(f".led-t-{name}{{fill:{colour(name, dark=dark)}}}" for name in _TEXTS)


_FONT: Final = SIZES["font"].replace('"', "'")
_STYLE: Final = (
    ".le-drawing{max-width:100%;height:auto}"
    ".le-drawing path,.le-drawing circle{fill:none;stroke-linecap:round;stroke-linejoin:round}"
    f".le-drawing text{{font:17px {_FONT}}}"
    + _rules(dark=False).replace(".led-f", ".le-drawing .led-f")
    + "@media screen and (prefers-color-scheme:dark){"
    + _rules(dark=True).replace(".led-f", ".le-drawing .led-f")
    + "}"
)
