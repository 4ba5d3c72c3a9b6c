"""Who is asking where nobody signs in, such as in a notebook: the learner that belongs to the name of its user.

The record keeps a keyed hash of that name, so nobody reads from it who that is. A name proves nothing: whoever can
run a program in that place can give another one.
"""

from __future__ import annotations

import getpass
import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import replace

from learnenv.domain.errors import NotAllowed, StoreError
from learnenv.domain.learner import WORKDAY, Actor, Learner
from learnenv.domain.people import Identity
from learnenv.domain.text import Language
from learnenv.services import accounts, identity
from learnenv.services.app import App
from learnenv.services.audit import note

ISSUER = "learnenv:name"
"""Stands where an OpenID provider's address stands; no address begins like this."""


def come_in(app: App, name: str, language: Language) -> identity.SignedIn:
    """The learner with this name, who is there from the first time on. Raises NotAllowed for who is shut out."""
    found = known(app, name)
    if found is None:
        begun = identity.begin_guest(app, language)
        if _keep(app, name, begun.actor):
            return begun
        found = known(app, name)  # two began at the same moment
    if found is None or found.disabled:
        raise NotAllowed("account.disabled")
    return identity.sign_in(app, found, WORKDAY)


def known(app: App, name: str) -> Learner | None:
    """The learner with this name; None when nobody came in by it."""
    return app.record.learner_by_identity(ISSUER, _subject(app, name))


def name_here(environment: Mapping[str, str], given: str = "") -> str:
    """Whose work it is: the name that was given, else LEARNENV_LEARNER, else JUPYTERHUB_USER, else the user of the
    operating system."""
    for name in (given, environment.get("LEARNENV_LEARNER", ""), environment.get("JUPYTERHUB_USER", "")):
        if name.strip():
            return name.strip()
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # no such user in this container
        return "learner"


def is_now(app: App, name: str, actor: Actor) -> bool:
    """Whether this name is still this learner's."""
    found = known(app, name)
    return found is not None and found.id == actor.learner


def still_there(app: App, actor: Actor) -> Actor:
    """The same actor as the record knows them now. Raises NotAllowed for who is shut out or was removed."""
    found = app.record.learner(actor.learner)
    if found is None or found.disabled:
        raise NotAllowed("account.disabled")
    return replace(actor, asks_certainty=found.asks_certainty, staff=found.staff)


def link(app: App, name: str, here: Actor, prove: Callable[[], identity.SignedIn], *, leave: bool = False) -> Actor:
    """From now on this name is the learner that `prove` signs in, with a recovery code or a password.

    Raises NotAllowed when work was done under the name already that nobody could come back to, unless they mean to
    `leave` it; and whatever `prove` raises.
    """
    proved = prove().actor
    if proved.learner == here.learner:
        return replace(proved, language=here.language)
    if not leave and _has_work(app, here) and not _has_a_way_back(app, here):
        raise NotAllowed("notebook.link-work")
    app.record.remove_identity(ISSUER, _subject(app, name))
    _keep(app, name, proved)
    return replace(proved, language=here.language)


def _keep(app: App, name: str, actor: Actor) -> bool:
    """Whether the name is this learner's now; False when it is somebody else's."""
    try:
        app.record.add_identity(Identity(ISSUER, _subject(app, name), actor.learner, app.clock()))
    except StoreError as error:
        if error.message.key != "store.duplicate":
            raise
        return False
    note(app, actor, "identity-added", learner=actor.learner)
    return True


def _subject(app: App, name: str) -> str:
    return hmac.new(app.secret.encode(), f"name:{name}".encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def _has_work(app: App, actor: Actor) -> bool:
    return bool(app.record.standings(actor.learner) or app.record.memberships(actor.learner))


def _has_a_way_back(app: App, actor: Actor) -> bool:
    return accounts.account(app, actor) is not None or identity.has_recovery_code(app, actor)
