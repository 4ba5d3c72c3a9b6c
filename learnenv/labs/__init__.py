"""Code labs. Three are exercises about numbers that fool people, with numbers of one's own; one is any code of an
author's, of which learners find out what comes out. Each is a pure checker, with a form for who does not write code
and a workbench (`bench.py`) for who does. They come in by the same hook as the types of any plugin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from learnenv import ExerciseType, hookimpl
from learnenv.labs.code import CODE
from learnenv.labs.oil_slick import OIL_SLICK
from learnenv.labs.peeking import PEEKING
from learnenv.labs.pilot import PILOT

LABS: tuple[ExerciseType[Any], ...] = (PILOT, PEEKING, OIL_SLICK)
"""With numbers of one's own."""
TYPES: tuple[ExerciseType[Any], ...] = (*LABS, CODE)


@hookimpl
def learnenv_exercise_types() -> Sequence[ExerciseType[Any]]:
    """All of them."""
    return TYPES
