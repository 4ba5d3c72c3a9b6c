"""A hook that never returns, busy as it is."""

from collections.abc import Sequence
from pathlib import Path
from time import sleep
from typing import Any

from learnenv import ExerciseType, hookimpl


@hookimpl
def learnenv_content() -> Sequence[Path]:
    while True:
        sleep(0.01)


@hookimpl
def learnenv_exercise_types() -> Sequence[ExerciseType[Any]]:
    raise AssertionError("this is not called any more")
