"""Gives an exercise type a name that no file could use."""

from dataclasses import replace
from typing import Any

from good_plugin import STONE  # type: ignore[import-not-found]

from learnenv import ExerciseType, hookimpl


@hookimpl
def learnenv_exercise_types() -> list[ExerciseType[Any]]:
    return [replace(STONE, name="Two Words")]
