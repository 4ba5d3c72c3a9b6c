"""The audit log: who looked at or changed what of whom, and never what it said."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from learnenv.domain.learner import Actor
from learnenv.domain.people import Look
from learnenv.services.app import App

_SAME_READING = timedelta(minutes=15)
"""A page is drawn many times while somebody reads; that is one look."""


def note(app: App, actor: Actor, what: str, *, learner: str = "", cohort: str = "", ref: str = "") -> None:
    """Write one line: what this actor did just now. `what` is a short name, such as role-given.

    Members of `cohort` read it as a look at them. What is done to a cohort without looking at anybody has its id as
    `ref` instead.
    """
    app.record.add_looks([Look(app.clock(), actor.learner, what, learner, cohort, ref)])


def note_reading(
    app: App,
    actor: Actor,
    what: str,
    *,
    learner: str = "",
    cohort: str = "",
    ref: str = "",
    changed: datetime | None = None,
) -> None:
    """Write one line for a page that this actor reads, unless they are still at it: the same line was written in the
    last quarter of an hour, and since `changed`, when the last came of what they see."""
    now = app.clock()
    since = max(now - _SAME_READING, changed or now - _SAME_READING)
    app.record.add_looks([Look(now, actor.learner, what, learner, cohort, ref)], since=since)


def note_readings(app: App, actor: Actor, what: str, people: Iterable[tuple[str, str]]) -> None:
    """The same of several learners on one page, each with the cohort in which they are met."""
    now = app.clock()
    looks = [Look(now, actor.learner, what, learner, cohort) for learner, cohort in people]
    app.record.add_looks(looks, since=now - _SAME_READING)
