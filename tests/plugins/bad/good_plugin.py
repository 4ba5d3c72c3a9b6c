"""The one that goes on whatever the others do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from learnenv import Answer, ExerciseType, Form, Grade, OneOf, Option, Samples, Text, hookimpl


@dataclass(frozen=True)
class Stone:
    """Which stone is the heavy one."""

    right: str


def _parse(data: Mapping[str, Any]) -> Stone:
    return Stone(data["right"])


def _form(spec: Stone) -> Form:
    return (OneOf("stone", (Option("a", Text("a", "a")), Option("b", Text("b", "b")))),)


def _grade(spec: Stone, answer: Answer) -> Grade:
    return Grade(float(answer["stone"] == spec.right))


def _samples(spec: Stone) -> Samples:
    return Samples({"stone": spec.right}, {"stone": "b" if spec.right == "a" else "a"})


STONE = ExerciseType("stone", Stone, _parse, _form, _grade, _samples)
FOLDER = Path(__file__).parent


@hookimpl
def learnenv_exercise_types() -> Sequence[ExerciseType[Any]]:
    return [STONE]


@hookimpl
def learnenv_content() -> Sequence[Path]:
    return [FOLDER]


class Later:
    """Another good plugin, to come after a bad one."""

    @hookimpl
    def learnenv_content(self) -> Sequence[Path]:
        return [FOLDER]


LATER = Later()
