"""The one way to grade: penalties, feedback by state, and exercises that break."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnenv.domain.content import Exercise, ExerciseFeedback
from learnenv.domain.errors import InvalidAnswer
from learnenv.domain.exercise_type import Grade, State
from learnenv.domain.grading import BrokenExercise, final_score, grade, read
from learnenv.domain.text import Message, Text

FEEDBACK = ExerciseFeedback(Text("goed"), Text("deels"), Text("fout"), Text("altijd"))


@pytest.mark.parametrize(
    ("fraction", "state"),
    [
        (0.0, "wrong"),
        (9e-7, "wrong"),
        (2e-6, "partial"),
        (0.5, "partial"),
        (1 - 2e-6, "partial"),
        (1 - 9e-7, "right"),
        (1.0, "right"),
        (None, "needs-review"),
    ],
)
def test_the_state_follows_from_the_fraction(fraction: float | None, state: State) -> None:
    assert Grade(fraction).state == state


@pytest.mark.parametrize(
    ("fraction", "said"),
    [(1.0, ["goed"]), (0.5, ["deels"]), (0.0, ["fout"]), (None, [])],
)
def test_feedback_by_state_and_then_general_comes_after_the_types_own(
    make_exercise: Callable[..., Exercise], fraction: float | None, said: list[str]
) -> None:
    own = Message("own")
    exercise = make_exercise(grade=lambda spec, answer: Grade(fraction, (own,)), feedback=FEEDBACK)
    assert grade(exercise, {}).feedback == (own, *map(Text, said), Text("altijd"))


def test_what_an_author_left_out_is_not_said(make_exercise: Callable[..., Exercise]) -> None:
    assert grade(make_exercise(), {"answer": "yes"}).feedback == ()


def test_a_fraction_is_kept_as_it_is(make_exercise: Callable[..., Exercise]) -> None:
    assert grade(make_exercise(grade=lambda spec, answer: Grade(1 / 3)), {}).fraction == 1 / 3


@pytest.mark.parametrize(
    "nonsense",
    [
        None,
        1.0,
        Grade(1.1),
        Grade(-0.1),
        Grade(float("nan")),
        Grade("1"),  # type: ignore[arg-type]
        Grade(1.0, "goed"),  # type: ignore[arg-type]
        Grade(1.0, None),  # type: ignore[arg-type]
        Grade(1.0, (), ("mark",)),  # type: ignore[arg-type]
    ],
    ids=repr,
)
def test_nonsense_is_a_broken_exercise_and_never_a_score(
    make_exercise: Callable[..., Exercise], nonsense: Any
) -> None:
    with pytest.raises(BrokenExercise) as caught:
        grade(make_exercise(grade=lambda spec, answer: nonsense), {"answer": "yes"})
    assert (caught.value.ref, caught.value.answer) == ("m/one", {"answer": "yes"})


def test_a_type_that_raises_is_a_broken_exercise_that_keeps_answer_and_cause(
    make_exercise: Callable[..., Exercise],
) -> None:
    def fails(spec: object, answer: object) -> Grade:
        raise ZeroDivisionError

    with pytest.raises(BrokenExercise) as caught:
        grade(make_exercise(grade=fails), {"answer": "yes"})
    assert isinstance(caught.value.cause, ZeroDivisionError)
    assert caught.value.answer == {"answer": "yes"}


def test_a_form_that_raises_is_a_broken_exercise(make_exercise: Callable[..., Exercise]) -> None:
    def fails(spec: object) -> None:
        raise KeyError("x")

    with pytest.raises(BrokenExercise) as caught:
        read(make_exercise(form=fails), {"answer": "yes"})
    assert caught.value.answer == {"answer": "yes"}


def test_unreadable_is_neither_wrong_nor_broken(make_exercise: Callable[..., Exercise]) -> None:
    def unreadable(spec: object, answer: object) -> Grade:
        raise InvalidAnswer({"answer": Message("unreadable")})

    with pytest.raises(InvalidAnswer):
        grade(make_exercise(grade=unreadable), {})
    with pytest.raises(InvalidAnswer):
        read(make_exercise(), {})


@pytest.mark.parametrize(
    ("tries", "hints", "score"), [(0, 0, 0.8), (1, 0, 0.7), (2, 1, 0.55), (8, 0, 0.0), (20, 20, 0.0)]
)
def test_tries_and_hints_before_lower_the_score_never_below_zero(
    make_exercise: Callable[..., Exercise], tries: int, hints: int, score: float
) -> None:
    exercise = make_exercise(penalty=0.1, hint_penalty=0.05)
    assert final_score(exercise, 0.8, tries, hints) == pytest.approx(score, abs=1e-9)


@given(st.floats(0, 1), st.integers(0, 50), st.integers(0, 9))
def test_without_penalties_the_score_is_the_fraction(
    make_exercise: Callable[..., Exercise], fraction: float, tries: int, hints: int
) -> None:
    assert final_score(make_exercise(), fraction, tries, hints) == fraction


def test_what_has_no_fraction_has_no_score(make_exercise: Callable[..., Exercise]) -> None:
    assert final_score(make_exercise(penalty=0.1), None, 3, 0) is None
