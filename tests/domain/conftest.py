"""A tiny exercise type and modules made of it, so that domain tests need no other layer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from learnenv.domain.answer import Answer
from learnenv.domain.content import Exercise, ExerciseHere, LearningModule, ModuleCard, Page
from learnenv.domain.exercise_type import ExerciseType, Grade, Samples
from learnenv.domain.form import Form, OneOf, Option
from learnenv.domain.text import Text

YES_NO = (Option("yes", Text("ja", "yes")), Option("no", Text("nee", "no")))


@dataclass(frozen=True, slots=True)
class Spec:
    """No settings at all."""


def parse(data: Mapping[str, Any]) -> Spec:
    return Spec()


def form(spec: Spec) -> Form:
    return (OneOf("answer", YES_NO),)


def grade(spec: Spec, answer: Answer) -> Grade:
    return Grade(1.0 if answer["answer"] == "yes" else 0.0)


def samples(spec: Spec) -> Samples:
    return Samples({"answer": "yes"}, {"answer": "no"})


MakeExercise: TypeAlias = Callable[..., Exercise]
MakeModule: TypeAlias = Callable[..., LearningModule]


@pytest.fixture(scope="session")
def make_exercise() -> MakeExercise:
    """make_exercise("m/one", open=False, grade=..., tries=3, ...)"""

    def make(
        ref: str = "m/one", *, open: bool = False, grade: Any = grade, form: Any = form, **more: Any
    ) -> Exercise:
        kind = ExerciseType("yes-no", Spec, parse, form, grade, samples, open)
        return Exercise(ref, kind, Spec(), Text("titel"), Text("vraag"), "fingerprint", **more)

    return make


@pytest.fixture(scope="session")
def make_module() -> MakeModule:
    """make_module({"page": [exercise, ...], ...}, mastery=0.8)"""

    def make(pages: Mapping[str, list[Exercise]], mastery: float = 0.8) -> LearningModule:
        words = Text("module")
        card = ModuleCard("m", "1", words, words, words, 5, (), (), tuple(pages), Path(), "plugin", mastery=mastery)
        made = tuple(
            Page(id, words, 5, {"nl": tuple(ExerciseHere(each.id) for each in exercises), "en": ()})
            for id, exercises in pages.items()
        )
        return LearningModule(card, made, {each.id: each for exercises in pages.values() for each in exercises}, {})

    return make
