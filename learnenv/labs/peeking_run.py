"""Do not peek: experiments in which nothing is going on, and how often looking finds something all the same."""

from __future__ import annotations

import math
from bisect import bisect
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Final, TypeAlias

from learnenv.labs.chance import Chance

DAYS: Final = 14
PER_DAY: Final = 40
"""Visitors a day in each of the two groups."""
RATE: Final = 0.10
"""The share that orders, in both groups alike: there is no difference to find."""
LEAST_LOOKS: Final = 2
SHOWN: Final = 1_000
"""The most that the slider offers and that is run to show: a few hundredths of a second, once."""
Z95: Final = 1.959964
Experiment: TypeAlias = tuple[tuple[float, float], ...]

_LONG_RUN: Final = (5.03, 8.36, 10.39, 12.49, 13.97, 14.88, 16.53, 17.02, 17.43, 18.18, 18.74, 19.17, 19.46, 22.56)
REFERENCE: Final = {looks: percent / 100 for looks, percent in enumerate(_LONG_RUN, start=1)}
"""Number of looks -> the part of experiments with a false alarm. Made by `false_alarms("reference", 400_000)`, which
takes about 8 seconds; the standard error of each is at most 0.0007."""

_UP_TO: Final = tuple(
    accumulate(math.comb(PER_DAY, k) * RATE**k * (1 - RATE) ** (PER_DAY - k) for k in range(PER_DAY + 1))
)
"""The chance of at most so many orders on one day in one group."""


def look_days(looks: int) -> tuple[int, ...]:
    """The days on which one looks, spread evenly; the last day is always one of them."""
    return tuple(math.ceil(DAYS * look / looks) for look in range(1, looks + 1))


def false_alarms(seed: str, runs: int) -> dict[int, float]:
    """Number of looks -> the part of so many experiments in which at least one look was "significant"."""
    draw = Chance(seed, "peeking").next
    return _rates(tuple(_significant_days(experiment(draw)) for _ in range(runs)))


def simulated(seed: str, runs: int) -> tuple[float, ...]:
    """`false_alarms` for 1, 2, … looks, of at most SHOWN experiments: quick enough to follow a slider."""
    return tuple(_rates(_series(seed)[:runs]).values())


def experiment(draw: Callable[[], float]) -> Experiment:
    """For each day so far: the difference between two equal groups, and how far a test lets chance go; both in
    percentage points."""
    days, one, other = [], 0, 0
    for day in range(1, DAYS + 1):
        one += bisect(_UP_TO, draw())
        other += bisect(_UP_TO, draw())
        visitors, pooled = PER_DAY * day, (one + other) / (2 * PER_DAY * day)
        days.append((100 * (one - other) / visitors, 100 * Z95 * math.sqrt(2 * pooled * (1 - pooled) / visitors)))
    return tuple(days)


@lru_cache(maxsize=64)
def example(seed: str) -> Experiment:
    """An experiment of one's own to look at: one that seems to find something on the way, and nothing at the end."""
    draw = Chance(seed, "peeking").next
    while True:
        tried = experiment(draw)
        found = _significant_days(tried)
        if found and DAYS not in found and found[0] > 1:
            return tried


def _rates(series: Sequence[Sequence[int]]) -> dict[int, float]:
    days = {looks: set(look_days(looks)) for looks in range(1, DAYS + 1)}
    alarms = dict.fromkeys(days, 0)
    for found in series:
        if found:
            for looks, on in days.items():
                alarms[looks] += not on.isdisjoint(found)
    return {looks: count / len(series) for looks, count in alarms.items()}


@lru_cache(maxsize=64)
def _series(seed: str) -> tuple[tuple[int, ...], ...]:
    """The days of false alarm in each of a learner's experiments. Fewer of them are the first of these."""
    draw = Chance(seed, "peeking").next
    return tuple(_significant_days(experiment(draw)) for _ in range(SHOWN))


def _significant_days(tried: Experiment) -> tuple[int, ...]:
    """The days on which a test of two shares says "significant"."""
    return tuple(day for day, (difference, chance) in enumerate(tried, start=1) if abs(difference) > chance)
