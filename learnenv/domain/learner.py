"""Who is asking. A guest is a pseudonymous learner; accounts and roles will add to this, not replace it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from learnenv.domain.text import Language

IDLE = timedelta(days=30)
ABSOLUTE = timedelta(days=180)
"""A guest has no password to come back with, so a guest's session lasts long; the recovery code is the spare key."""
REMEMBERED = timedelta(days=30)
"""Of a session with an account, in a browser that is one's own."""
WORKDAY_IDLE, WORKDAY = timedelta(hours=8), timedelta(hours=12)
"""Of a session with an account in any other browser, and of whoever has a role."""


@dataclass(frozen=True, slots=True)
class Learner:
    """A person under a pseudonym: no name, no address."""

    id: str
    created: datetime
    language: Language
    recovery_hash: str = ""
    """Hash of the recovery code; empty: none made yet."""
    asks_certainty: bool = False
    """Whether this learner wants to be asked how sure they are."""
    staff: bool = False
    """Has a role that is not withdrawn, whichever; kept by the record. Who has none needs no look at the roles."""
    disabled: bool = False
    """May not come in any more; nothing is removed."""


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

    @property
    def length(self) -> timedelta:
        """How long it may last at most: by this it is known what kind of session it is."""
        return self.absolute_expires - self.created


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks a service for something. Every service takes one and decides by it."""

    learner: str
    language: Language
    session: str = ""
    """The session's token hash; empty for front ends that have none."""
    asks_certainty: bool = False
    """Whether this learner wants to be asked how sure they are."""
    staff: bool = False
    """Has a role, whichever. Who has none needs no look at the roles."""
    console: bool = False
    """Types commands on the machine itself, and is nobody in the record: may do what an administrator may."""


def is_live(session: Session, now: datetime) -> bool:
    """Whether a session still opens anything. Ends by its stored dates, so a clock set back adds nothing."""
    return not session.revoked and now < session.idle_expires and now < session.absolute_expires


def renewed_until(session: Session, now: datetime) -> datetime:
    """The new idle expiry when the session is used now; never earlier than before, never past the absolute one."""
    return min(max(session.idle_expires, now + idle_of(session.length)), session.absolute_expires)


def idle_of(length: timedelta) -> timedelta:
    """How long a session of this length may be left alone."""
    return WORKDAY_IDLE if length <= WORKDAY else IDLE
