"""Who is asking. A guest is a pseudonymous learner; accounts and roles will add to this, not replace it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from learnenv.domain.text import Language

IDLE = timedelta(days=30)
ABSOLUTE = timedelta(days=180)
"""A guest has no password to come back with, so a guest's session lasts long; the recovery code is the spare key."""


@dataclass(frozen=True, slots=True)
class Learner:
    """A person under a pseudonym: no name, no address."""

    id: str
    created: datetime
    language: Language
    recovery_hash: str = ""
    """Hash of the recovery code; empty: none made yet."""


@dataclass(frozen=True, slots=True)
class Session:
    """One browser that is signed in. Only a hash of its token is kept."""

    token_hash: str
    learner: str
    created: datetime
    last_seen: datetime
    idle_expires: datetime
    absolute_expires: datetime
    revoked: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks a service for something. Every service takes one and decides by it."""

    learner: str
    language: Language
    session: str = ""
    """The session's token hash; empty for front ends that have none."""


def is_live(session: Session, now: datetime) -> bool:
    """Whether a session still opens anything. Ends by its stored dates, so a clock set back adds nothing."""
    return not session.revoked and now < session.idle_expires and now < session.absolute_expires


def renewed_until(session: Session, now: datetime) -> datetime:
    """The new idle expiry when the session is used now; never earlier than before, never past the absolute one."""
    return min(max(session.idle_expires, now + IDLE), session.absolute_expires)
