"""A plugin with an exercise type that never gets done with one answer."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from learnenv import Answer, ExerciseType, Form, Grade, LongText, Samples, hookimpl


def _form(spec: str) -> Form:
    return (LongText("said"),)


def _grade(spec: str, answer: Answer) -> Grade:
    while answer["said"] == "wait":
        time.sleep(0.01)
    return Grade(float(answer["said"] == "a"))


def _samples(spec: str) -> Samples:
    return Samples({"said": "a"}, {"said": "b"})


@hookimpl
def learnenv_exercise_types() -> Sequence[ExerciseType[Any]]:
    return [ExerciseType("stuck", str, lambda data: "spec", _form, _grade, _samples)]
