"""single-choice."""

from __future__ import annotations

from typing import Any

import pytest

from learnenv import ContentError, InvalidAnswer, Text
from learnenv.domain.answer import read_answer
from learnenv.exercise_types.choice import SINGLE_CHOICE

OPTIONS: list[dict[str, Any]] = [
    {"id": "a", "text": {"nl": "Klein"}, "right": "true", "feedback": {"nl": "Ja: klein leert snel."}},
    {"id": "b", "text": {"nl": "Groot"}, "feedback": {"nl": "Dan leer je laat."}},
    {"id": "c", "text": {"nl": "Beide"}, "fraction": "0.4"},
    {"id": "d", "text": {"nl": "Geen van deze"}, "fixed": "true"},
]


def test_a_right_option_gives_one_a_wrong_one_nothing_and_a_fraction_is_kept() -> None:
    spec = SINGLE_CHOICE.parse({"options": OPTIONS})
    given = [SINGLE_CHOICE.grade(spec, {"choice": id}).fraction for id in "abcd"]
    assert given == [1, 0, 0.4, 0]


def test_only_the_chosen_option_is_spoken_about() -> None:
    spec = SINGLE_CHOICE.parse({"options": OPTIONS})
    (mark,) = SINGLE_CHOICE.grade(spec, {"choice": "b"}).marks
    assert (mark.item, mark.right, mark.feedback) == ("b", False, Text("Dan leer je laat."))
    (half,) = SINGLE_CHOICE.grade(spec, {"choice": "c"}).marks
    assert (half.right, half.feedback) == (None, None)


def test_nothing_chosen_is_not_wrong_but_unreadable() -> None:
    spec = SINGLE_CHOICE.parse({"options": OPTIONS})
    with pytest.raises(InvalidAnswer) as caught:
        read_answer(SINGLE_CHOICE.form(spec), {"choice": ""})
    assert list(caught.value.problems) == ["choice"]


def test_the_form_says_what_stays_in_place_and_whether_to_shuffle() -> None:
    (field,) = SINGLE_CHOICE.form(SINGLE_CHOICE.parse({"options": OPTIONS, "shuffle": "false"}))
    assert [option.fixed for option in field.options] == [False, False, False, True]  # type: ignore[union-attr]
    assert field.shuffle is False  # type: ignore[union-attr]


def test_all_faults_come_at_once_each_at_its_place() -> None:
    options = [
        {"id": "a", "text": {"nl": "Een"}, "right": "true", "fraction": "1"},
        {"id": "a", "text": {"nl": "Twee"}, "fraction": "1.5"},
        {"id": " ", "text": {"nl": "Twee"}},
        {"id": "b", "text": {}, "fraction": "0"},
    ]
    with pytest.raises(ContentError) as caught:
        SINGLE_CHOICE.parse({"options": options})
    assert {fault.path for fault in caught.value.faults} == {
        ("options", 0, "fraction"),
        ("options", 1, "id"),
        ("options", 1, "fraction"),
        ("options", 2, "id"),
        ("options", 2, "text"),
        ("options", 3, "text"),
    }


@pytest.mark.parametrize("fractions", [("0", "0.5"), ("1", "1")])
def test_there_is_a_right_option_and_one_that_is_not(fractions: tuple[str, str]) -> None:
    options = [{"id": f"o{share}{n}", "text": {"nl": str(n)}, "fraction": share} for n, share in enumerate(fractions)]
    with pytest.raises(ContentError) as caught:
        SINGLE_CHOICE.parse({"options": options})
    assert [fault.path for fault in caught.value.faults] == [("options",)]


def test_a_wrong_option_without_feedback_is_a_warning() -> None:
    spec = SINGLE_CHOICE.parse({"options": OPTIONS})
    assert SINGLE_CHOICE.advise is not None
    warnings = SINGLE_CHOICE.advise(spec)
    assert [(fault.path, fault.severity) for fault in warnings] == [
        (("options", 2), "warning"),
        (("options", 3), "warning"),
    ]
