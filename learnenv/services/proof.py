"""Signing in by proof from elsewhere: an OpenID provider says who somebody is. Nothing else of it is kept."""

from __future__ import annotations

from learnenv.domain.errors import NotAllowed
from learnenv.domain.learner import WORKDAY, Actor
from learnenv.domain.people import Identity
from learnenv.domain.text import Language
from learnenv.services import accounts, identity
from learnenv.services.app import App
from learnenv.services.audit import note


def sign_in(
    app: App, issuer: str, subject: str, *, language: Language, actor: Actor | None, address: str = ""
) -> identity.SignedIn:
    """Sign in whoever this is. Who comes for the first time goes on as the guest that they are here, if any.

    Raises NotAllowed for who is shut out, and for a guest whose work here would be out of reach.
    """
    found = app.record.learner_by_identity(issuer, subject)
    if found is None:
        here = actor if actor and _is_free(app, actor) else identity.begin_guest(app, language, address).actor
        app.record.add_identity(Identity(issuer, subject, here.learner, app.clock()))
        note(app, here, "identity-added", learner=here.learner)
        found = app.record.learner(here.learner)
        assert found is not None  # it was there a moment ago, or the identity could not be added
        return identity.sign_in(app, found, WORKDAY, here.session)
    if found.disabled:
        raise NotAllowed("account.disabled")
    if actor and actor.learner != found.id and accounts.at_risk(app, actor):
        raise NotAllowed("oidc.keep-first")
    return identity.sign_in(app, found, WORKDAY, actor.session if actor else "")


def _is_free(app: App, actor: Actor) -> bool:
    """Whether this is a guest, and not somebody with an account or a proof of their own."""
    return accounts.account(app, actor) is None and not app.record.identities(actor.learner)
