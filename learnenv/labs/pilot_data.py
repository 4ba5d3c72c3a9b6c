"""Did the pilot work? The numbers of one pilot, and the interval in which the true difference lies.

Shares are in percent and differences in percentage points everywhere.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from learnenv.labs.chance import Chance

Decision: TypeAlias = Literal["go", "stop", "undecided"]
DECISIONS: Final[tuple[Decision, ...]] = ("go", "stop", "undecided")
Z95: Final = 1.959964
CLEAR: Final = 0.15
"""How far every end of every interval stays from the threshold, so that rounding never changes the decision."""
FAR: Final = 15.0
"""No interval of a pilot that is dealt reaches beyond this."""


@dataclass(frozen=True, slots=True)
class Group:
    """People before or after the pilot, and how many of them did what it is about."""

    visitors: int
    orders: int

    @property
    def share(self) -> float:
        """The part that did it, from 0 to 1."""
        return self.orders / self.visitors


@dataclass(frozen=True, slots=True)
class PilotData:
    """One pilot."""

    before: Group
    after: Group

    @property
    def difference(self) -> float:
        """After minus before, in percentage points."""
        return 100 * (self.after.share - self.before.share)

    def wald(self, z: float = Z95) -> tuple[float, float]:
        """The interval by the formula that fits on the back of an envelope."""
        groups = (self.before, self.after)
        half = 100 * z * math.sqrt(sum(each.share * (1 - each.share) / each.visitors for each in groups))
        return self.difference - half, self.difference + half

    def newcombe(self) -> tuple[float, float]:
        """The interval from Wilson's intervals of both shares (Newcombe 1998, method 10)."""
        old, new = self.before.share, self.after.share
        (low_old, high_old), (low_new, high_new) = _wilson(self.before), _wilson(self.after)
        down = math.hypot(new - low_new, high_old - old)
        up = math.hypot(high_new - new, old - low_old)
        return self.difference - 100 * down, self.difference + 100 * up

    def intervals(self) -> tuple[tuple[float, float], ...]:
        """The intervals that are accepted."""
        return self.newcombe(), self.wald()


def decide(interval: tuple[float, float], threshold: float) -> Decision:
    """What the whole interval says: above the threshold, below it, or on both sides."""
    low, high = interval
    return "go" if low >= threshold else "stop" if high < threshold else "undecided"


@lru_cache(maxsize=512)
def draw_pilot(seed: str, threshold: float) -> PilotData:
    """A pilot that follows from the seed. Each decision is as likely; what only the choice of interval would decide,
    or a rounding, is not dealt but drawn anew."""
    chance = Chance(seed, "pilot")
    wanted = DECISIONS[chance.whole(0, 2)]
    while True:
        data = _drawn(chance, wanted, threshold)
        if data and _is_clear(data, wanted, threshold):
            return data


def _drawn(chance: Chance, wanted: Decision, threshold: float) -> PilotData | None:
    old, new = 10 * chance.whole(40, 240), 10 * chance.whole(40, 240)
    share = chance.between(0.04, 0.14)
    half = Z95 * math.sqrt(share * (1 - share) * (1 / old + 1 / new))
    away = {"go": (1.3, 2.3), "stop": (-2.3, -1.3), "undecided": (-0.7, 0.7)}[wanted]
    after = share + threshold / 100 + chance.between(*away) * half
    if not 0.01 <= after <= 0.4:
        return None
    return PilotData(Group(old, round(share * old)), Group(new, round(after * new)))


def _is_clear(data: PilotData, wanted: Decision, threshold: float) -> bool:
    ends = [end for interval in data.intervals() for end in interval]
    return (
        all(decide(interval, threshold) == wanted for interval in data.intervals())
        and all(abs(end - threshold) >= CLEAR and abs(end) <= FAR for end in ends)
        and abs(data.difference) >= 2 * CLEAR
    )


def _wilson(group: Group) -> tuple[float, float]:
    n, p, z = group.visitors, group.share, Z95
    middle, wide = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return (middle - wide) / (1 + z * z / n), (middle + wide) / (1 + z * z / n)
