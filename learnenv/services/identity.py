"""Who is asking: guests, sessions and recovery codes. Only hashes of secrets reach the record."""

from __future__ import annotations

import hashlib
import logging
import secrets
from dataclasses import dataclass
from datetime import timedelta

from learnenv.domain.errors import NotAllowed, StoreError
from learnenv.domain.learner import ABSOLUTE, IDLE, Actor, Learner, Session, is_live, renewed_until
from learnenv.domain.text import Language
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


def begin_guest(app: App, language: Language) -> SignedIn:
    """Start as a guest: a new pseudonymous learner, signed in."""
    learner = Learner(secrets.token_hex(16), app.clock(), language)
    token, session = _new_session(app, learner.id)
    app.record.add_learner(learner, session)
    return SignedIn(token, Actor(learner.id, language, session.token_hash))


def recover(app: App, code: str) -> SignedIn:
    """Sign in with a recovery code. Raises NotAllowed if no learner has it."""
    plain = _plain_code(code)
    learner = app.record.learner_by_recovery(secret_hash(plain)) if len(plain) == RECOVERY_LENGTH else None
    if learner is None:
        raise NotAllowed("identity.code-unknown")
    token, session = _new_session(app, learner.id)
    app.record.add_session(session)
    return SignedIn(token, Actor(learner.id, learner.language, session.token_hash))


def who(app: App, token_hash: str) -> Actor | None:
    """The actor of a live session, by the hash of its token; asked on every run of a page."""
    found = app.record.session(token_hash) if token_hash else None
    if found is None:
        return None
    session, learner = found
    now = app.clock()
    if not is_live(session, now):
        return None
    if now - session.last_seen > _TOUCH_AFTER:
        try:
            app.record.touch_session(token_hash, now, renewed_until(session, now))
        except StoreError as error:  # whoever only reads is not stopped by a record that cannot be written now
            log.warning("a session was not renewed: %s", error)
    return Actor(learner.id, learner.language, token_hash)


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


def sign_out(app: App, actor: Actor) -> None:
    """End this session, in all its tabs."""
    app.record.end_sessions([actor.session])


def sign_out_everywhere(app: App, actor: Actor) -> None:
    """End all of this learner's sessions, on every device."""
    app.record.end_sessions(learner=actor.learner)


def secret_hash(secret: str) -> str:
    """What is kept of a random secret. It has too many bits to guess, so a plain hash is enough."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _new_session(app: App, learner: str) -> tuple[str, Session]:
    token = secrets.token_urlsafe(32)
    now = app.clock()
    return token, Session(secret_hash(token), learner, now, now, now + IDLE, now + ABSOLUTE)


def _plain_code(code: str) -> str:
    return "".join(letter for letter in code.upper()[:200] if letter in RECOVERY_LETTERS)
