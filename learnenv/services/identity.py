"""Who is asking: guests, sessions and recovery codes. Only hashes of secrets reach the record."""

from __future__ import annotations

import hashlib
import logging
import secrets
from dataclasses import dataclass
from datetime import timedelta

from learnenv.domain.errors import NotAllowed, StoreError
from learnenv.domain.learner import (
    ABSOLUTE,
    REMEMBERED,
    WORKDAY,
    Actor,
    Learner,
    Session,
    idle_of,
    is_live,
    renewed_until,
)
from learnenv.domain.text import Language
from learnenv.services import slowing
from learnenv.services.app import App

log = logging.getLogger(__name__)
RECOVERY_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without I, O, 0 and 1, which people mix up."""
RECOVERY_LENGTH = 20
"""20 letters of 32 are 100 bits: nobody guesses one."""
_TOUCH_AFTER = timedelta(minutes=10)
"""How stale "last seen" may be: one write now and then instead of one per page."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A fresh session: the token is for the cookie and is nowhere else."""

    token: str
    actor: Actor
    lasting: bool = True
    """Whether the browser keeps the cookie when it is closed."""


def begin_guest(app: App, language: Language, address: str = "") -> SignedIn:
    """Start as a guest: a new pseudonymous learner, signed in. Raises TooManyTries when too many begin from here."""
    slowing.count(app, "begin", address)
    learner = Learner(secrets.token_hex(16), app.clock(), language)
    token, session = _new_session(app, learner.id, ABSOLUTE)
    app.record.add_learner(learner, session)
    return SignedIn(token, Actor(learner.id, language, session.token_hash))


def recover(app: App, code: str, *, address: str = "", instead_of: str = "") -> SignedIn:
    """Sign in with a recovery code. Raises NotAllowed if no learner has it, TooManyTries when it was tried too often.

    `instead_of`: the session that this browser had, which ends.
    """
    slowing.demand_calm(app, "recovery", address)
    plain = _plain_code(code)
    learner = app.record.learner_by_recovery(secret_hash(plain)) if len(plain) == RECOVERY_LENGTH else None
    if learner is None or learner.disabled:
        slowing.count(app, "recovery", address)
        raise NotAllowed("identity.code-unknown")
    return sign_in(app, learner, WORKDAY if learner.staff else ABSOLUTE, instead_of)


def sign_in(app: App, learner: Learner, length: timedelta, instead_of: str = "") -> SignedIn:
    """Open a session for somebody who proved who they are; the session that this browser had ends."""
    token, session = _new_session(app, learner.id, length)
    app.record.add_session(session)
    if instead_of:
        app.record.end_sessions([instead_of])
    return SignedIn(token, _actor(learner, session.token_hash), lasting=length > WORKDAY)


def renew(app: App, actor: Actor, *, everywhere: bool = False) -> SignedIn:
    """Give this browser a new token after what somebody may do has changed; the old one is dead.

    `everywhere`: the sessions of other browsers end too. Who has a role does not keep the long session of a guest.
    """
    found = app.record.session(actor.session)
    if found is None or not is_live(found[0], app.clock()):
        raise NotAllowed("identity.over")
    session, learner = found
    length = WORKDAY if learner.staff and session.length > REMEMBERED else session.length
    if everywhere:
        app.record.end_sessions(learner=learner.id)
    return sign_in(app, learner, length, session.token_hash)


def who(app: App, token_hash: str) -> Actor | None:
    """The actor of a live session, by the hash of its token; asked on every run of a page."""
    found = app.record.session(token_hash) if token_hash else None
    if found is None:
        return None
    session, learner = found
    now = app.clock()
    if learner.disabled or not is_live(session, now):
        return None
    if now - session.last_seen > _TOUCH_AFTER:
        try:
            app.record.touch_session(token_hash, now, renewed_until(session, now))
        except StoreError as error:  # whoever only reads is not stopped by a record that cannot be written now
            log.warning("a session was not renewed: %s", error, extra={"event": "session-not-renewed"})
    return _actor(learner, token_hash)


def new_recovery_code(app: App, actor: Actor) -> str:
    """Make a recovery code and return it, this once; an earlier code stops working."""
    plain = "".join(secrets.choice(RECOVERY_LETTERS) for _ in range(RECOVERY_LENGTH))
    app.record.set_recovery(actor.learner, secret_hash(plain))
    return "-".join(plain[at : at + 5] for at in range(0, RECOVERY_LENGTH, 5))


def has_recovery_code(app: App, actor: Actor) -> bool:
    """Whether this learner has made a recovery code."""
    learner = app.record.learner(actor.learner)
    return learner is not None and learner.recovery_hash != ""


def set_language(app: App, actor: Actor, language: Language) -> None:
    """Remember the language the learner reads from now on."""
    app.record.set_language(actor.learner, language)


def set_asks_certainty(app: App, actor: Actor, asks: bool) -> None:
    """Remember whether the learner wants to be asked how sure they are."""
    app.record.set_asks_certainty(actor.learner, asks)


def sign_out(app: App, actor: Actor) -> None:
    """End this session, in all its tabs."""
    app.record.end_sessions([actor.session])


def sign_out_everywhere(app: App, actor: Actor) -> None:
    """End all of this learner's sessions, on every device."""
    app.record.end_sessions(learner=actor.learner)


def secret_hash(secret: str) -> str:
    """What is kept of a random secret. It has too many bits to guess, so a plain hash is enough."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _actor(learner: Learner, token_hash: str) -> Actor:
    return Actor(learner.id, learner.language, token_hash, learner.asks_certainty, learner.staff)


def _new_session(app: App, learner: str, length: timedelta) -> tuple[str, Session]:
    token = secrets.token_urlsafe(32)
    now = app.clock()
    idle = min(idle_of(length), length)
    return token, Session(secret_hash(token), learner, now, now, now + idle, now + length)


def _plain_code(code: str) -> str:
    return "".join(letter for letter in code.upper()[:200] if letter in RECOVERY_LETTERS)
