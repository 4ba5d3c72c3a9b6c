"""Item statistics: how hard an item is and whether it tells learners apart. As Moodle computes them
(question/classes/statistics/questions/calculator.php): first attempts, variances with S - 1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum, sqrt

FEWEST = 10
"""Learners below which only counts say something."""

Fractions = Mapping[str, Mapping[str, float]]
"""Per learner and item: the fraction of the first attempt, in [0, 1]. What was not answered is not there."""


@dataclass(frozen=True, slots=True)
class ItemStatistics:
    """One item in one group of learners. Figures that do not exist, or are over too few learners, are None."""

    item: str
    answered: int
    """Learners with a first attempt at it."""
    facility: float | None
    """Mean fraction over those, in [0, 1]."""
    compared: int
    """Learners who answered every item: the figures below are over these."""
    discrimination_index: float | None = None
    """100 cov(x, R) / sqrt(var(x) var(R)), R being the sum of a learner's other items."""
    discriminative_efficiency: float | None = None
    """100 cov(x, R) over the largest covariance that these same values could have."""


@dataclass(frozen=True, slots=True)
class TestStatistics:
    """The items together, over learners who answered every one."""

    learners: int
    items: int
    mean: float | None = None
    """Of the totals."""
    deviation: float | None = None
    """Standard deviation of the totals."""
    consistency: float | None = None
    """Coefficient of internal consistency, at most 100; only for more than 1 item and more than 2 learners."""
    error_ratio: float | None = None
    standard_error: float | None = None


def item_statistics(fractions: Fractions, items: Sequence[str], fewest: int = FEWEST) -> tuple[ItemStatistics, ...]:
    """Each item's figures, in the order of `items`. With fewer than `fewest` complete learners no discrimination."""
    rows = _complete(fractions, items)
    return tuple(_item(fractions, rows, items, column, fewest) for column in range(len(items)))


def overall_statistics(fractions: Fractions, items: Sequence[str], fewest: int = FEWEST) -> TestStatistics:
    """The figures of all items together."""
    rows = _complete(fractions, items)
    learners, count = len(rows), len(items)
    if learners < max(fewest, 2) or not count:
        return TestStatistics(learners, count)
    totals = [fsum(row) for row in rows]
    spread = _variance(totals)
    mean, deviation = fsum(totals) / learners, sqrt(spread)
    if count < 2 or learners < 3 or spread == 0:
        return TestStatistics(learners, count, mean, deviation)
    of_items = fsum(_variance([row[column] for row in rows]) for column in range(count))
    consistency = 100 * count / (count - 1) * (1 - of_items / spread)
    error_ratio = 100 * sqrt(max(0.0, 1 - consistency / 100))
    return TestStatistics(learners, count, mean, deviation, consistency, error_ratio, error_ratio * deviation / 100)


def _item(
    fractions: Fractions, rows: list[list[float]], items: Sequence[str], column: int, fewest: int
) -> ItemStatistics:
    item = items[column]
    given = [answers[item] for answers in fractions.values() if item in answers]
    facility = fsum(given) / len(given) if given else None
    if len(rows) < max(fewest, 2):
        return ItemStatistics(item, len(given), facility, len(rows))
    own = [row[column] for row in rows]
    rest = [fsum(row[:column] + row[column + 1 :]) for row in rows]
    spread, together = _variance(own) * _variance(rest), _covariance(own, rest)
    most = _covariance(sorted(own), sorted(rest))
    return ItemStatistics(
        item,
        len(given),
        facility,
        len(rows),
        100 * together / sqrt(spread) if spread > 0 else None,
        100 * together / most if spread > 0 and most else None,
    )


def _complete(fractions: Fractions, items: Sequence[str]) -> list[list[float]]:
    """The answers of learners who answered everything, in the order of the items."""
    return [[row[item] for item in items] for row in fractions.values() if all(item in row for item in items)]


def _variance(values: Sequence[float]) -> float:
    return _covariance(values, values)


def _covariance(left: Sequence[float], right: Sequence[float]) -> float:
    """Of a sample: divided by one less than its size."""
    mean_left, mean_right = fsum(left) / len(left), fsum(right) / len(right)
    return fsum((a - mean_left) * (b - mean_right) for a, b in zip(left, right, strict=True)) / (len(left) - 1)
