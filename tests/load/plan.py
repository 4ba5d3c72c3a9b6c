"""How large and how long: as the bars say, or less of it to have an answer sooner."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Plan:
    """What is done to each server. Numbers of people and their pace are the bars'; only how long it lasts is less."""

    learners: int = 200
    ramp: float = 60.0
    """Seconds in which the class comes in, and signs in."""
    seconds: float = 45.0
    """Of the class at work: the bar says 15 minutes."""
    think: float = 15.0
    """Seconds from one answer of a learner to the next."""
    burst: float = 10.0
    """Seconds in which everybody answers at the trainer's word."""
    most: float = 12.0
    """Seconds without any pause, to find the most that a server does."""
    too_much: float = 20.0
    """Seconds of twice the class, and of twice the most that the server does."""
    recovery: float = 40.0
    """Seconds in which to see the server recover."""
    sessions: int = 1000
    """Opened and closed one after the other, to see whether memory grows."""
    sessions_seconds: float = 0.0
    """In which they are; 0: as soon as it can be. The bar says an hour."""
    organisations: int = 24
    trainings: int = 1000
    week_learners: int = 600
    week_answers: int = 60
    """Of each learner in the week."""


FULL = replace(Plan(), seconds=900.0, sessions_seconds=3600.0)
"""Everything as long as the bars say: some three hours."""

NAMES: Mapping[str, str] = {
    "LEARNENV_LOAD_LEARNERS": "learners",
    "LEARNENV_LOAD_SECONDS": "seconds",
    "LEARNENV_LOAD_RAMP": "ramp",
    "LEARNENV_LOAD_SESSIONS": "sessions",
    "LEARNENV_LOAD_ANSWERS": "week_answers",
}


def read_plan(environment: Mapping[str, str] = os.environ, *, full: bool = False) -> Plan:
    """The plan that these variables ask for. ValueError, with the variable's name, for what is no number above 0."""
    plan = FULL if full else Plan()
    for variable, name in NAMES.items():
        if given := environment.get(variable, ""):
            kind = type(getattr(plan, name))
            try:
                value = kind(given)
            except ValueError:
                value = kind(0)
            if value <= 0:
                raise ValueError(f"{variable} must be a number above 0, not {given!r}")
            plan = replace(plan, **{name: value})
    return plan
