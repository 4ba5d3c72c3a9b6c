"""Attempts are only ever added; the standing follows from them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnenv.domain.progress import (
    LONGEST_DETAIL,
    Attempt,
    Event,
    Standing,
    after_attempt,
    after_event,
    answer_digest,
    attempt_key,
    draw_key,
    fold,
    review_draw_key,
)

NOON = datetime(2025, 3, 31, 12, tzinfo=UTC)
BLANK = Standing("l", "m/one")
FRACTIONS = st.one_of(st.none(), st.sampled_from([0.0, 0.5, 1 - 1e-7, 1.0]))


def attempt(sequence: int, fraction: float | None = 0.0, **more: Any) -> Attempt:
    made = Attempt(
        learner="l",
        ref="m/one",
        key=f"key-{sequence}",
        answer={"choice": sequence},
        fingerprint="f",
        fraction=fraction,
        score=fraction,
        passed=None,
        tries_before=0,
        hints_shown=0,
        language="nl",
        front_end="web",
        at=NOON + timedelta(minutes=sequence),
        sequence=sequence,
    )
    return replace(made, **more)


def standing(*attempts: Attempt) -> Standing:
    return fold("l", "m/one", attempts, ())


@st.composite
def histories(draw: st.DrawFn) -> list[Attempt]:
    return [
        attempt(
            number,
            draw(FRACTIONS),
            passed=draw(st.sampled_from([None, True, False])),
            broken=draw(st.booleans()),
            review=draw(st.booleans()),
        )
        for number in range(1, draw(st.integers(1, 8)))
    ]


@given(histories(), st.randoms())
def test_the_order_in_which_rows_are_read_makes_no_difference(history: list[Attempt], random: Any) -> None:
    mixed = list(history)
    random.shuffle(mixed)
    assert fold("l", "m/one", mixed, ()) == fold("l", "m/one", history, ())


@given(histories())
def test_adding_one_by_one_is_the_same_as_folding_all(history: list[Attempt]) -> None:
    one_by_one = BLANK
    for each in history:
        one_by_one = after_attempt(one_by_one, each)
    assert one_by_one == standing(*history)


@given(histories())
def test_nothing_reached_is_ever_lost(history: list[Attempt]) -> None:
    before = BLANK
    for each in history:
        after = after_attempt(before, each)
        assert after.right >= before.right
        assert after.passed >= before.passed
        assert (after.best_score or 0) >= (before.best_score or 0)
        assert after.attempts + after.reviews == before.attempts + before.reviews + 1
        before = after


def test_the_best_score_counts_and_the_last_fraction_is_kept_too() -> None:
    reached = standing(attempt(1, 0.5), attempt(2, 1.0, score=0.9), attempt(3, 0.0))
    assert (reached.best_score, reached.last_fraction, reached.right) == (0.9, 0.0, True)
    assert (reached.attempts, reached.tries, reached.wrong_in_a_row) == (3, 3, 1)
    assert (reached.first_at, reached.last_at, reached.last_sequence) == (
        NOON + timedelta(minutes=1),
        NOON + timedelta(minutes=3),
        3,
    )


def test_wrong_in_a_row_begins_again_after_a_right_one_and_skips_what_waits_for_review() -> None:
    assert standing(attempt(1), attempt(2), attempt(3, None)).wrong_in_a_row == 2
    assert standing(attempt(1), attempt(2, 1.0), attempt(3, 0.5)).wrong_in_a_row == 1


def test_a_broken_attempt_is_kept_but_costs_and_changes_nothing() -> None:
    good = standing(attempt(1, 0.5))
    after = after_attempt(good, attempt(2, None, broken=True))
    assert (after.attempts, after.tries, after.wrong_in_a_row, after.best_score) == (2, 1, 1, 0.5)
    assert after.last_fraction == 0.5


@given(histories(), st.sampled_from([0.0, 1.0]))
def test_an_answer_in_review_is_counted_and_changes_nothing_else(history: list[Attempt], fraction: float) -> None:
    before = standing(*history)
    after = after_attempt(before, attempt(9, fraction, review=True))
    assert after == replace(before, reviews=before.reviews + 1)
    assert draw_key(after) == draw_key(before)


def test_a_form_in_review_has_another_key_each_time_and_never_that_of_a_lesson() -> None:
    keys = [review_draw_key(time) for time in range(3)]
    assert len({*keys, *(draw_key(replace(BLANK, attempts=number)) for number in range(3))}) == 6


def test_what_was_done_in_a_case_changes_no_standing_and_is_short_and_printable() -> None:
    assert after_event(BLANK, Event("l", "m/case", "move", NOON, 1, "naar het café")) == BLANK
    for detail in ("x" * (LONGEST_DETAIL + 1), "two\nlines", "nul\0", "half \ud800"):
        with pytest.raises(ValueError, match="no detail"):
            Event("l", "m/case", "move", NOON, 1, detail)


def test_open_work_passes_once_it_was_rated_at_the_bar() -> None:
    assert standing(attempt(1, None)).passed is False
    assert standing(attempt(1, 0.8, passed=True), attempt(2, 0.3, passed=False)).passed is True


def test_hints_are_counted_and_an_answer_asked_for_is_remembered() -> None:
    hint = Event("l", "m/one", "hint", NOON, 1)
    asked = Event("l", "m/one", "solution", NOON)
    after = fold("l", "m/one", (), [hint, replace(hint, number=2), asked])
    assert (after.hints, after.solution_shown) == (2, True)
    assert after_event(BLANK, Event("l", "m/page", "read", NOON)) == BLANK


def test_equal_answers_have_one_digest_whatever_the_order_or_kind_of_list() -> None:
    assert answer_digest({"a": ("x", "y"), "b": {"p": "1", "q": "2"}}) == answer_digest(
        {"b": {"q": "2", "p": "1"}, "a": ["x", "y"]}
    )
    assert answer_digest({"a": ["x", "y"]}) != answer_digest({"a": ["y", "x"]})
    assert answer_digest({"a": "é"}) != answer_digest({"a": "e"})


@given(
    st.dictionaries(st.text(max_size=5), st.text(max_size=5)),
    st.dictionaries(st.text(max_size=5), st.text(max_size=5)),
)
def test_an_attempts_key_is_equal_just_when_form_and_answer_are(one: dict[str, str], other: dict[str, str]) -> None:
    assert (attempt_key("after-1", one) == attempt_key("after-1", other)) is (one == other)
    assert attempt_key("after-1", one) != attempt_key("after-2", one)


def test_two_tabs_in_the_same_state_draw_with_the_same_key() -> None:
    assert draw_key(standing(attempt(1))) == draw_key(standing(attempt(1, 1.0)))
    assert draw_key(standing(attempt(1))) != draw_key(standing(attempt(1), attempt(2)))


def test_the_first_try_is_remembered_for_good() -> None:
    after = standing(attempt(1, None, broken=True), attempt(2, 0.0, review=True), attempt(3, 0.25), attempt(4, 1.0))
    assert (after.first_sequence, after.first_fraction) == (3, 0.25)
    handed_in = standing(attempt(1, None), attempt(2, 0.5))
    assert (handed_in.first_sequence, handed_in.first_fraction) == (1, None)
    assert BLANK.first_sequence == 0
