"""How sure a learner was, and how often that was right. It says something about the learner's judgement of
themselves; a score never changes by it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from learnenv.domain.exercise_type import RIGHT_ABOVE
from learnenv.domain.progress import Attempt, Certainty

CERTAINTIES: Final[tuple[Certainty, ...]] = ("low", "mid", "high")
ENOUGH: Final = 5
"""Answers at one level below which a share says nothing yet."""

Fit: TypeAlias = Literal["fits", "too-sure", "too-unsure"]

_LINES: Final = {"low": (1 / 3, 0.0), "mid": (4 / 3, 2 / 3), "high": (3.0, 2.0)}
_PAYS: Final = {"low": (0.0, 2 / 3), "mid": (2 / 3, 4 / 5), "high": (4 / 5, 1.0)}
"""Where the three lines cross: the shares of right answers at which each level is the one that pays best."""


@dataclass(frozen=True, slots=True)
class Level:
    """The answers that were given at one level of certainty."""

    certainty: Certainty
    answers: int = 0
    right: int = 0

    @property
    def enough(self) -> bool:
        """Whether there are enough answers to say how often they are right."""
        return self.answers >= ENOUGH

    @property
    def share(self) -> float:
        """How often an answer at this level was right; 0 when there is none."""
        return self.right / self.answers if self.answers else 0.0

    @property
    def pays(self) -> tuple[float, float]:
        """Between which shares of right answers this level is the fitting one."""
        return _PAYS[self.certainty]

    @property
    def fit(self) -> Fit:
        """Whether the learner was right about as often as this level asks for."""
        lowest, highest = self.pays
        return "too-sure" if self.share < lowest else "too-unsure" if self.share > highest else "fits"


@dataclass(frozen=True, slots=True)
class Calibration:
    """How sure, how often right: a level per certainty, from unsure to sure."""

    levels: tuple[Level, ...]

    @property
    def answers(self) -> int:
        """Answers with a certainty."""
        return sum(level.answers for level in self.levels)

    @property
    def enough(self) -> bool:
        """Whether there is anything to show: some level has enough answers."""
        return any(level.enough for level in self.levels)


def certainty_mark(fraction: float, certainty: Certainty) -> float:
    """What an answer is worth when certainty is weighed in: right and sure is most, wrong and sure is least."""
    slope, taken = _LINES[certainty]
    return slope * fraction - taken


def calibration(attempts: Iterable[Attempt]) -> Calibration:
    """The picture of all graded answers that came with a certainty. An answer that is partly right is not right."""
    graded = [each for each in attempts if each.certainty and each.fraction is not None and not each.broken]
    levels = []
    for certainty in CERTAINTIES:
        mine = [each.fraction or 0.0 for each in graded if each.certainty == certainty]
        levels.append(Level(certainty, len(mine), sum(fraction > RIGHT_ABOVE for fraction in mine)))
    return Calibration(tuple(levels))
