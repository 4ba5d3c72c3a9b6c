"""What holds for every exercise of every built-in type that an author can write."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from learnenv import ContentError, ExerciseType, InvalidAnswer, Message, Samples
from learnenv.domain.answer import read_answer
from learnenv.exercise_types import BUILT_IN, learnenv_exercise_types

Data = Mapping[str, Any]
QUICK = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])

NAUGHTY_TEXTS = [
    "",
    " ",
    "\x00",
    "\ud800",
    "NaN",
    "-inf",
    "1e999",
    "1.000",
    "٣",
    "½",
    "'; DROP TABLE x;--",
    "<script>",
]
NAUGHTY_TEXTS += [
    "\u202e",
    "=1+1",
    "*",
    "\\*",
    "0" * 5000,
    "a" * 5000,
    "\u0301" * 3000,
    "\ufeff",
    "1,5,5",
    "{}",
    "%s",
]
NAUGHTY = st.one_of(st.text(max_size=60), st.sampled_from([*NAUGHTY_TEXTS, "ﬁ", "ß", "İ"]))
DECIMALS = st.decimals(-10000, 10000, allow_nan=False, allow_infinity=False, places=3).map(str)

every_type = pytest.mark.parametrize("kind", BUILT_IN, ids=lambda kind: kind.name)


def sound(kind: ExerciseType[Any], choices: st.DataObject, written: Mapping[str, st.SearchStrategy[Data]]) -> Any:
    """The spec of an exercise that the type accepts; hypothesis complains if it never does."""
    try:
        return kind.parse(choices.draw(written[kind.name]))
    except ContentError as error:
        faults = error.faults
    assert faults
    assert all(isinstance(each.what, Message) and isinstance(each.mend, Message) for each in faults)
    return assume(False)


@st.composite
def raw_answers(draw: st.DrawFn, kind: ExerciseType[Any], spec: Any) -> dict[str, Any]:
    """Anything that may come from outside: right, wrong, naughty, of a wrong shape, or mixed."""
    known: Samples = kind.samples(spec)
    raw: dict[str, Any] = {}
    for field in kind.form(spec):
        good = [each[field.name] for each in (known.right, known.wrong) if field.name in each]
        ids = [each.id for group in ("options", "items", "places", "columns") for each in getattr(field, group, ())]
        id = st.sampled_from(ids) if ids else NAUGHTY
        wild = st.one_of(
            NAUGHTY,
            DECIMALS,
            id,
            st.lists(id, max_size=6),
            st.permutations(ids),
            st.dictionaries(id, id, max_size=6),
            st.lists(st.dictionaries(id, NAUGHTY, max_size=3), max_size=4),
        )
        if draw(st.integers(0, 5)):
            raw[field.name] = draw(st.one_of(st.sampled_from(good), wild) if good else wild)
    return raw


def test_the_hook_gives_all_nine_and_every_one_is_tried_here(written: Mapping[str, Any]) -> None:
    assert [kind.name for kind in learnenv_exercise_types()] == list(written)


@every_type
@QUICK
@given(choices=st.data())
def test_the_right_sample_scores_one_and_the_wrong_sample_less(
    kind: ExerciseType[Any], written: Mapping[str, st.SearchStrategy[Data]], choices: st.DataObject
) -> None:
    spec = sound(kind, choices, written)
    samples, form = kind.samples(spec), kind.form(spec)
    right, wrong = read_answer(form, samples.right), read_answer(form, samples.wrong)
    assert kind.grade(spec, right).fraction == 1
    fraction = kind.grade(spec, wrong).fraction
    assert fraction is not None
    assert fraction < 1


@every_type
@QUICK
@given(choices=st.data())
def test_whatever_is_answered_is_graded_between_0_and_1_or_cannot_be_read(
    kind: ExerciseType[Any], written: Mapping[str, st.SearchStrategy[Data]], choices: st.DataObject
) -> None:
    spec = sound(kind, choices, written)
    names = {field.name for field in kind.form(spec)}
    try:
        answer = read_answer(kind.form(spec), choices.draw(raw_answers(kind, spec)))
        grade = kind.grade(spec, answer)
    except InvalidAnswer as error:
        problems = error.problems
    else:
        assert grade.fraction is None or 0 <= grade.fraction <= 1
        assert grade.fraction is not None or kind.open
        assert grade == kind.grade(spec, answer)
        assert {mark.field for mark in grade.marks} <= names
        return
    assert problems
    assert set(problems) <= names


@every_type
@QUICK
@given(data=st.dictionaries(st.text(max_size=8), st.one_of(NAUGHTY, st.lists(NAUGHTY, max_size=2)), max_size=3))
def test_nonsense_is_refused_with_faults(kind: ExerciseType[Any], data: Data) -> None:
    with pytest.raises(ContentError) as caught:
        kind.parse(data)
    assert caught.value.faults
