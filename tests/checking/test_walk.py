"""Simulated learners meet what is wrong with a type's code: each of its ways to fail is found, at its exercise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from learnenv.domain.errors import InvalidAnswer
from learnenv.domain.exercise_type import ExerciseType, Grade, Mark
from learnenv.domain.text import Text
from tests.checking.finding import found
from tests.reader.good_module import CHOICE, TYPES

SINGLE, REFLECTION = TYPES["single-choice"], TYPES["reflection"]


def _graded(change: Callable[[str, Grade], Any]) -> ExerciseType[Any]:
    return replace(SINGLE, grade=lambda spec, answer: change(answer["choice"], SINGLE.grade(spec, answer)))


def _fails(chosen: str, said: Grade) -> Grade:
    if chosen == "ander":
        raise KeyError(chosen)
    return said


def _refuses(chosen: str, said: Grade) -> Grade:
    if chosen == "ander":
        raise InvalidAnswer({"choice": Text("nee", "no")})
    return said


def _with_same_ids(spec: Any) -> Any:
    (field,) = SINGLE.form(spec)
    return (replace(field, options=(*field.options, field.options[0])),)  # type: ignore[arg-type,union-attr]


TYPES_WITH_A_FAULT = {
    "a grade that fails on one option": (_graded(_fails), "walk-failed"),
    "a grade that refuses an option": (_graded(_refuses), "answer-refused"),
    "a fraction above one": (
        _graded(lambda c, said: replace(said, fraction=2.0 if c == "ander" else said.fraction)),
        "walk-failed",
    ),
    "feedback on what is not there": (_graded(lambda c, said: replace(said, marks=(Mark("other"),))), "mark-unknown"),
    "feedback on an option that is not there": (
        _graded(lambda c, said: replace(said, marks=(Mark("choice", "gone"),))),
        "mark-unknown",
    ),
    "two options with one id": (replace(SINGLE, form=_with_same_ids), "option-unreachable"),
    "a solution that is wrong": (replace(SINGLE, solution=lambda spec: {"choice": "plan"}), "solution-wrong"),
    "a solution that is refused": (replace(SINGLE, solution=lambda spec: {}), "solution-wrong"),
    "a solution that fails": (replace(SINGLE, solution=lambda spec: spec.nothing), "walk-failed"),
}
THIRD = (
    "  - id: ander\n    text: {nl: Iets anders, en: Something else}\n    feedback: {nl: Wat dan?, en: What then?}\n"
)


@pytest.mark.parametrize("name", TYPES_WITH_A_FAULT)
def test_a_fault_in_the_code_of_a_type_is_found_at_its_exercise(name: str, tmp_path: Path) -> None:
    faulty, code = TYPES_WITH_A_FAULT[name]
    types = {**TYPES, "single-choice": faulty}
    faults = found(tmp_path, {"exercises/eerste-stap.yaml": CHOICE + THIRD}, types)
    assert [(fault.code, fault.file, fault.line) for fault in faults] == [(code, "exercises/eerste-stap.yaml", 1)]


def test_the_same_answers_are_tried_at_every_check(tmp_path: Path) -> None:
    tried: list[list[Any]] = [[], []]
    for answers in tried:
        spying = _graded(lambda chosen, said, into=answers: into.append(chosen) or said)  # type: ignore[misc]
        assert not found(tmp_path, {}, {**TYPES, "single-choice": spying})
    assert tried[0] == tried[1]
    assert set(tried[0]) == {"proef", "plan"}


def test_open_work_that_can_never_pass_keeps_a_module_from_being_mastered(tmp_path: Path) -> None:
    unpassed = replace(REFLECTION, grade=lambda spec, answer: replace(REFLECTION.grade(spec, answer), passed=None))
    (fault,) = found(tmp_path, {}, {**TYPES, "reflection": unpassed})
    assert (fault.code, fault.file, fault.severity) == ("journey-unmastered", "module.yaml", "error")


def test_work_that_a_person_looks_at_is_nobodys_fault(tmp_path: Path) -> None:
    for_a_trainer = replace(REFLECTION, grade=lambda spec, answer: Grade(None))
    assert not found(tmp_path, {}, {**TYPES, "reflection": for_a_trainer})


def test_a_right_answer_that_is_taken_once_and_then_refused_stops_the_journey(tmp_path: Path) -> None:
    graded: list[Any] = []

    def grade(spec: Any, answer: Any) -> Grade:
        graded.append(answer)
        if len(graded) == last:
            raise InvalidAnswer({"text": Text("nee", "no")})
        return REFLECTION.grade(spec, answer)

    last = 0
    types = {**TYPES, "reflection": replace(REFLECTION, grade=grade)}
    assert not found(tmp_path, {}, types)
    last = len(graded)
    graded.clear()
    (fault,) = found(tmp_path, {}, types)
    assert (fault.code, fault.file, fault.line) == ("journey-stops", "module.yaml", 16)


def test_a_type_that_fails_only_now_and_then_stops_nothing_else(tmp_path: Path) -> None:
    left = [0]

    def samples(spec: Any) -> Any:
        left[0] -= 1
        if left[0] == 0:
            raise RuntimeError("now")
        return REFLECTION.samples(spec)

    types = {**TYPES, "reflection": replace(REFLECTION, samples=samples)}
    assert not found(tmp_path, {}, types)
    for call in range(2, 1 - left[0]):
        left[0] = call
        (fault,) = found(tmp_path, {}, types)
        assert (fault.code, fault.severity) == ("walk-failed", "error")
