"""The built-in exercise types. They come in by the same hook as those of any plugin and use the same public names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from learnenv import ExerciseType, hookimpl
from learnenv.exercise_types.canvas import CANVAS
from learnenv.exercise_types.categorise import CATEGORISE
from learnenv.exercise_types.choice import SINGLE_CHOICE
from learnenv.exercise_types.choices import MULTIPLE_CHOICE
from learnenv.exercise_types.matching import MATCHING
from learnenv.exercise_types.numeric import NUMERIC
from learnenv.exercise_types.ordering import ORDERING
from learnenv.exercise_types.reflection import REFLECTION
from learnenv.exercise_types.short_answer import SHORT_ANSWER

BUILT_IN: tuple[ExerciseType[Any], ...] = (
    SINGLE_CHOICE,
    MULTIPLE_CHOICE,
    ORDERING,
    MATCHING,
    CATEGORISE,
    NUMERIC,
    SHORT_ANSWER,
    REFLECTION,
    CANVAS,
)


@hookimpl
def learnenv_exercise_types() -> Sequence[ExerciseType[Any]]:
    """All nine."""
    return BUILT_IN
