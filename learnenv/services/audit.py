"""The audit log: who looked at or changed what of whom, and never what it said."""

from __future__ import annotations

from learnenv.domain.learner import Actor
from learnenv.domain.people import Look
from learnenv.services.app import App


def note(app: App, actor: Actor, what: str, *, learner: str = "", cohort: str = "", ref: str = "") -> None:
    """Write one line: what this actor did just now. `what` is a short name, such as role-given.

    Members of `cohort` read it as a look at them. What is done to a cohort without looking at anybody has its id as
    `ref` instead.
    """
    app.record.add_looks([Look(app.clock(), actor.learner, what, learner, cohort, ref)])
