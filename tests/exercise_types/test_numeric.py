"""numeric: exact boundaries, and numbers as people write them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnenv import ContentError, Grade, InvalidAnswer, Message, Text
from learnenv.domain.answer import read_answer
from learnenv.exercise_types.numbers import NotANumber, read_number, write_number
from learnenv.exercise_types.numeric import NUMERIC


def graded(typed: str, **data: Any) -> Grade:
    spec = NUMERIC.parse({"value": "56", "tolerance": "3", **data})
    return NUMERIC.grade(spec, read_answer(NUMERIC.form(spec), {"number": typed}))


@pytest.mark.parametrize(
    ("typed", "fraction"),
    [("53", 1), ("59", 1), ("52.9", 0), ("59,1", 0), ("56,0", 1), ("52,99999999999999999999", 0)],
)
def test_the_golden_values_with_56_and_a_tolerance_of_3(typed: str, fraction: float) -> None:
    assert graded(typed).fraction == fraction


@pytest.mark.parametrize(
    "typed", ["about 56", "nan", "inf", "-inf", "1/3", "5e3", "56,", "٥٦", "5 6", "1.000.0", "--5"]
)
def test_what_is_no_number_is_unreadable_and_says_so(typed: str) -> None:
    with pytest.raises(InvalidAnswer) as caught:
        graded(typed)
    assert caught.value.problems == {"number": Message("answer.not-a-number", {"text": typed})}


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("41,7", "41.7"),
        ("41.7", "41.7"),
        ("1.000,5", "1000.5"),
        ("1,000.5", "1000.5"),
        ("1 000,5", "1000.5"),
        ("1\N{NARROW NO-BREAK SPACE}000", "1000"),
        ("1.000.000", "1000000"),
        ("1,000,000.25", "1000000.25"),
        ("12.345.678,9", "12345678.9"),
        ("1000", "1000"),
        ("1234.567", "1234.567"),
        ("0,125", "0.125"),
        ("1.0000", "1.0000"),
        (",5", "0.5"),
        ("-3", "-3"),
        ("\N{MINUS SIGN}3", "-3"),
        ("+3", "3"),
        (" 56,0 ", "56"),
    ],
)
def test_dutch_and_english_numbers_are_both_read(typed: str, number: str) -> None:
    assert read_number(typed) == Decimal(number)


@pytest.mark.parametrize(
    ("typed", "whole", "comma", "point"),
    [
        ("1.000", "1000", "1,0", "1.0"),
        ("1,000", "1000", "1,0", "1.0"),
        ("-41.125", "-41125", "-41,1250", "-41.1250"),
        ("12,340", "12340", "12,34", "12.34"),
    ],
)
def test_a_number_that_could_be_two_is_asked_about(typed: str, whole: str, comma: str, point: str) -> None:
    with pytest.raises(NotANumber) as caught:
        read_number(typed)
    assert caught.value.words == Message("answer.which-number", {"whole": whole, "comma": comma, "point": point})
    assert read_number(whole) == Decimal(whole)
    assert read_number(comma) == read_number(point) == Decimal(point)


def test_the_unit_may_stand_with_the_number() -> None:
    unit = {"nl": "dagen", "en": "days"}
    assert graded("56 dagen", unit=unit).fraction == graded("56 Days", unit=unit).fraction == 1
    assert graded("56%", unit={"nl": "%"}).fraction == 1
    assert graded("€ 56", unit={"nl": "€"}).fraction == 1
    with pytest.raises(InvalidAnswer):
        graded("56 weken", unit=unit)


@given(st.decimals(-(10**15) + 1, 10**15 - 1, allow_nan=False, allow_infinity=False, places=6))
def test_every_number_that_is_written_is_read_back(value: Decimal) -> None:
    assert read_number(write_number(value)) == value


@pytest.mark.parametrize(
    ("data", "right", "wrong"),
    [
        ({"value": "0.3", "tolerance": "0.1"}, ("0.2", "0,4"), ("0.19", "0.41")),
        ({"value": "-200", "tolerance": "0.1", "kind": "relative"}, ("-220", "-180"), ("-220.1", "-179.9")),
        ({"value": "90", "tolerance": "2", "kind": "geometric"}, ("30", "270"), ("29.9", "270.1")),
        ({"value": "-90", "tolerance": "2", "kind": "geometric"}, ("-30", "-270"), ("-29.9", "-270.1", "90")),
        ({"value": "7", "tolerance": "0"}, ("7", "7,0"), ("7.1",)),
    ],
)
def test_each_kind_of_tolerance_is_exact_at_its_boundary(
    data: dict[str, str], right: tuple[str, ...], wrong: tuple[str, ...]
) -> None:
    assert [graded(typed, **data).fraction for typed in right] == [1] * len(right)
    assert [graded(typed, **data).fraction for typed in wrong] == [0] * len(wrong)


def test_near_gives_half_and_says_so() -> None:
    assert [graded(typed, near="2").fraction for typed in ("50", "62", "49.9", "62.1")] == [0.5, 0.5, 0, 0]
    assert graded("50", near="2").feedback == (Message("numeric.near"),)


def test_a_known_mistake_gets_its_own_feedback_near_or_not() -> None:
    mistakes = [{"value": "44", "feedback": {"nl": "Dat is de rest."}, "tolerance": "0.5"}]
    assert graded("44,5", mistakes=mistakes).marks[0].feedback == Text("Dat is de rest.")
    assert graded("45", mistakes=mistakes).marks[0].feedback is None
    near = graded("44", mistakes=mistakes, near="5")
    assert (near.fraction, near.marks[0].feedback) == (0.5, Text("Dat is de rest."))


def test_endless_input_is_refused_without_counting_it() -> None:
    with pytest.raises(InvalidAnswer):
        graded("1" * 1_000_000)


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ({"tolerance": "-1"}, ("tolerance",)),
        ({"value": "1e400"}, ("value",)),
        ({"value": "0." + "1" * 16}, ("value",)),
        ({"near": "1"}, ("near",)),
        ({"near": "2", "tolerance": "0"}, ("near",)),
        ({"value": "0", "kind": "geometric"}, ("kind",)),
        ({"mistakes": [{"value": "57", "feedback": {"nl": "x"}}]}, ("mistakes", 0, "value")),
        ({"mistakes": [{"value": "1", "tolerance": "-1", "feedback": {"nl": "x"}}]}, ("mistakes", 0, "tolerance")),
    ],
)
def test_numbers_that_cannot_work_are_refused(data: dict[str, Any], path: tuple[str | int, ...]) -> None:
    with pytest.raises(ContentError) as caught:
        graded("1", **data)
    assert [fault.path for fault in caught.value.faults] == [path]
