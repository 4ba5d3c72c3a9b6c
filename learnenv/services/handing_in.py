"""What every front end and every way of answering share: grade what was handed in, and make an attempt of it."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from learnenv.domain.answer import Answer
from learnenv.domain.content import Exercise
from learnenv.domain.exercise_type import Grade
from learnenv.domain.grading import BrokenExercise, final_score, grade, read
from learnenv.domain.learner import Actor
from learnenv.domain.progress import Attempt, Certainty, FrontEnd, Standing, attempt_key
from learnenv.metrics import tally

log = logging.getLogger(__name__)
LONGEST_SECONDS = 24 * 3600.0
"""A form left open for longer says nothing about how long answering took."""


@dataclass(frozen=True, slots=True)
class Given:
    """How an answer was given."""

    drawn_with: str
    """The key that the form was drawn with."""
    seconds: float = 0.0
    front_end: FrontEnd = "web"
    certainty: Certainty | None = None


@dataclass(frozen=True, slots=True)
class Graded:
    """An answer as it was read, with its grade."""

    answer: Answer
    grade: Grade | None
    """None: grading failed."""


def graded(exercise: Exercise, received: Mapping[str, Any]) -> Graded:
    """Read an answer and grade it. When the exercise fails, that goes to the log. Raises InvalidAnswer."""
    try:
        answer = read(exercise, received)
        return Graded(answer, grade(exercise, answer))
    except BrokenExercise as failure:
        log.error("exercise %s is broken", exercise.ref, exc_info=failure.cause, extra={"event": "exercise-failed"})
        tally.type_error(exercise.type.name)
        return Graded(failure.answer, None)


def may_ask_certainty(exercise: Exercise, actor: Actor) -> bool:
    """Whether to ask how sure one is: of closed exercises, if the learner wants it or the author asks for it."""
    return not exercise.type.open and (actor.asks_certainty or exercise.certainty)


def make_attempt(
    actor: Actor, exercise: Exercise, done: Graded, given: Given, standing: Standing, at: datetime
) -> Attempt:
    """The attempt that follows on this standing."""
    fraction = done.grade.fraction if done.grade else None
    return Attempt(
        learner=actor.learner,
        ref=exercise.ref,
        key=attempt_key(given.drawn_with, done.answer),
        answer=done.answer,
        fingerprint=exercise.fingerprint,
        fraction=fraction,
        score=final_score(exercise, fraction, standing.tries, standing.hints),
        passed=done.grade.passed if done.grade else None,
        tries_before=standing.tries,
        hints_shown=standing.hints,
        language=actor.language,
        front_end=given.front_end,
        at=at,
        seconds=min(max(0.0, given.seconds), LONGEST_SECONDS),
        broken=done.grade is None,
        certainty=given.certainty if may_ask_certainty(exercise, actor) else None,
    )
