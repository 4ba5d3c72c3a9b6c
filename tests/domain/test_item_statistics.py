"""Item statistics against golden values and an independent computation."""

from __future__ import annotations

from fractions import Fraction
from math import sqrt
from statistics import correlation, covariance, fmean, stdev, variance

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from learnenv.domain.item_statistics import TestStatistics as Overall
from learnenv.domain.item_statistics import item_statistics, overall_statistics

GOLDEN = [(1, 1, 1, 1), (1, 1, 1, 0), (1, 1, 0.5, 0), (1, 0, 0.5, 1), (0, 1, 0, 0), (0, 0, 0, 1)]
ITEMS = ("a", "b", "c", "d")


def table(rows: list[tuple[float, ...]]) -> dict[str, dict[str, float]]:
    return {f"learner-{n}": dict(zip(ITEMS, row, strict=False)) for n, row in enumerate(rows)}


def test_the_golden_class_of_six_learners_and_four_items() -> None:
    found = item_statistics(table(GOLDEN), ITEMS, fewest=2)
    assert [each.facility for each in found] == pytest.approx([0.6667, 0.6667, 0.5, 0.5], abs=1e-4)
    assert [each.discrimination_index for each in found] == pytest.approx([68.60, -5.98, 89.11, -30.15], abs=0.005)
    efficiency = [each.discriminative_efficiency for each in found]
    assert efficiency == pytest.approx([100, -7.14, 100, -33.33], abs=0.005)
    whole = overall_statistics(table(GOLDEN), ITEMS, fewest=2)
    assert (whole.mean, whole.deviation) == pytest.approx((2.3333, 1.1690), abs=1e-4)
    assert (whole.consistency, whole.error_ratio) == pytest.approx((32.52, 82.15), abs=0.005)
    assert whole.standard_error == pytest.approx(0.9603, abs=1e-4)


CELL = st.sampled_from([0.0, 0.25, 1 / 3, 0.5, 2 / 3, 1.0])


@given(st.lists(st.tuples(CELL, CELL, CELL, CELL), min_size=3, max_size=30))
def test_every_figure_equals_an_independent_computation(rows: list[tuple[float, ...]]) -> None:
    found = item_statistics(table(rows), ITEMS, fewest=2)
    for column, each in enumerate(found):
        own = [row[column] for row in rows]
        rest = [float(sum(map(Fraction, row)) - Fraction(row[column])) for row in rows]
        assert each.facility == pytest.approx(fmean(own), abs=1e-9)
        assume(variance(own) > 1e-6 and variance(rest) > 1e-6)
        assert each.discrimination_index == pytest.approx(100 * correlation(own, rest), abs=1e-6)
        most = covariance(sorted(own), sorted(rest))
        assert each.discriminative_efficiency == pytest.approx(100 * covariance(own, rest) / most, abs=1e-6)
    totals = [sum(row) for row in rows]
    assume(variance(totals) > 1e-6)
    whole = overall_statistics(table(rows), ITEMS, fewest=2)
    consistency = 100 * 4 / 3 * (1 - sum(variance(column) for column in zip(*rows, strict=True)) / variance(totals))
    assert whole.consistency == pytest.approx(consistency, abs=1e-6)
    assert whole.standard_error == pytest.approx(sqrt(max(0.0, 1 - consistency / 100)) * stdev(totals), abs=1e-6)


def test_below_ten_learners_there_are_counts_and_no_discrimination() -> None:
    nine = table([(1, 0, 1, 0), (0, 1, 1, 1), (1, 1, 0, 0)] * 3)
    for each in item_statistics(nine, ITEMS):
        assert (each.answered, each.compared) == (9, 9)
        assert each.facility is not None
        assert (each.discrimination_index, each.discriminative_efficiency) == (None, None)
    assert overall_statistics(nine, ITEMS) == Overall(9, 4)


def test_an_item_on_which_all_agree_has_no_discrimination() -> None:
    rows = [(1, float(n % 2), 0.5, float(n % 3 == 0)) for n in range(12)]
    first = item_statistics(table(rows), ITEMS)[0]
    assert (first.facility, first.discrimination_index, first.discriminative_efficiency) == (1.0, None, None)


def test_facility_counts_everyone_who_answered_and_discrimination_who_answered_all() -> None:
    rows = table([(1, float(n % 2), 1, float(n % 3 == 0)) for n in range(12)])
    del rows["learner-0"]["d"]
    found = item_statistics(rows, ITEMS)
    assert [each.answered for each in found] == [12, 12, 12, 11]
    assert {each.compared for each in found} == {11}


def test_nobody_at_all_gives_no_figures() -> None:
    (only,) = item_statistics({}, ("a",))
    assert (only.answered, only.facility, only.compared) == (0, None, 0)
