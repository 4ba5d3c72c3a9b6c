"""Where the cards of a case's map stand and how the lines between them run: in rows from the start downwards, the
same for the same map on any machine. No card covers another, and no line runs across a card."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from learnenv.look.svg import Point

CARD_HEIGHT: Final = 82
GAP: Final = 62
"""Between two rows: room for lines to bend, and for choices that were not made."""
EDGE: Final = 10
"""Between the picture's edge and what stands in it."""
_HEAD: Final = 18
"""Above the first row: room for the drop that sits on the card where one is."""
_PORT: Final = 22
"""Between two lines at one side of a card."""

Line: TypeAlias = tuple[int, int]
"""From one card to another, by their places."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """How wide the picture is, how many cards stand in a row, and how wide each is."""

    width: float
    across: int
    card: float

    @property
    def pitch(self) -> float:
        """From one card to the next."""
        return (self.width - 2 * EDGE) / self.across


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything in its place."""

    height: float
    cards: tuple[Point, ...]
    """The middle of each card."""
    routes: tuple[tuple[Point, ...], ...]
    """Per line the points that it runs through. From the second on they come in pairs, straight past a row."""
    loose: tuple[Point, ...]
    """Where a choice that was not made leaves its card."""


def lay_out(count: int, lines: Sequence[Line], open: Sequence[int], sheet: Sheet) -> Layout:
    """Place `count` cards, the first one at the top; `open` says per card how many choices were not made."""
    rows = _rows(count, lines, sheet.across)
    row_of = {card: row for row, cards in enumerate(rows) for card in cards}
    xs = {card: x for cards in rows for card, x in zip(cards, _across(len(cards), sheet), strict=True)}
    tops = [_HEAD + row * (CARD_HEIGHT + GAP) for row in range(len(rows))]
    passing = _passing(lines, row_of, xs, [_gutters(len(cards), sheet) for cards in rows])
    ports = _Ports(lines, passing, row_of, xs, open, sheet.card)
    loose = tuple(
        (ports.bottom(card, (card, -1 - number)), tops[row_of[card]] + CARD_HEIGHT)
        for card in range(count)
        for number in range(ports.loose[card])
    )
    # Below the last row there is room for the choices that were not made there.
    foot = GAP * 0.75 if any(ports.loose[card] for card in rows[-1]) else EDGE
    return Layout(
        tops[-1] + CARD_HEIGHT + foot,
        tuple((xs[card], tops[row_of[card]] + CARD_HEIGHT / 2) for card in range(count)),
        tuple(_route(line, passing[line], row_of, tops, ports) for line in lines),
        loose,
    )


def _rows(count: int, lines: Sequence[Line], across: int) -> list[list[int]]:
    """The cards per row: each below all that lead to it, apart from lines that lead back."""
    forward, order = _forward(count, lines)
    layer = [0] * count
    for card in order:
        for to in forward[card]:
            layer[to] = max(layer[to], layer[card] + 1)
    into: dict[int, list[int]] = {card: [start for start in order if card in forward[start]] for card in order}
    rows: list[list[int]] = []
    side: dict[int, float] = {}
    for level in range(max(layer) + 1):
        cards = [card for card in range(count) if layer[card] == level]
        cards.sort(key=lambda card: (_mean([side[each] for each in into[card]]), card))
        side |= {card: (place + 0.5) / len(cards) for place, card in enumerate(cards)}
        rows += [cards[at : at + across] for at in range(0, len(cards), across)]
    return rows


def _forward(count: int, lines: Sequence[Line]) -> tuple[dict[int, list[int]], list[int]]:
    """The lines without those that lead back, and the cards in an order in which none comes before its start."""
    out: dict[int, list[int]] = {card: [end for start, end in lines if start == card] for card in range(count)}
    forward: dict[int, list[int]] = {card: [] for card in range(count)}
    left: list[int] = []
    state = [0] * count
    for root in range(count):
        if state[root]:
            continue
        stack: list[tuple[int, Iterator[int]]] = [(root, iter(out[root]))]
        state[root] = 1
        while stack:
            card, waiting = stack[-1]
            to = next(waiting, None)
            if to is None:
                state[card] = 2
                left.append(card)
                stack.pop()
            elif state[to] != 1:
                forward[card].append(to)
                if not state[to]:
                    state[to] = 1
                    stack.append((to, iter(out[to])))
    return forward, left[::-1]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.5


def _across(count: int, sheet: Sheet) -> list[float]:
    return [sheet.width / 2 + sheet.pitch * (place - (count - 1) / 2) for place in range(count)]


def _gutters(count: int, sheet: Sheet) -> list[float]:
    """Where a line can run past a row: between its cards, and left and right of them."""
    xs = _across(count, sheet)
    return [xs[0] - sheet.pitch / 2, *(x + sheet.pitch / 2 for x in xs)]


class _Ports:
    """Where lines and loose ends meet the top and the bottom of each card: side by side, in the order of where they
    go, with the loose ends between what goes left and what goes right."""

    def __init__(
        self,
        lines: Sequence[Line],
        passing: Mapping[Line, Sequence[float]],
        row_of: Mapping[int, int],
        xs: Mapping[int, float],
        open: Sequence[int],
        card: float,
    ) -> None:
        self._xs, self._room = xs, card - 24
        below: dict[int, list[tuple[float, Line]]] = {each: [] for each in xs}
        above: dict[int, list[tuple[float, Line]]] = {each: [] for each in xs}
        for start, end in lines:
            line, down = (start, end), row_of[start] < row_of[end]
            if start != end:
                (below if down else above)[start].append(((*passing[line], xs[end])[0], line))
                (above if down else below)[end].append(((xs[start], *passing[line])[-1], line))
        most = {each: max(1, int(self._room // _PORT) + 1 - len(below[each])) for each in xs}
        self.loose = {each: min(open[each], most[each]) for each in xs}
        """How many loose ends are drawn at each card."""
        for each, x in xs.items():
            below[each] += [(x + 0.1, (each, -1 - number)) for number in range(self.loose[each])]
        self._below, self._above = ({card: sorted(of[card]) for card in of} for of in (below, above))

    def bottom(self, card: int, line: Line) -> float:
        """Where a line, or the loose end (card, -1 - number), meets the bottom."""
        return self._at(card, line, self._below[card])

    def top(self, card: int, line: Line) -> float:
        """Where a line meets the top."""
        return self._at(card, line, self._above[card])

    def _at(self, card: int, line: Line, there: Sequence[tuple[float, Line]]) -> float:
        place, last = [each for _, each in there].index(line), len(there) - 1
        return self._xs[card] + min(_PORT, self._room / max(1, last)) * (place - last / 2)


def _passing(
    lines: Sequence[Line], row_of: Mapping[int, int], xs: Mapping[int, float], gutters: Sequence[Sequence[float]]
) -> dict[Line, list[float]]:
    """Per line where it runs past each row between its ends: the way past that is nearest to the straight one."""
    taken: Counter[tuple[int, float]] = Counter()
    passing: dict[Line, list[float]] = {}
    for start, end in lines:
        first, last = row_of[start], row_of[end]
        rows = range(first + 1, last) if first < last else range(first - 1, last, -1)
        passing[start, end] = []
        for number, row in enumerate(rows, 1):
            aim = xs[start] + (xs[end] - xs[start]) * number / (len(rows) + 1)
            gutter = min(gutters[row], key=lambda each: abs(each - aim))
            # Lines that share a way past a row run side by side.
            passing[start, end].append(gutter + (0, 5, -5)[taken[row, gutter] % 3])
            taken[row, gutter] += 1
    return passing


def _route(
    line: Line, passing: Sequence[float], row_of: Mapping[int, int], tops: Sequence[float], ports: _Ports
) -> tuple[Point, ...]:
    start, end = line
    if start == end:
        return ()
    first, last = row_of[start], row_of[end]
    if first < last:
        points = [(ports.bottom(start, line), tops[first] + CARD_HEIGHT)]
        for x, top in zip(passing, tops[first + 1 : last], strict=True):
            points += [(x, top), (x, top + CARD_HEIGHT)]
        return (*points, (ports.top(end, line), tops[last]))
    points = [(ports.top(start, line), tops[first])]
    for x, top in zip(passing, reversed(tops[last + 1 : first]), strict=True):
        points += [(x, top + CARD_HEIGHT), (x, top)]
    return (*points, (ports.bottom(end, line), tops[last] + CARD_HEIGHT))
