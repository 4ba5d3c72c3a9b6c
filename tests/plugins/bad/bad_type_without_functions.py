"""Gives an exercise type whose functions are missing."""

from typing import Any

from learnenv import ExerciseType, hookimpl


@hookimpl
def learnenv_exercise_types() -> list[ExerciseType[Any]]:
    nothing: Any = None
    return [ExerciseType("hollow", dict, dict, nothing, nothing, nothing)]
