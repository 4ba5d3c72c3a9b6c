"""Giving somebody a role and taking it away. Who calls this has asked whether the actor may."""

from __future__ import annotations

from collections.abc import Collection

from learnenv.domain.learner import Actor
from learnenv.domain.people import Grant
from learnenv.services import sessions
from learnenv.services.app import App
from learnenv.services.audit import note


def give(app: App, actor: Actor, grant: Grant) -> bool:
    """Give a role. False: they had it already."""
    given = app.record.give(grant)
    if given:
        sessions.end_after_new_role(app, grant.learner)
        note(app, actor, "role-given", learner=grant.learner, ref=grant.role)
    return given


def withdraw(app: App, actor: Actor, grant: Grant, along: Collection[Grant] = ()) -> bool:
    """Take a role away, and others along with it. False: they had none of these."""
    gone = app.record.withdraw(grant, app.clock(), along)
    if gone:
        sessions.end_after_new_role(app, grant.learner)
        note(app, actor, "role-withdrawn", learner=grant.learner, ref=grant.role)
    return gone
