"""read_spec: from data in which every scalar is text to a frozen dataclass, or to faults."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, Literal, get_args, get_type_hints

import pytest

from learnenv import ContentError, DataFault, Text, exercise_types, read_spec
from learnenv.domain.text import Message
from learnenv.reader.card_file import CardFile
from learnenv.reader.exercise_file import ExerciseFile
from learnenv.reader.guess import did_you_mean
from learnenv.reader.spec import json_schema

NO_TEXT = Text()


@dataclass(frozen=True, slots=True)
class Part:
    """A part."""

    id: str
    """Its own name."""
    text: Text = NO_TEXT
    right: bool = False


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole of parts."""

    parts: tuple[Part, ...]
    """The parts in order."""
    kind: Literal["small", "large"] = "small"
    count: int = 0
    weight: float | None = None
    example: Text | str | tuple[Text, ...] = ""
    numbers: dict[str, float] = field(default_factory=dict)


def test_text_becomes_what_the_fields_ask_for() -> None:
    data = {"parts": [{"id": "no", "right": "true"}], "count": "3", "weight": "1e3", "numbers": {"a": "0.5"}}
    whole = read_spec(Whole, data)
    assert whole == Whole((Part("no", right=True),), count=3, weight=1000.0, numbers={"a": 0.5})


def test_a_text_in_two_languages_is_read_from_its_languages() -> None:
    whole = read_spec(Whole, {"parts": [{"id": "a", "text": {"nl": "ja", "en": "yes"}}]})
    assert whole.parts[0].text == Text("ja", "yes")


@pytest.mark.parametrize(
    ("example", "made"),
    [({"nl": "x"}, Text("x")), ("x", "x"), ([{"nl": "x"}, {"en": "y"}], (Text("x"), Text(en="y")))],
)
def test_a_value_of_several_shapes_takes_the_shape_it_has(example: Any, made: object) -> None:
    assert read_spec(Whole, {"parts": [], "example": example}).example == made


def test_a_wrong_value_of_several_shapes_gives_one_fault_where_it_is_wrong() -> None:
    (fault,) = _faults({"parts": [], "example": [{"nl": "x"}, {"fr": "y"}]})
    assert (fault.path, _key(fault.what)) == (("example", 1, "fr"), "reader.unknown-field")


@pytest.mark.parametrize("word", ["yes", "no", "on", "off", "1", "0", "True", "y", "", "waar"])
def test_only_true_and_false_are_true_and_false(word: str) -> None:
    (fault,) = _faults({"parts": [{"id": "a", "right": word}]})
    assert (fault.path, _key(fault.what)) == (("parts", 0, "right"), "reader.not-true-or-false")


@pytest.mark.parametrize("word", ["nan", "inf", "-inf", "1,5", "", "een", "9" * 5000])
def test_what_is_no_number_is_refused(word: str) -> None:
    assert [fault.path for fault in _faults({"parts": [], "count": word})] == [("count",)]
    if len(word) < 100:
        assert [fault.path for fault in _faults({"parts": [], "weight": word})] == [("weight",)]


def test_every_fault_is_told_at_once() -> None:
    data = {"parts": [{"idd": "a"}, "b"], "kind": "smal", "count": [], "numbers": "x", "weigth": "1"}
    found = {fault.path: _key(fault.what) for fault in _faults(data)}
    assert found == {
        ("parts", 0, "idd"): "reader.unknown-field",
        ("parts", 0, "id"): "reader.missing-field",
        ("parts", 1): "reader.not-a-mapping",
        ("kind",): "reader.not-one-of",
        ("count",): "reader.not-a-whole-number",
        ("numbers",): "reader.not-a-mapping",
        ("weigth",): "reader.unknown-field",
    }


def test_an_unknown_field_is_pointed_at_by_its_name() -> None:
    (fault,) = _faults({"parts": [], "kindd": "small"})
    assert fault.at_key
    assert fault.mend == Message("reader.did-you-mean", {"other": "kind"})


@pytest.mark.parametrize("data", ["text", [], None, 3])
def test_what_is_no_mapping_at_all_is_a_fault_of_the_whole(data: Any) -> None:
    assert [fault.path for fault in _faults(data)] == [()]


def test_the_schema_knows_the_fields_their_docstrings_and_that_there_are_no_others() -> None:
    schema = json_schema(Whole)
    assert schema["additionalProperties"] is False
    assert schema["properties"]["parts"]["description"] == "The parts in order."
    assert schema["$defs"]["Part"]["properties"]["id"]["description"] == "Its own name."
    assert schema["required"] == ["parts"]


@pytest.mark.parametrize("spec", [CardFile, ExerciseFile, *(kind.spec for kind in exercise_types.BUILT_IN)])
def test_every_spec_has_a_schema(spec: Any) -> None:
    assert json_schema(spec)["type"] == "object"


def test_a_field_name_with_one_letter_wrong_gets_the_right_suggestion() -> None:
    tried, right = 0, 0
    for spec in (CardFile, ExerciseFile, *(kind.spec for kind in exercise_types.BUILT_IN)):
        for kind in _dataclasses(spec):
            names = [each.name for each in fields(kind)]
            for name in (name for name in names if len(name) > 3):
                for typo in set(_typos(name)) - set(names):
                    tried += 1
                    right += did_you_mean(typo, names) == Message("reader.did-you-mean", {"other": name})
    assert tried > 1000
    assert right / tried >= 0.95


def _typos(name: str) -> Iterator[str]:
    """One letter left out, doubled, changed, or swapped with the next."""
    for place in range(len(name)):
        yield name[:place] + name[place + 1 :]
        yield name[: place + 1] + name[place:]
        yield name[:place] + "x" + name[place + 1 :]
        yield name[:place] + name[place + 1 : place + 2] + name[place] + name[place + 2 :]


def _dataclasses(kind: Any) -> Iterator[Any]:
    if is_dataclass(kind):
        yield kind
        for hint in get_type_hints(kind).values():
            yield from _dataclasses(hint)
    for inner in get_args(kind):
        yield from _dataclasses(inner)


def _faults(data: Any) -> list[DataFault]:
    with pytest.raises(ContentError) as caught:
        read_spec(Whole, data)
    return list(caught.value.faults)


def _key(words: object) -> str:
    return words.key if isinstance(words, Message) else ""
