"""Has a hook, and beside it a function that nobody will ever call."""

from collections.abc import Sequence
from pathlib import Path

from learnenv import hookimpl


@hookimpl
def learnenv_content() -> Sequence[Path]:
    return [Path(__file__).parent]


def learnenv_exercise_type() -> list[object]:
    return []
