"""Exercises in which every learner has numbers of their own. What those are follows from a seed, and the seed stays
with the answer: so an attempt is graded the same again by whoever holds it, in whatever record it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from learnenv.domain.answer import Answer
from learnenv.domain.content import Exercise

SEED = "@seed"
"""Under this name the seed is kept in an answer. No field can have it: a front end neither sends nor is sent it."""


def own_numbers(exercise: Exercise, seed: str) -> Exercise:
    """The exercise with the numbers that follow from this seed; as it is where it has none. An exercise type's
    mistakes come out as they are."""
    if exercise.type.vary is None or not seed:
        return exercise
    return replace(exercise, spec=exercise.type.vary(exercise.spec, seed))


def seed_in(answer: Mapping[str, Any]) -> str:
    """The seed that an answer was given to; empty: none."""
    seed = answer.get(SEED)
    return seed if isinstance(seed, str) else ""


def with_seed(answer: Answer, seed: str) -> Answer:
    """An answer, with the seed that it was given to."""
    return {**answer, SEED: seed} if seed else answer


def filled_in(answer: Answer) -> Answer:
    """What a learner filled in of an answer."""
    return {name: value for name, value in answer.items() if name != SEED}
