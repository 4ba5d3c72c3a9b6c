"""The module "Het krachtenveld in kaart": its content, an exercise type of its own and a page of its own."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from learnenv import ExerciseType, ModulePage, hookimpl
from learnenv_krachtenveld.page import YOUR_FIELD
from learnenv_krachtenveld.power_interest import POWER_INTEREST


@hookimpl
def learnenv_content() -> Sequence[Path]:
    """The folder of this module."""
    return [Path(__file__).parent / "content"]


@hookimpl
def learnenv_exercise_types() -> Sequence[ExerciseType[Any]]:
    """Rating actors on power and interest."""
    return [POWER_INTEREST]


@hookimpl
def learnenv_pages() -> Sequence[ModulePage]:
    """The learner's own actor map, drawn."""
    return [YOUR_FIELD]
