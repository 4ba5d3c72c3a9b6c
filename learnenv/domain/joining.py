"""Joining a cohort: what a code looks like, and whether somebody can still come in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from learnenv.domain.people import Cohort, Invite

JOIN_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without I, O, 0 and 1, which people mix up. A power of two many, so that no letter comes more often."""
JOIN_LENGTH = 8
JOIN_TIME = timedelta(days=60)
"""How long a code lets people in, unless the trainer says otherwise."""
INVITE_TIME = timedelta(days=7)

Doorway: TypeAlias = Literal["open", "closed", "ended", "archived"]
"""Whether a cohort can be joined with its code: yes; not now; not any more since its date; not since it is over."""


def plain_code(typed: str) -> str:
    """A code as it is kept, from what somebody typed: in any case, with or without lines and spaces."""
    return "".join(letter for letter in typed.upper()[:100] if letter in JOIN_LETTERS)


def shown_code(code: str) -> str:
    """A code as people read and say it: in two halves."""
    return f"{code[: JOIN_LENGTH // 2]}-{code[JOIN_LENGTH // 2 :]}" if code else ""


def doorway(cohort: Cohort, now: datetime) -> Doorway:
    """Whether somebody with the code can join now."""
    if cohort.archived is not None:
        return "archived"
    if not cohort.join_code:
        return "closed"
    return "ended" if cohort.join_until is not None and cohort.join_until <= now else "open"


def is_usable(invite: Invite, now: datetime) -> bool:
    """Whether an invite still lets somebody in."""
    return invite.used_at is None and now < invite.expires
