"""Misspells a hook; the other one is fine, but half a plugin is not registered."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from learnenv import ExerciseType, hookimpl


@hookimpl
def learnenv_excercise_types() -> Sequence[ExerciseType[Any]]:
    return []


@hookimpl
def learnenv_content() -> Sequence[Path]:
    return [Path(__file__).parent]
