"""From what a front end sends to a whole, clean answer."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnenv.domain.answer import MAX_CHARACTERS, clean, is_empty, read_answer, read_draft, read_value
from learnenv.domain.errors import InvalidAnswer
from learnenv.domain.form import Field, LongText, ManyOf, Number, OneOf, Option, Order, Place, ShortText, Table
from learnenv.domain.text import Message, Text

OPTIONS = tuple(Option(id, Text(id)) for id in ("a", "b", "c"))
PLACES = tuple(Option(id, Text(id)) for id in ("x", "y"))
FIELDS: tuple[Field, ...] = (
    OneOf("one", OPTIONS),
    ManyOf("many", OPTIONS),
    Order("order", OPTIONS),
    Place("place", OPTIONS, PLACES),
    Number("number"),
    ShortText("short"),
    LongText("long"),
    Table("table", PLACES, max_rows=2),
)
WHOLE: dict[str, Any] = {
    "one": "b",
    "many": ["c", "a"],
    "order": ["c", "a", "b"],
    "place": {"c": "x", "a": "y", "b": "x"},
    "number": " 41,7\n",
    "short": "  een \t twee ",
    "long": "een\r\ntwee",
    "table": [{"x": " 1 ", "y": ""}, {"x": "", "y": " "}, {"y": "2", "other": "3"}],
}
READ: dict[str, Any] = {
    "one": "b",
    "many": ("a", "c"),
    "order": ("c", "a", "b"),
    "place": {"a": "y", "b": "x", "c": "x"},
    "number": "41,7",
    "short": "een twee",
    "long": "een\ntwee",
    "table": ({"x": "1", "y": ""}, {"x": "", "y": "2"}),
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from("abcxy"),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abcxyz"), inner, max_size=4),
    max_leaves=8,
)
RAW = st.dictionaries(st.sampled_from([*WHOLE, "unknown"]), JSON, max_size=9)


def test_every_kind_of_field_is_cleaned_and_brought_in_the_forms_own_order() -> None:
    assert read_answer(FIELDS, WHOLE) == READ
    assert list(read_answer(FIELDS, WHOLE)["place"]) == ["a", "b", "c"]


def test_an_answer_that_was_read_reads_the_same_again() -> None:
    assert read_answer(FIELDS, read_answer(FIELDS, WHOLE)) == READ


@pytest.mark.parametrize(
    ("field", "key"),
    list(zip(FIELDS, ["choice", "choices", "order", "place", "number", "text", "text", "table"], strict=True)),
    ids=lambda value: getattr(value, "name", None),
)
def test_each_missing_field_is_named_in_its_own_words(field: Field, key: str) -> None:
    with pytest.raises(InvalidAnswer) as caught:
        read_answer(FIELDS, {**WHOLE, field.name: None})
    assert caught.value.problems == {field.name: Message(f"answer.missing.{key}")}


def test_all_problems_come_at_once() -> None:
    with pytest.raises(InvalidAnswer) as caught:
        read_answer(FIELDS, {})
    assert list(caught.value.problems) == [field.name for field in FIELDS]


@pytest.mark.parametrize(
    ("name", "value", "key"),
    [
        ("one", "z", "answer.unknown-option"),
        ("one", ["a"], "answer.unknown-option"),
        ("many", "a", "answer.unknown-option"),
        ("many", ["a", 1], "answer.unknown-option"),
        ("order", ["a", "b"], "answer.order-incomplete"),
        ("order", ["a", "b", "b"], "answer.order-incomplete"),
        ("place", {"a": "x"}, "answer.place-incomplete"),
        ("place", {"a": "b", "b": "x", "c": "x"}, "answer.unknown-option"),
        ("place", [["a", "x"]], "answer.unknown-option"),
        ("number", 41.7, "answer.not-text"),
        ("long", "a" * (MAX_CHARACTERS + 1), "answer.too-long"),
        ("table", ["x"], "answer.not-text"),
        ("table", [{"x": 1}], "answer.not-text"),
        ("table", [{"x": "1"}] * 3, "answer.too-many-rows"),
    ],
)
def test_a_value_of_the_wrong_shape_is_unreadable(name: str, value: object, key: str) -> None:
    with pytest.raises(InvalidAnswer) as caught:
        read_answer(FIELDS, {**WHOLE, name: value})
    (problem,) = caught.value.problems.values()
    assert isinstance(problem, Message)
    assert problem.key == key


def test_what_is_not_required_may_be_left_out_but_not_everything() -> None:
    form = (LongText("a", required=False), Number("b", required=False))
    assert read_answer(form, {"a": " \n ", "b": "3"}) == {"b": "3"}
    with pytest.raises(InvalidAnswer) as caught:
        read_answer(form, {"a": " "})
    assert caught.value.problems == {"a": Message("answer.empty")}


def test_a_place_that_is_not_required_may_be_filled_in_part() -> None:
    assert read_value(Place("p", OPTIONS, PLACES, required=False), {"a": "x", "b": ""}) == {"a": "x"}


@given(RAW)
def test_nothing_that_is_sent_breaks_reading(raw: dict[str, Any]) -> None:
    draft = read_draft(FIELDS, raw)
    assert set(draft) <= set(WHOLE)
    assert not any(is_empty(value) for value in draft.values())
    try:
        answer = read_answer(FIELDS, raw)
    except InvalidAnswer as error:
        problems = error.problems
    else:
        assert read_answer(FIELDS, answer) == answer
        return
    assert problems
    assert set(problems) <= set(WHOLE)


def test_a_draft_keeps_what_is_unfinished_and_drops_what_has_no_shape() -> None:
    raw = {"one": "z", "place": {"a": "x"}, "table": [{"x": "", "y": ""}, {"x": "1"}], "long": "half", "number": 3}
    assert read_draft(FIELDS, raw) == {
        "place": {"a": "x"},
        "long": "half",
        "table": ({"x": "", "y": ""}, {"x": "1", "y": ""}),
    }


@given(st.text(st.characters()))
def test_clean_text_fits_every_database(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert "\x00" not in cleaned
    assert "\r" not in cleaned
    assert clean(cleaned) == cleaned


def test_clean_keeps_what_is_well_and_mends_half_characters() -> None:
    assert clean("é 👩🏽‍💻 \ufeff\u200d") == "é 👩🏽‍💻 \ufeff\u200d"
    assert clean("a\ud83db") == "a\ufffdb"
    assert clean("\ud83d\ude00") == "😀"
