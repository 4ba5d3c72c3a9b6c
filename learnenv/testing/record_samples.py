"""Learners, sessions and attempts for testing a record; every learner is a new one, so tests may share a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from learnenv.domain.answer import Answer
from learnenv.domain.learner import Learner, Session
from learnenv.domain.progress import Attempt, Recorded, Standing, attempt_key, draw_key
from learnenv.domain.record import Record

NOW = datetime(2026, 3, 2, 9, 30, 15, 123457, tzinfo=UTC)

NAUGHTY = (
    "",
    "\0",
    "a\0b",
    "\ud800 half a character",
    "\udfff\ud800",
    "שלום، مرحبا \u202e\u200f",
    "👩🏽‍💻🇳🇱\U0010ffff",
    "'; DROP TABLE attempt; --",
    "\\u0000 \\ \" ' %s :name ?",
    "line\nline\r\nline\u2028\u0085",
    "\x01\x1f\x7f\ufffe\uffff",
    "ﬁ é é Å",
    "0",
    "null",
    "1" * 1_000_000,
)
"""Texts that have broken databases before."""


def new_learner() -> Learner:
    """Somebody who was not there before."""
    return Learner(f"learner-{uuid4().hex}", NOW, "nl")


def new_session(learner: str) -> Session:
    """A session of a learner that was not there before."""
    return Session(uuid4().hex, learner, NOW, NOW, NOW + timedelta(days=30), NOW + timedelta(days=180))


def somebody(record: Record) -> str:
    """Add a new learner to the record; their id."""
    learner = new_learner()
    record.add_learner(learner, new_session(learner.id))
    return learner.id


def an_attempt(standing: Standing, answer: Answer, **changes: Any) -> Attempt:
    """An attempt as a service would make it from this standing."""
    plain = Attempt(
        learner=standing.learner,
        ref=standing.ref,
        key=attempt_key(draw_key(standing), answer),
        answer=answer,
        fingerprint="f" * 32,
        fraction=1.0,
        score=1.0,
        passed=None,
        tries_before=standing.tries,
        hints_shown=standing.hints,
        language="nl",
        front_end="web",
        at=NOW,
        seconds=12.5,
    )
    return replace(plain, **changes)


def answer(record: Record, learner: str, ref: str, given: str, **changes: Any) -> Recorded:
    """Record an answer of one text."""
    return record.record(learner, ref, lambda standing: an_attempt(standing, {"text": given}, **changes))
