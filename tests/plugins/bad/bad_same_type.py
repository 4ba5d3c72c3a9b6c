"""Gives an exercise type whose name is taken, and one whose name is free."""

from dataclasses import replace
from typing import Any

from good_plugin import STONE  # type: ignore[import-not-found]

from learnenv import ExerciseType, hookimpl


@hookimpl
def learnenv_exercise_types() -> list[ExerciseType[Any]]:
    return [replace(STONE, open=True), replace(STONE, name="pebble")]
