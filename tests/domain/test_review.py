"""How well something was known: what the schedule is told of each answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnenv.domain.progress import Attempt
from learnenv.domain.review import Recall, recalls

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
DAY = date(2026, 1, 5)
ONE = Attempt("l", "m/e", "k", {"a": "b"}, "f", 1.0, 1.0, None, 0, 0, "nl", "web", NOON)


def history(*changes: dict[str, Any]) -> list[Attempt]:
    return [replace(ONE, sequence=number, **each) for number, each in enumerate(changes, 1)]


def rated(*changes: dict[str, Any]) -> list[str]:
    return [each.rating for each in recalls(history(*changes), datetime.date)]


RIGHT: dict[str, Any] = {}
WRONG: dict[str, Any] = {"fraction": 0.0}
AGAIN: dict[str, Any] = {"review": True}


@pytest.mark.parametrize(
    ("happened", "ratings"),
    [
        ([RIGHT], ["good"]),
        ([{"certainty": "high"}], ["easy"]),
        ([{"certainty": "mid"}], ["good"]),
        ([{"certainty": "low"}], ["good"]),
        ([WRONG, {"certainty": "high"}], ["again", "hard"]),
        ([{"fraction": 0.0, "certainty": "high"}], ["again"]),
        ([{"fraction": 0.9}, RIGHT], ["again", "hard"]),
        ([{"hints_shown": 1, "certainty": "high"}], ["hard"]),
        ([{"hints_shown": 1}, {"hints_shown": 1, **AGAIN}], ["hard", "good"]),
        ([WRONG, AGAIN], ["again", "good"]),
        ([RIGHT, {**WRONG, **AGAIN}, AGAIN, {"certainty": "high", **AGAIN}], ["good", "again", "good", "easy"]),
        ([{"fraction": None}, {"fraction": None, "broken": True}], []),
        ([WRONG, {"fraction": None, "broken": True}, RIGHT], ["again", "hard"]),
    ],
)
def test_answers_are_rated_by_how_well_they_were_known(happened: list[dict[str, Any]], ratings: list[str]) -> None:
    assert rated(*happened) == ratings


@given(st.permutations(range(5)), st.lists(st.sampled_from([0.0, 0.5, 1.0]), min_size=5, max_size=5))
def test_the_order_in_which_rows_are_read_makes_no_difference(order: list[int], fractions: list[float]) -> None:
    made = history(*({"fraction": each, "at": NOON + timedelta(days=n)} for n, each in enumerate(fractions)))
    assert recalls([made[at] for at in order], datetime.date) == recalls(made, datetime.date)


def test_days_never_go_back_when_the_clock_does() -> None:
    late, early = {"at": NOON + timedelta(days=9)}, {"at": NOON}
    found = recalls(history(late, early), datetime.date)
    assert [each.day for each in found] == [DAY + timedelta(days=9)] * 2
    assert recalls(history(early), datetime.date) == (Recall(DAY, "good"),)
