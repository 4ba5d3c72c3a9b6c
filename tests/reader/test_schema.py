"""The schemas: what a reader takes they take, and what an author gets wrong they mark."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from learnenv import ContentError, exercise_types, read_spec
from learnenv.authoring.copying import TEMPLATES
from learnenv.reader.card_file import CardFile
from learnenv.reader.case_file import CaseFile
from learnenv.reader.exercise import COMMON
from learnenv.reader.exercise_file import ExerciseFile
from learnenv.reader.schema import schemas
from learnenv.testing.own_types import types_with
from tests.reader.good_module import MODULE
from tests.support.editor import as_editor_sees
from tests.support.source import ROOT, place

TYPES = {kind.name: kind for kind in exercise_types.BUILT_IN}
SCHEMAS = {name: Draft202012Validator(schema) for name, schema in schemas(types_with()).items()}
CONTENTS = [
    file.parent for file in (*ROOT.glob("modules/*/*/content/module.yaml"), *TEMPLATES.glob("module/*/*/module.yaml"))
]
FILES = [
    (schema, file)
    for content in CONTENTS
    for schema, pattern in (("module", "module.yaml"), ("exercise", "exercises/*.yaml"), ("case", "cases/*.yaml"))
    for file in sorted(content.glob(pattern))
]
_FENCE = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLES = _FENCE.findall((ROOT / "docs" / "authors" / "exercises.md").read_text(encoding="utf-8"))
CASE = (next(TEMPLATES.glob("module/*/content/cases/*.yaml"))).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name].schema)


@pytest.mark.parametrize(("schema", "file"), FILES, ids=lambda each: place(each) if isinstance(each, Path) else each)
def test_every_file_that_is_shipped_fits(schema: str, file: Path) -> None:
    assert not _errors(schema, file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", EXAMPLES, ids=lambda text: text.split()[1])
def test_every_example_in_the_docs_fits(text: str) -> None:
    assert not _errors("exercise", text)


def test_the_example_of_a_module_in_the_docs_fits() -> None:
    page = (ROOT / "docs" / "authors" / "modules.md").read_text(encoding="utf-8")
    assert not _errors("module", _FENCE.findall(page)[0])


CHOICE, NUMERIC, REFLECTION, CANVAS = (
    next(text for text in EXAMPLES if text.startswith(f"type: {name}\n"))
    for name in ("single-choice", "numeric", "reflection", "canvas")
)
MISTAKES = [
    ("module", MODULE, "id: klein-begin", "id: Klein Begin"),
    ("module", MODULE, "id: klein-begin\n", ""),
    ("module", MODULE, "title: {nl: Klein beginnen, en: Small start}", "title: Klein beginnen"),
    ("module", MODULE, "minutes: 20", "minutes: a while"),
    ("module", MODULE, "minutes: 20", "minutes: -5"),
    ("module", MODULE, "minutes: 8", "minuts: 8"),
    ("module", MODULE, "mastery: 0.8", "mastery: 80"),
    ("module", MODULE, "mastery: 0.8", "mastery: 0,8"),
    ("module", MODULE, "mastery: 0.8", "most_waiting: -1"),
    ("module", MODULE, "mastery: 0.8", "feedback: [{title: {nl: Kort, en: Short}}]"),
    ("module", MODULE, "authors: [learnenv]", "author: [learnenv]"),
    ("module", MODULE, "authors: [learnenv]", "authors: learnenv"),
    ("module", MODULE, "outcomes:\n  - {nl", "outcomes:\n  - {fr"),
    ("module", MODULE, "  - id: waarom", "  - id: Waarom?"),
    ("exercise", CHOICE, "type: single-choice", "type: singel-choice"),
    ("exercise", CHOICE, "type: single-choice\n", ""),
    ("exercise", CHOICE, "right: true", "rigth: true"),
    ("exercise", CHOICE, "right: true", "right: yes"),
    ("exercise", CHOICE, "right: true", "right: True!"),
    ("exercise", CHOICE, "fixed: true", "fraction: half"),
    ("exercise", CHOICE, "options:", "option:"),
    ("exercise", CHOICE, "title: {nl: Eerste stap, en: First step}", "titel: {nl: Eerste stap, en: First step}"),
    ("exercise", CHOICE, "prompt:", "tries: many\nprompt:"),
    ("exercise", CHOICE, "prompt:", "tries: 1.5\nprompt:"),
    ("exercise", CHOICE, "prompt:", "penalty: 2\nprompt:"),
    ("exercise", CHOICE, "prompt:", "hints: {nl: Denk, en: Think}\nprompt:"),
    ("exercise", CHOICE, "prompt:", "tolerance: 1\nprompt:"),
    ("exercise", NUMERIC, "value: 41.7", "value: 41,7"),
    ("exercise", NUMERIC, "value: 41.7", "kind: rough\nvalue: 41.7"),
    ("exercise", REFLECTION, "words: {min: 5, max: 200}", "words: 200"),
    ("exercise", REFLECTION, "{nl: Eén voorbeeld, en: One example}", "{nl: [Eén, voorbeeld], en: One example}"),
    ("exercise", CANVAS, "kind: list", "kind: lists"),
    ("exercise", CANVAS, "at_least: 2", "at_least: two"),
    ("case", CASE, "to: calls", "too: calls"),
    ("case", CASE, "points: 2", "points: -2"),
    ("case", CASE, "type: single-choice", "type: canvas"),
    ("case", CASE, "real: true", "real: on"),
    ("case", CASE, "scenes:", "scene:"),
]


@pytest.mark.parametrize(
    ("schema", "text", "old", "new"), MISTAKES, ids=lambda each: each[:30] if isinstance(each, str) else ""
)
def test_a_mistake_is_marked(schema: str, text: str, old: str, new: str) -> None:
    assert not _errors(schema, text)
    assert old in text
    assert _errors(schema, text.replace(old, new, 1))


@pytest.mark.parametrize("word", ["7", "1.5", "true", "1e3", "'no'", "no", "2025-03-31", '"7"'])
def test_a_text_may_look_like_a_number_or_a_boolean(word: str) -> None:
    assert not _errors("exercise", CHOICE.replace("id: look", f"id: {word}"))


@pytest.mark.parametrize("word", ["1", '"1"', "1.0", "' 1 '", "1_0"])
def test_a_number_may_stand_in_quotes(word: str) -> None:
    assert not _errors("exercise", CHOICE.replace("prompt:", f"tries: {word}\nprompt:"))


def test_a_field_with_nothing_behind_it_is_not_finished() -> None:
    """The one difference: the reader takes it for left out."""
    assert _errors("exercise", CHOICE.replace("prompt:", "hints:\nprompt:"))


def test_the_fields_follow_from_the_type() -> None:
    schema = SCHEMAS["exercise.json"].schema
    for name, kind in TYPES.items():
        offered = schema["$defs"][name]["properties"]
        assert set(COMMON) < set(offered)
        assert set(kind.spec.__dataclass_fields__) < set(offered)


class Strange:
    """No dataclass at all."""


@dataclass
class Unknown:
    """A dataclass with an annotation that means nothing."""

    what: Nowhere  # type: ignore[name-defined]  # noqa: F821


@dataclass
class Odd:
    """A dataclass with values that no JSON can hold."""

    path: Path = Path("x")
    size: float = float("nan")
    kind: type = int


@pytest.mark.parametrize("spec", [Strange, Unknown, Odd, int])
def test_a_type_that_reads_its_files_in_its_own_way_stands_in_nobodys_way(spec: type[Any]) -> None:
    types = {**TYPES, "strange": replace(TYPES["numeric"], name="strange", spec=spec)}
    schema = Draft202012Validator(json.loads(json.dumps(schemas(types)["exercise.json"], allow_nan=False)))
    assert schema.is_valid({**as_editor_sees(CHOICE)})
    text = {"nl": "x", "en": "x"}
    assert schema.is_valid({"type": "strange", "title": text, "prompt": text, "whatever": [1]})


def test_every_field_is_explained() -> None:
    silent = [
        f"{name}: {'.'.join(path)}"
        for name, validator in SCHEMAS.items()
        for path, field in _fields(validator.schema, ())
        if not _explained(field, validator.schema)
    ]
    assert not silent


SCALARS = st.sampled_from(
    [0, 1, 3, 0.5, 1.0, 2.5, True, False, "", "x", "true", "yes", "1,5", "2", "relative", "canvas"]
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["nl", "en", "id", "text", "right"]), inner, max_size=2)
    ),
    max_leaves=4,
)


@settings(max_examples=400, deadline=None)
@given(text=st.sampled_from(EXAMPLES), data=st.data())
def test_reader_and_schema_agree_on_whatever_becomes_of_an_exercise(text: str, data: st.DataObject) -> None:
    changed = _changed(as_editor_sees(text), data)
    if not isinstance(changed.get("type"), str) or changed["type"] not in TYPES:
        assert _invalid("exercise", changed)
        return
    said = _as_text(changed)
    own = {key: value for key, value in said.items() if key not in COMMON}
    common = {key: value for key, value in said.items() if key in COMMON}
    taken = _taken(ExerciseFile, common) and _taken(TYPES[changed["type"]].spec, own)
    assert _invalid("exercise", changed) != taken


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_reader_and_schema_agree_on_whatever_becomes_of_a_module_file(data: st.DataObject) -> None:
    changed = _changed(as_editor_sees(MODULE), data)
    assert _invalid("module", changed) != _taken(CardFile, _as_text(changed))


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_reader_and_schema_agree_on_whatever_becomes_of_a_case(data: st.DataObject) -> None:
    whole = as_editor_sees(CASE)
    for scene in whole["scenes"]:
        scene.pop("predict", None)  # an exercise within, which is read as one
    changed = _changed(whole, data)
    assert _invalid("case", changed) != _taken(CaseFile, _as_text(changed))


def _errors(schema: str, text: str) -> list[str]:
    return [
        f"{error.json_path}: {error.message}" for error in SCHEMAS[f"{schema}.json"].iter_errors(as_editor_sees(text))
    ]


def _invalid(schema: str, data: Any) -> bool:
    """Whether the shape is wrong; ids and bounds are looked at by others than read_spec."""
    later = ("minimum", "maximum", "minItems")
    errors = SCHEMAS[f"{schema}.json"].iter_errors(data)
    return any(
        error.validator not in later and not (error.validator == "pattern" and "a-z" in error.validator_value)
        for error in errors
    )


def _taken(spec: type[Any], data: Any) -> bool:
    try:
        read_spec(spec, data)
    except ContentError:
        return False
    return True


def _changed(whole: Any, data: st.DataObject) -> dict[str, Any]:
    """The data with one value taken out, replaced, or put in anew."""
    made = deepcopy(whole)
    holder, key = data.draw(st.sampled_from(list(_places(made))))
    match data.draw(st.sampled_from(["out", "other", "new"])):
        case "out":
            del holder[key]
        case "other":
            holder[key] = data.draw(VALUES)
        case _ if isinstance(holder, dict):
            holder[data.draw(st.sampled_from(["id", "text", "feedback", "nl", "kind", "tries", "oops"]))] = data.draw(
                VALUES
            )
        case _:
            holder.append(data.draw(VALUES))
    return made  # type: ignore[no-any-return]


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    for key in list(value) if isinstance(value, dict) else range(len(value)):
        yield value, key
        if isinstance(value[key], dict | list):
            yield from _places(value[key])


def _as_text(value: Any) -> Any:
    """The data as the reader has it: every scalar as it was written."""
    if isinstance(value, dict):
        return {key: _as_text(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_as_text(each) for each in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def _fields(schema: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(schema, dict):
        for name, field in schema.get("properties", {}).items():
            if not (name == "type" and "const" in field):
                yield (*path, name), field
        for key, each in schema.items():
            if key not in ("if", "then"):
                yield from _fields(each, (*path, key))


def _explained(field: Any, schema: Any) -> bool:
    part = schema["$defs"].get(field.get("$ref", "").rpartition("/")[2], {})
    return len(field.get("description", "") or part.get("description", "")) > 12
