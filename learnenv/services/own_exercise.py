"""An exercise as one learner has it: with numbers of their own, if its type gives those."""

from __future__ import annotations

import hashlib
import logging

from learnenv.domain.content import Exercise
from learnenv.domain.progress import Attempt
from learnenv.domain.seeded import own_numbers, seed_in
from learnenv.metrics import tally
from learnenv.services.app import App

log = logging.getLogger(__name__)


def own_exercise(app: App, learner: str, exercise: Exercise, latest: Attempt | None) -> tuple[Exercise, str]:
    """The exercise for this learner and the seed of its numbers; empty: everybody has the same ones.

    `latest` is their latest attempt: who began with some numbers keeps them, also after moving to another record.
    """
    if exercise.type.vary is None:
        return exercise, ""
    seed = (seed_in(latest.answer) if latest else "") or _seed(app, learner, exercise.ref)
    try:
        return own_numbers(exercise, seed), seed
    except Exception as failure:
        log.error("exercise %s is broken", exercise.ref, exc_info=failure, extra={"event": "exercise-failed"})
        tally.type_error(exercise.type.name)
        return exercise, seed


def own_by_ref(app: App, learner: str, ref: str) -> tuple[Exercise, str]:
    """The same, for who has not read the latest attempt. Raises NotFound."""
    exercise = app.library.exercise(ref)
    if exercise.type.vary is None:
        return exercise, ""
    return own_exercise(app, learner, exercise, app.record.latest_attempts(learner, [ref]).get(ref))


def _seed(app: App, learner: str, ref: str) -> str:
    """The same in every front end on this record. It holds the record's secret name, so that nobody can work out the
    numbers of somebody whose id they know."""
    named = f"{learner}\0{ref}".encode()
    return hashlib.blake2b(named, key=hashlib.sha256(app.secret.encode()).digest(), digest_size=12).hexdigest()
