"""How sure, how often right: the marks of the table, and a picture that says only what is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnenv.domain.certainty import CERTAINTIES, ENOUGH, Level, calibration, certainty_mark
from learnenv.domain.progress import Attempt, Certainty

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
ONE = Attempt("l", "m/e", "k", {"a": "b"}, "f", 1.0, 1.0, None, 0, 0, "nl", "web", NOON)


def said(certainty: Certainty | None, fraction: float | None, **more: bool) -> Attempt:
    return replace(ONE, certainty=certainty, fraction=fraction, **more)


@pytest.mark.parametrize(
    ("fraction", "low", "mid", "high"),
    [(1.0, 1 / 3, 2 / 3, 1.0), (0.0, 0.0, -2 / 3, -2.0), (0.5, 1 / 6, 0.0, -0.5), (2 / 3, 2 / 9, 2 / 9, 0.0)],
)
def test_marks_are_those_of_the_table(fraction: float, low: float, mid: float, high: float) -> None:
    marks = [certainty_mark(fraction, certainty) for certainty in CERTAINTIES]
    assert marks == pytest.approx([low, mid, high], abs=1e-9)


@given(st.floats(0, 1))
def test_saying_how_sure_one_really_is_pays_best(share: float) -> None:
    """The mark is a straight line of the fraction, so the mean mark follows from the share of right answers."""
    best = max(CERTAINTIES, key=lambda certainty: certainty_mark(share, certainty))
    lowest, highest = Level(best).pays
    assert lowest - 1e-9 <= share <= highest + 1e-9


@given(st.floats(0, 1), st.floats(0, 1), st.sampled_from(CERTAINTIES))
def test_a_better_answer_is_never_worth_less(one: float, other: float, certainty: Certainty) -> None:
    low, high = sorted((one, other))
    assert certainty_mark(low, certainty) <= certainty_mark(high, certainty)


def test_the_picture_counts_right_answers_per_level() -> None:
    found = calibration(
        [said("high", 1.0), said("high", 0.0), said("mid", 1.0), said("high", 1.0, review=True), said("low", 0.0)]
    )
    assert [(level.certainty, level.answers, level.right) for level in found.levels] == [
        ("low", 1, 0),
        ("mid", 1, 1),
        ("high", 3, 2),
    ]
    assert found.answers == 5


def test_what_was_not_graded_or_not_said_is_not_in_the_picture_and_partly_right_is_not_right() -> None:
    found = calibration([said(None, 1.0), said("high", None), said("high", None, broken=True), said("mid", 0.9)])
    assert [(level.answers, level.right) for level in found.levels] == [(0, 0), (1, 0), (0, 0)]


def test_with_few_answers_nothing_is_said() -> None:
    assert not calibration([]).enough
    assert not calibration([said(each, 1.0) for each in CERTAINTIES] * (ENOUGH - 1)).enough
    assert calibration([said("low", 1.0)] * ENOUGH).enough


@pytest.mark.parametrize(
    ("certainty", "right", "fit"),
    [
        ("high", 10, "fits"),
        ("high", 8, "fits"),
        ("high", 7, "too-sure"),
        ("mid", 9, "too-unsure"),
        ("mid", 7, "fits"),
        ("mid", 6, "too-sure"),
        ("low", 7, "too-unsure"),
        ("low", 6, "fits"),
        ("low", 0, "fits"),
    ],
)
def test_a_level_fits_or_does_not(certainty: Certainty, right: int, fit: str) -> None:
    assert Level(certainty, 10, right).fit == fit
