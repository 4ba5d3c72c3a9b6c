"""matching and categorise: both put items in places."""

from __future__ import annotations

from typing import Any

import pytest

from learnenv import ContentError, Grade, InvalidAnswer, Message, Text
from learnenv.domain.answer import read_answer
from learnenv.exercise_types.categorise import CATEGORISE
from learnenv.exercise_types.matching import MATCHING

MATCH: dict[str, Any] = {
    "rows": [
        {"id": "r1", "text": {"nl": "Empathie"}, "right": "c1", "feedback": {"nl": "Denk aan luisteren."}},
        {"id": "r2", "text": {"nl": "Prototype"}, "right": "c2"},
        {"id": "r3", "text": {"nl": "Test"}, "right": "c2"},
    ],
    "choices": [{"id": id, "text": {"nl": f"keuze {id}"}} for id in ("c1", "c2", "c3")],
}
SORT: dict[str, Any] = {
    "categories": [{"id": id, "text": {"nl": f"groep {id}"}} for id in ("top", "bottom")],
    "items": [
        {"id": "law", "text": {"nl": "Wet"}, "right": ["top"], "feedback": {"nl": "Van boven."}},
        {"id": "try", "text": {"nl": "Proef"}, "right": ["bottom"]},
        {"id": "talk", "text": {"nl": "Gesprek"}, "right": ["top", "bottom"]},
    ],
}


def matched(**given: str) -> Grade:
    spec = MATCHING.parse(MATCH)
    return MATCHING.grade(spec, read_answer(MATCHING.form(spec), {"match": given}))


def sorted_as(**given: str) -> Grade:
    spec = CATEGORISE.parse(SORT)
    return CATEGORISE.grade(spec, read_answer(CATEGORISE.form(spec), {"place": given}))


def test_matching_is_right_rows_over_rows() -> None:
    assert matched(r1="c1", r2="c2", r3="c2").fraction == 1
    assert matched(r1="c1", r2="c1", r3="c3").fraction == pytest.approx(1 / 3)
    assert matched(r1="c2", r2="c1", r3="c3").fraction == 0


def test_a_wrong_row_is_marked_with_its_feedback_and_never_with_the_key() -> None:
    grade = matched(r1="c2", r2="c2", r3="c2")
    assert [(mark.item, mark.right, mark.feedback) for mark in grade.marks] == [
        ("r1", False, Text("Denk aan luisteren.")),
        ("r2", True, None),
        ("r3", True, None),
    ]
    assert grade.feedback == (Message("matching.right", {"right": 2, "count": 3}),)


def test_every_row_and_every_item_has_to_be_placed() -> None:
    with pytest.raises(InvalidAnswer):
        matched(r1="c1", r2="c2")
    with pytest.raises(InvalidAnswer):
        sorted_as(law="top", talk="top")


def test_choices_are_shuffled_and_categories_are_not() -> None:
    (match,), (place,) = MATCHING.form(MATCHING.parse(MATCH)), CATEGORISE.form(CATEGORISE.parse(SORT))
    assert match.shuffle_places is True  # type: ignore[union-attr]
    assert place.shuffle_places is False  # type: ignore[union-attr]


def test_an_item_may_have_several_right_categories() -> None:
    assert sorted_as(law="top", **{"try": "bottom"}, talk="top").fraction == 1
    assert sorted_as(law="top", **{"try": "bottom"}, talk="bottom").fraction == 1
    grade = sorted_as(law="bottom", **{"try": "bottom"}, talk="bottom")
    assert grade.fraction == pytest.approx(2 / 3)
    assert grade.marks[0].feedback == Text("Van boven.")
    assert grade.feedback == (Message("categorise.right", {"right": 2, "count": 3}),)


def test_matching_names_every_fault_at_its_place() -> None:
    rows = [{"id": "r", "text": {"nl": "een"}, "right": "keus-a"}, {"id": "r", "text": {"nl": "een"}, "right": "b"}]
    choices = [{"id": "keuze-a", "text": {"nl": "A"}}, {"id": "b", "text": {"nl": "B"}}]
    with pytest.raises(ContentError) as caught:
        MATCHING.parse({"rows": rows, "choices": choices})
    faults = {fault.path: fault for fault in caught.value.faults}
    assert set(faults) == {("rows", 1, "id"), ("rows", 1, "text"), ("rows", 0, "right")}
    assert faults["rows", 0, "right"].mend == Message("spec.did-you-mean", {"name": "keuze-a"})


def test_matching_wants_rows_and_two_choices() -> None:
    with pytest.raises(ContentError) as caught:
        MATCHING.parse({"rows": [], "choices": [{"id": "a", "text": {"nl": "a"}}]})
    assert [fault.path for fault in caught.value.faults] == [("rows",), ("choices",)]


def test_categorise_names_every_fault_at_its_place() -> None:
    items = [{"id": "x", "text": {"nl": "x"}, "right": []}, {"id": "y", "text": {"nl": "y"}, "right": ["top", "zzz"]}]
    with pytest.raises(ContentError) as caught:
        CATEGORISE.parse({**SORT, "items": items})
    assert [fault.path for fault in caught.value.faults] == [("items", 0, "right"), ("items", 1, "right", 1)]


def test_categorise_that_nobody_can_get_wrong_is_refused() -> None:
    with pytest.raises(ContentError) as caught:
        CATEGORISE.parse({**SORT, "items": SORT["items"][2:]})
    assert [fault.path for fault in caught.value.faults] == [("items",)]


def test_what_says_nothing_when_wrong_is_a_warning() -> None:
    assert MATCHING.advise is not None
    assert CATEGORISE.advise is not None
    assert [fault.path for fault in MATCHING.advise(MATCHING.parse(MATCH))] == [("rows", 1), ("rows", 2)]
    assert [fault.path for fault in CATEGORISE.advise(CATEGORISE.parse(SORT))] == [("items", 1)]
