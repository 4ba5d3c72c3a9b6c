"""Raises in one hook; the other one is fine."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from learnenv import ExerciseType, hookimpl


@hookimpl
def learnenv_exercise_types() -> Sequence[ExerciseType[Any]]:
    raise KeyError("types")


@hookimpl
def learnenv_content() -> Sequence[Path]:
    return [Path(__file__).parent]
