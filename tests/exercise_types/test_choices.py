"""multiple-choice: the golden table and what is said."""

from __future__ import annotations

from typing import Any

import pytest

from learnenv import ContentError, Grade, InvalidAnswer, Message
from learnenv.domain.answer import read_answer
from learnenv.exercise_types.choices import MULTIPLE_CHOICE

GOLDEN = [
    ("ABD", 1, 1, 1),
    ("AB", 0, 0.667, 0.667),
    ("ABC", 0, 0.167, 0.333),
    ("ABCD", 0, 0.5, 0.667),
    ("A", 0, 0.333, 0.333),
    ("ABCDE", 0, 0, 0.333),
    ("CE", 0, 0, 0),
]


def five(scoring: str) -> dict[str, Any]:
    right = {True: "true", False: "false"}
    options = [{"id": id, "text": {"nl": id}, "right": right[id in "ABD"]} for id in "ABCDE"]
    return {"options": options, "scoring": scoring}


def graded(data: dict[str, Any], ticked: str) -> Grade:
    spec = MULTIPLE_CHOICE.parse(data)
    return MULTIPLE_CHOICE.grade(spec, read_answer(MULTIPLE_CHOICE.form(spec), {"choices": list(ticked)}))


@pytest.mark.parametrize(("ticked", "all_or_nothing", "balanced", "right_minus_wrong"), GOLDEN)
def test_the_golden_table(ticked: str, all_or_nothing: float, balanced: float, right_minus_wrong: float) -> None:
    assert graded(five("all-or-nothing"), ticked).fraction == all_or_nothing
    assert graded(five("balanced"), ticked).fraction == pytest.approx(balanced, abs=1e-3)
    assert graded(five("right-minus-wrong"), ticked).fraction == pytest.approx(right_minus_wrong, abs=1e-3)


@pytest.mark.parametrize("scoring", ["all-or-nothing", "balanced", "right-minus-wrong"])
def test_nothing_ticked_is_unreadable(scoring: str) -> None:
    with pytest.raises(InvalidAnswer):
        graded(five(scoring), "")


def test_balanced_is_the_default() -> None:
    data = five("balanced")
    del data["scoring"]
    assert MULTIPLE_CHOICE.parse(data).scoring == "balanced"


def weighted(**fractions: str) -> dict[str, Any]:
    options = [{"id": id, "text": {"nl": id}, "fraction": share} for id, share in fractions.items()]
    return {"options": options, "scoring": "weights"}


def test_weights_are_added_without_rounding_and_kept_between_0_and_1() -> None:
    tenths = weighted(**dict.fromkeys("ABCDEFGHIJ", "0.1"), K="-0.5", L="0")
    assert graded(tenths, "ABCDEFGHIJ").fraction == 1
    assert graded(tenths, "ABC").fraction == 0.3
    assert graded(tenths, "AK").fraction == 0
    assert graded(tenths, "ABCDEFGHIJK").fraction == 0.5


def test_only_ticked_options_are_spoken_about() -> None:
    grade = graded(five("balanced"), "AC")
    assert [(mark.item, mark.right) for mark in grade.marks] == [("A", True), ("C", False)]
    assert grade.feedback == (Message("choices.ticked", {"right": 1, "count": 2}),)


def test_who_ticked_too_little_hears_that_there_is_more_but_not_how_much() -> None:
    assert graded(five("balanced"), "AB").feedback == (Message("choices.some-missing"),)


@pytest.mark.parametrize(
    ("data", "path"),
    [
        (weighted(A="0.5", B="0.4", C="0"), ("options",)),
        (weighted(A="1", B="1"), ("options",)),
        (weighted(A="1", B="-1.5"), ("options", 1, "fraction")),
        ({**weighted(A="1", B="0.5"), "scoring": "balanced"}, ("options", 0, "fraction")),
        ({"options": [{"id": "A", "text": {"nl": "A"}}, {"id": "B", "text": {"nl": "B"}}]}, ("options",)),
    ],
)
def test_scoring_that_cannot_work_is_refused(data: dict[str, Any], path: tuple[str | int, ...]) -> None:
    with pytest.raises(ContentError) as caught:
        MULTIPLE_CHOICE.parse(data)
    assert path in [fault.path for fault in caught.value.faults]


def test_a_wrong_option_without_feedback_is_a_warning() -> None:
    assert MULTIPLE_CHOICE.advise is not None
    warnings = MULTIPLE_CHOICE.advise(MULTIPLE_CHOICE.parse(five("balanced")))
    assert [fault.path for fault in warnings] == [("options", 2), ("options", 4)]
