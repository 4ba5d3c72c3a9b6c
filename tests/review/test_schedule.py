"""When something comes back: later when it was known better, and always on the same day for the same answers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnenv.domain.review import Rating, Recall
from learnenv.review import next_day
from learnenv.review.schedule import LONGEST_DAYS

DAY = date(2026, 1, 5)
RATINGS: tuple[Rating, ...] = get_args(Rating)
STEPS = st.lists(st.tuples(st.integers(0, 60), st.sampled_from(RATINGS)), min_size=1, max_size=12)


def made(steps: list[tuple[int, Rating]]) -> list[Recall]:
    """Answers with so many days before each."""
    day, found = DAY, []
    for wait, rating in steps:
        day += timedelta(days=wait)
        found.append(Recall(day, rating))
    return found


def intervals(*ratings: Rating, first: tuple[Rating, ...]) -> list[int]:
    """Days from each review to the next, when each is done on the day it comes back; `first`: on the first day."""
    past, found = [Recall(DAY, rating) for rating in first], []
    for rating in ratings:
        due = next_day(past)
        past.append(Recall(due, rating))
        found.append((next_day(past) - due).days)
    return found


def test_what_is_known_stays_away_longer_each_time() -> None:
    assert (next_day([Recall(DAY, "good")]) - DAY).days == 2
    assert intervals("good", "good", "good", "good", first=("good",)) == [11, 46, 163, 365]
    assert intervals("good", "good", "good", first=("again", "hard")) == [1, 3, 8]


def test_what_was_forgotten_comes_back_soon_and_has_to_be_earned_again() -> None:
    assert intervals("good", "again", "good", first=("good",)) == [11, 2, 5]
    assert intervals("again", "again", first=("again",)) == [1, 1]


@pytest.mark.parametrize(("rating", "days"), [("again", 1), ("hard", 1), ("good", 2), ("easy", 8)])
def test_a_first_answer_decides_when_it_first_comes_back(rating: Rating, days: int) -> None:
    assert next_day([Recall(DAY, rating)]) == DAY + timedelta(days=days)


@given(STEPS)
def test_the_same_answers_always_come_back_on_the_same_day_after_the_last_and_within_a_year(
    steps: list[tuple[int, Rating]],
) -> None:
    past = made(steps)
    due = next_day(past)
    assert due == next_day(list(past))
    assert 1 <= (due - past[-1].day).days <= LONGEST_DAYS


@given(STEPS)
def test_what_was_known_better_never_comes_back_sooner(steps: list[tuple[int, Rating]]) -> None:
    *before, (wait, _) = steps
    days = [next_day(made([*before, (wait, rating)])) for rating in RATINGS]
    assert days == sorted(days)


@given(STEPS, st.integers(1, 2000))
def test_only_the_days_between_count_and_not_the_date(steps: list[tuple[int, Rating]], shift: int) -> None:
    by = timedelta(days=shift)
    past = made(steps)
    assert next_day([Recall(each.day + by, each.rating) for each in past]) == next_day(past) + by


def test_what_was_never_answered_has_no_day() -> None:
    with pytest.raises(ValueError, match="never answered"):
        next_day([])
