"""The first administrator: whoever can read the console of a new installation, once."""

from __future__ import annotations

import secrets
from datetime import timedelta

from learnenv.domain.errors import LearnenvError, NotAllowed
from learnenv.domain.learner import WORKDAY, Actor, Learner
from learnenv.domain.people import Grant, Invite
from learnenv.domain.text import Language
from learnenv.services import accounts, identity, slowing
from learnenv.services.app import App
from learnenv.services.audit import note

VALID = timedelta(minutes=30)


def is_wanted(app: App) -> bool:
    """Whether there is no administrator who can come in."""
    for grant in app.record.grants_in("platform", [""]):
        learner = app.record.learner(grant.learner) if grant.role == "administrator" else None
        if learner is not None and not learner.disabled:
            return False
    return True


def token(app: App) -> str:
    """A token for the console, for one person and half an hour; empty when there is an administrator."""
    if not is_wanted(app):
        return ""
    plain, now = secrets.token_urlsafe(32), app.clock()
    app.record.add_invite(Invite(identity.secret_hash(plain), "", "administrator", "", now, now + VALID))
    return plain


def opens(app: App, plain: str, *, address: str = "") -> bool:
    """Whether this token lets its bearer become the first administrator."""
    slowing.demand_calm(app, "invite", address)
    found = app.record.invite(identity.secret_hash(plain)) if plain else None
    live = found is not None and found.role == "administrator" and not found.used_by and app.clock() < found.expires
    if not live:
        slowing.count(app, "invite", address)
    return live and is_wanted(app)


def make(
    app: App, plain: str, login: str, password: str, *, language: Language, actor: Actor | None, address: str = ""
) -> identity.SignedIn:
    """Make the first administrator: of the guest who is here, with their work, or of somebody new.

    Raises NotAllowed when the token is not, or no longer, good; Unfit, PoorPassword, TooManyTries.
    """
    if not opens(app, plain, address=address):
        raise NotAllowed("first-admin.gone")
    guest = app.record.learner(actor.learner) if actor and not accounts.account(app, actor) else None
    begun = None if guest and actor else identity.begin_guest(app, language)
    here = begun.actor if begun else actor
    assert here is not None
    try:
        accounts.keep(app, here.learner, login, password)
        now = app.clock()
        grant = Grant(here.learner, "administrator", "platform", "", "", now)
        if not app.record.use_invite(identity.secret_hash(plain), now, grant):
            raise NotAllowed("first-admin.gone")
    except LearnenvError:
        _undo(app, here, new=begun is not None)
        raise
    note(app, here, "role-taken", learner=here.learner, ref="administrator")
    learner = app.record.learner(here.learner)
    assert isinstance(learner, Learner)
    app.record.end_sessions(learner=here.learner)
    return identity.sign_in(app, learner, WORKDAY)


def _undo(app: App, here: Actor, *, new: bool) -> None:
    if new:
        app.record.erase(here.learner)
    else:
        app.record.remove_account(here.learner)
