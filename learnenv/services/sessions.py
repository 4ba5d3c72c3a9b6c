"""The sessions of a learner, in which browsers they are in, and the end of those that are over."""

from __future__ import annotations

from datetime import timedelta

from learnenv.domain.learner import Actor, Session, is_live
from learnenv.services.app import App

_KEEP_TRIES, _KEEP_INVITES, _KEEP_LOOKS = timedelta(days=1), timedelta(days=30), timedelta(days=365)


def live(app: App, actor: Actor) -> tuple[Session, ...]:
    """The actor's own sessions that still open something, latest used first; this one is among them."""
    now = app.clock()
    return tuple(each for each in app.record.sessions(actor.learner) if is_live(each, now))


def end_after_new_role(app: App, learner: str) -> bool:
    """End somebody's sessions after a role was given to or taken from them by another, so that no token from before
    opens what the role opens. False, and nothing ends, for a guest who could not come back: what they may do is
    asked at every step anyway."""
    found = app.record.learner(learner)
    if found is None or not (found.recovery_hash or app.record.account(learner) or app.record.identities(learner)):
        return False
    app.record.end_sessions(learner=learner)
    return True


def sweep(app: App) -> int:
    """Remove sessions that are over and tries, invites and lines of the log that are old; how many."""
    now = app.clock()
    return app.record.remove_expired(
        sessions_before=now,
        tries_before=now - _KEEP_TRIES,
        invites_before=now - _KEEP_INVITES,
        looks_before=now - _KEEP_LOOKS,
    )
