"""Oil slick: people on a board, who join when enough of their eight neighbours have.

The board has no edge: who goes off on one side comes in on the other. A person is a whole number, row by row.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from functools import lru_cache
from typing import Final, TypeAlias

from learnenv.labs.chance import Chance

SIDE: Final = 20
PEOPLE: Final = SIDE * SIDE
ROUNDS: Final = 8
PILOTS: Final = 16
NEEDS: Final = (1, 2, 3)
Step: TypeAlias = Callable[[set[int], int, int], set[int]]
"""step(on, side, need): who takes part after one more round."""

BLOCK: Final = frozenset(row * SIDE + column for row in range(8, 12) for column in range(8, 12))
"""Sixteen who start together."""


def neighbours(person: int, side: int) -> frozenset[int]:
    """The eight people around one."""
    row, column = divmod(person, side)
    around = ((row + down, column + right) for down in (-1, 0, 1) for right in (-1, 0, 1) if down or right)
    return frozenset(y % side * side + x % side for y, x in around)


def step(on: Set[int], side: int, need: int) -> set[int]:
    """One round: whoever has at least `need` neighbours that take part joins, all at the same moment."""
    joined = (each for each in range(side * side) if len(neighbours(each, side) & on) >= need)
    return set(on) | set(joined)


@lru_cache(maxsize=256)
def spread(start: frozenset[int], need: int, rounds: int = ROUNDS) -> frozenset[int]:
    """Who takes part after these rounds."""
    around = _AROUND
    on = set(start)
    for _ in range(rounds):
        on |= {each for each in range(PEOPLE) if len(around[each] & on) >= need}
    return frozenset(on)


@lru_cache(maxsize=256)
def scattered(seed: str) -> frozenset[int]:
    """Sixteen who start apart, from a seed. Boards on which chance alone turns the outcome around are not dealt: they
    spread far when two are needed, and hardly when three are, as almost all boards do."""
    chance = Chance(seed, "oil-slick")
    while True:
        found = frozenset(chance.some(PILOTS, PEOPLE))
        if len(spread(found, 2)) >= 300 and len(spread(found, 3)) <= 90:
            return found


_AROUND: Final = tuple(neighbours(each, SIDE) for each in range(PEOPLE))
