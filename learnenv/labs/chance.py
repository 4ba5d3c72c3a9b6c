"""Chance from a seed: the same on every machine and in every version of Python, because answers are graded by it."""

from __future__ import annotations

from random import Random


class Chance:
    """Numbers that follow from a seed. Only `random()` of Python's generator is promised never to change."""

    def __init__(self, *seed: str) -> None:
        self.next = Random("/".join(seed)).random  # noqa: S311 - numbers to work with, no secret
        """A number from 0 up to 1."""

    def between(self, least: float, most: float) -> float:
        """A number from least up to most."""
        return least + self.next() * (most - least)

    def whole(self, least: int, most: int) -> int:
        """A whole number from least up to and including most."""
        return least + int(self.next() * (most - least + 1))

    def some(self, count: int, below: int) -> tuple[int, ...]:
        """Different whole numbers from 0 up to `below`, from low to high."""
        left = list(range(below))
        return tuple(sorted(left.pop(self.whole(0, len(left) - 1)) for _ in range(count)))
