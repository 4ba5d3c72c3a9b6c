"""ordering: the golden table, marks and known mistakes."""

from __future__ import annotations

from typing import Any

import pytest

from learnenv import ContentError, Grade, InvalidAnswer, Message, Text
from learnenv.domain.answer import read_answer
from learnenv.exercise_types.ordering import ORDERING

GOLDEN = [
    ("ABCDE", 1, 1, 1),
    ("BACDE", 0.6, 0.5, 0.9),
    ("EABCD", 0, 0.75, 0.6),
    ("ACBDE", 0.6, 0.25, 0.9),
    ("EDCBA", 0.2, 0, 0),
]


def five(**more: Any) -> dict[str, Any]:
    return {"items": [{"id": id, "text": {"nl": id}} for id in "ABCDE"], **more}


def graded(order: str, **more: Any) -> Grade:
    spec = ORDERING.parse(five(**more))
    return ORDERING.grade(spec, read_answer(ORDERING.form(spec), {"order": list(order)}))


@pytest.mark.parametrize(("order", "positions", "neighbours", "pairs"), GOLDEN)
def test_the_golden_table(order: str, positions: float, neighbours: float, pairs: float) -> None:
    assert graded(order, scoring="positions").fraction == pytest.approx(positions)
    assert graded(order, scoring="neighbours").fraction == pytest.approx(neighbours)
    assert graded(order, scoring="pairs").fraction == pytest.approx(pairs)
    assert graded(order).fraction == pytest.approx(pairs)
    assert graded(order, scoring="all-or-nothing").fraction == float(order == "ABCDE")


def marked_right(grade: Grade) -> str:
    return "".join(mark.item for mark in grade.marks if mark.right)


def test_marks_show_what_can_stay_and_what_has_to_move() -> None:
    assert marked_right(graded("EABCD")) == "ABCD"
    assert marked_right(graded("EDCBA")) == ""
    assert marked_right(graded("ABCDE")) == "ABCDE"
    assert marked_right(graded("BACDE", scoring="positions")) == "CDE"


def test_what_is_right_is_counted_aloud_until_all_is_right() -> None:
    assert graded("BACDE").feedback == (Message("ordering.pairs", {"right": 9, "count": 10}),)
    assert graded("BACDE", scoring="all-or-nothing").feedback == (
        Message("ordering.positions", {"right": 3, "count": 5}),
    )
    assert graded("ABCDE").feedback == ()


def test_a_known_mistake_gets_its_own_feedback() -> None:
    mistake = {"item": "D", "before": "B", "feedback": {"nl": "Eerst kijken, dan doen."}}
    assert Text("Eerst kijken, dan doen.") in graded("ADBCE", mistakes=[mistake]).feedback
    assert graded("BACDE", mistakes=[mistake]).feedback == (Message("ordering.pairs", {"right": 9, "count": 10}),)


def test_what_feedback_calls_too_early_is_not_marked_right() -> None:
    mistake = {"item": "D", "before": "A", "feedback": {"nl": "Eerst A."}}
    assert marked_right(graded("DEABC")) == "ABC"
    assert marked_right(graded("BCDEA")) == "BCDE"
    assert marked_right(graded("BCDEA", mistakes=[mistake])) == "BCE"


@pytest.mark.parametrize("order", ["ABCD", "ABCDD", "ABCDX", ""])
def test_an_order_that_is_not_whole_is_unreadable(order: str) -> None:
    with pytest.raises(InvalidAnswer):
        graded(order)


def test_all_faults_come_at_once_with_the_id_that_was_meant() -> None:
    items = [{"id": "kijken", "text": {"nl": "Kijken"}}, {"id": "doen", "text": {"nl": "Doen"}}]
    said = {"feedback": {"nl": "x"}}
    mistakes = [{"item": "doem", "before": "kijken", **said}, {"item": "kijken", "before": "doen", **said}]
    with pytest.raises(ContentError) as caught:
        ORDERING.parse({"items": items, "mistakes": mistakes})
    first, second = caught.value.faults
    assert (first.path, first.mend) == (("mistakes", 0, "item"), Message("spec.did-you-mean", {"name": "doen"}))
    assert second.path == ("mistakes", 1)


def test_one_item_is_no_order() -> None:
    with pytest.raises(ContentError) as caught:
        ORDERING.parse({"items": [{"id": "a", "text": {"nl": "a"}}]})
    assert [fault.path for fault in caught.value.faults] == [("items",)]
