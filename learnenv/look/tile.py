"""A cover for a module that has no picture of its own, made from its id: a spot of oil that spreads."""

from __future__ import annotations

import hashlib
import random
from typing import Final

from learnenv.look.svg import Point, blot, document, drop, path, smooth

_WIDTH: Final = 320
_HEIGHT: Final = 180
_MOODS: Final = (
    ("teal-soft", "card", "teal", "saffron"),
    ("saffron-soft", "card", "saffron", "teal"),
    ("sunk", "teal-soft", "teal", "saffron"),
    ("teal-soft", "saffron-soft", "saffron", "teal"),
    ("saffron-soft", "teal-soft", "teal", "teal"),
    ("sunk", "saffron-soft", "saffron", "teal"),
)


def module_tile(seed: str, *, title: str = "") -> str:
    """The cover as SVG, 16 to 9: the same for the same id, on any machine. Without a title it is decoration."""
    hand = random.Random(hashlib.sha256(seed.encode("utf-8", "surrogatepass")).digest())  # noqa: S311 - a picture
    ground, spot, main, other = hand.choice(_MOODS)
    centre = (hand.uniform(0.3, 0.7) * _WIDTH, hand.uniform(0.46, 0.62) * _HEIGHT)
    shape = blot(centre, 44, hand)
    body = path(f"M0 0h{_WIDTH}v{_HEIGHT}H0z", f"f-{ground}")
    body += _rings(shape, centre, hand, f"f-{spot}", (f"s-{main}", f"s-{other}"))
    body += _drop(centre, 58, f"f-{main}")
    body += "".join(_drop(place, hand.uniform(13, 24), f"f-{other}") for place in _around(centre, hand))
    return document(_WIDTH, _HEIGHT, body, title=title, kind="le-drawing le-cover")


def _rings(shape: list[Point], centre: Point, hand: random.Random, spot: str, strokes: tuple[str, str]) -> str:
    """The spot, and around it the same outline again and again, wider each time."""
    drawn = path(smooth(shape), spot)
    reach = 1.0
    for number in range(hand.randint(5, 7)):
        outline = [_scaled(point, centre, reach) for point in shape]
        drawn += path(smooth(outline), strokes[number % 2], more='stroke-width="2.5"')
        reach += hand.uniform(0.38, 0.62)
    return drawn


def _scaled(point: Point, centre: Point, reach: float) -> Point:
    return centre[0] + (point[0] - centre[0]) * reach, centre[1] + (point[1] - centre[1]) * reach


def _drop(at: Point, height: float, fill: str) -> str:
    shifted = (at[0] + height * 0.05, at[1] + height * 0.03)
    return path(drop(shifted, height), fill) + path(drop(at, height), "s-ink", more='stroke-width="2.5"')


def _around(centre: Point, hand: random.Random) -> list[Point]:
    """Places for the small drops, on the side where there is room."""
    side = -1 if centre[0] > _WIDTH / 2 else 1
    reach = [hand.uniform(60 + 45 * at, 90 + 45 * at) for at in range(hand.randint(2, 3))]
    return [(min(max(centre[0] + side * far, 24), _WIDTH - 24), hand.uniform(34, _HEIGHT - 34)) for far in reach]
