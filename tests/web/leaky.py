"""A plugin that fails wherever it is given an answer, and puts the answer into its error."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from learnenv import (
    Answer,
    ExerciseType,
    Form,
    Grade,
    LongText,
    ModulePage,
    PageAsk,
    PagePart,
    Samples,
    Text,
    hookimpl,
)

print("noise at import")


def _form(spec: str) -> Form:
    return (LongText("said"),)


def _grade(spec: str, answer: Answer) -> Grade:
    print("noise while grading")
    return {"a": Grade(1.0), "b": Grade(0.0)}[answer["said"]]


def _samples(spec: str) -> Samples:
    return Samples({"said": "a"}, {"said": "b"})


def _draw(ask: PageAsk) -> Sequence[PagePart]:
    raise ValueError(f"cannot draw {ask.answers}") from KeyError(str(ask.answers))


@hookimpl
def learnenv_exercise_types() -> Sequence[ExerciseType[Any]]:
    return [ExerciseType("leaky", str, lambda data: "spec", _form, _grade, _samples)]


@hookimpl
def learnenv_pages() -> Sequence[ModulePage]:
    return [ModulePage("leaky", "first", Text("Lek", "Leak"), _draw)]
