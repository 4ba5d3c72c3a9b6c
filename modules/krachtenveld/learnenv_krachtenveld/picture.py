"""The actor map as a drawing: power upwards, interest to the right, and the more affected, the bigger the dot."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

from learnenv import Text
from learnenv_krachtenveld.actor_map import MapRow

WORDS = {
    "power": Text(nl="macht", en="power"),
    "interest": Text(nl="belang", en="interest"),
    "satisfied": Text(nl="tevreden houden", en="keep satisfied"),
    "close": Text(nl="nauw samenwerken", en="work closely"),
    "watch": Text(nl="af en toe kijken", en="look now and then"),
    "informed": Text(nl="informeren", en="keep informed"),
    "affected": Text(nl="stip: hoe groter, hoe meer geraakt", en="dot: the bigger, the more affected"),
}
"""What is written in the drawing, and the name of each box."""

_LEFT, _TOP, _SIDE = 72, 20, 540
_STEP = _SIDE / 5
_TURN = 2.399963
"""The golden angle: dots that share a place lie around it like seeds, none on top of another."""
_STYLE = """
.g{fill:none;stroke:#857A69;stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}.dash{stroke-dasharray:2 9}
.axis{fill:none;stroke:#1D2433;stroke-width:2.4;stroke-linecap:round;stroke-linejoin:round}
.box{fill:#0B6E69;fill-opacity:.07}.key{fill:#F2A93B;fill-opacity:.16}
.dot{fill:#FFFEFB;stroke:#1D2433;stroke-width:2.4}.hit{fill:#F2A93B}.ring{fill:none;stroke:#8A5200;stroke-width:3.5}
text{font-family:"Atkinson Hyperlegible Next",system-ui,sans-serif;fill:#1D2433}
.soft{fill:#505969}.hitno{fill:#1D2433}
@media (prefers-color-scheme:dark){.g{stroke:#7F8BA0}.axis{stroke:#F3EDE2}.box{fill:#5CCABD;fill-opacity:.1}
.dot{fill:#1D2532;stroke:#F3EDE2}.hit{fill:#F5B95A}.ring{stroke:#FFD08A}
text{fill:#F3EDE2}.soft{fill:#B7BDC9}.hitno{fill:#221602}}
"""


def drawing(rows: Iterable[MapRow], nl: bool) -> str:
    """The whole SVG; only numbers and words of our own are written in it."""
    dots = "".join(_dot(row, at) for row, at in _spread([row for row in rows if row.placed]))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 660"><style>{_STYLE}</style>'
        f"{_grid()}{_words(nl)}{dots}</svg>"
    )


def _grid() -> str:
    half = _SIDE / 2
    middle_x, middle_y = _LEFT + half, _TOP + half
    boxes = f'<rect class="box" x="{_LEFT}" y="{_TOP}" width="{half}" height="{half}" rx="10"/>'
    boxes += f'<rect class="key" x="{middle_x}" y="{_TOP}" width="{half}" height="{half}" rx="10"/>'
    boxes += f'<rect class="box" x="{middle_x}" y="{middle_y}" width="{half}" height="{half}" rx="10"/>'
    cross = f'<path class="g dash" d="M{middle_x} {_TOP}v{_SIDE}M{_LEFT} {middle_y}h{_SIDE}"/>'
    foot = _TOP + _SIDE
    axes = (
        f'<path class="axis" d="M{_LEFT} {foot}V{_TOP}m-7 11l7 -11l7 11M{_LEFT} {foot}h{_SIDE}m-11 -7l11 7l-11 7"/>'
    )
    return boxes + cross + axes


def _words(nl: bool) -> str:
    foot, middle = _TOP + _SIDE, _LEFT + _SIDE / 2
    left, right, high, low = middle - _SIDE / 4, middle + _SIDE / 4, _TOP + 1.07 * _STEP, _TOP + 4.07 * _STEP
    spots = (("satisfied", left, high), ("close", right, high), ("watch", left, low), ("informed", right, low))
    said = "".join(_text(_told(key, nl), x, y, "middle", "soft") for key, x, y in spots)
    said += _text(_told("affected", nl), middle, foot + 86, "middle", "soft")
    for rating in range(1, 6):
        x, y = _place(rating, rating)
        said += _text(str(rating), x, foot + 26, "middle", "soft") + _text(
            str(rating), _LEFT - 18, y + 7, "middle", "soft"
        )
    said += _text(_told("interest", nl), middle, foot + 54, "middle", "", 22)
    turned = f'transform="rotate(-90 26 {_TOP + _SIDE / 2})"'
    return said + _text(_told("power", nl), 26, _TOP + _SIDE / 2, "middle", "", 22, turned)


def _told(key: str, nl: bool) -> str:
    return WORDS[key].nl if nl else WORDS[key].en


def _text(words: str, x: float, y: float, anchor: str, kind: str, size: int = 20, more: str = "") -> str:
    return f'<text class="{kind}" x="{x:g}" y="{y:g}" font-size="{size}" text-anchor="{anchor}" {more}>{words}</text>'


def _place(interest: int, power: int) -> tuple[float, float]:
    return _LEFT + (interest - 0.5) * _STEP, _TOP + _SIDE - (power - 0.5) * _STEP


def _spread(rows: Sequence[MapRow]) -> list[tuple[MapRow, tuple[float, float]]]:
    """A place for each dot; those with the same ratings lie beside each other."""
    together: dict[tuple[int, int], list[MapRow]] = defaultdict(list)
    for row in rows:
        together[row.interest, row.power].append(row)
    return [
        (row, _beside(_place(*ratings), nth, len(sharing)))
        for ratings, sharing in together.items()
        for nth, row in enumerate(sharing)
    ]


def _beside(at: tuple[float, float], nth: int, of: int) -> tuple[float, float]:
    if of == 1:
        return at
    far = 33 * math.sqrt((nth + 0.35) * min(1, 8 / of))
    turn = nth * _TURN
    return at[0] + far * math.cos(turn), at[1] + far * math.sin(turn)


def _dot(row: MapRow, at: tuple[float, float]) -> str:
    x, y = at
    radius = 13 + 2.2 * row.affected
    hit = row.affected > 3
    ring = f'<circle class="ring" cx="{x:.1f}" cy="{y:.1f}" r="{radius + 5:.1f}"/>' if hit else ""
    dot = f'<circle class="dot{" hit" if hit else ""}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>'
    return ring + dot + _text(str(row.number), round(x, 1), round(y + 7, 1), "middle", "hitno" if hit else "")
