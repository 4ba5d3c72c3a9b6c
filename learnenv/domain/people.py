"""People in their places: organisations, cohorts and their members, roles, accounts, and what passes between people.

A learner stays a pseudonym. A name is only in a membership, chosen by who joins, and in the login of an account.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

Role: TypeAlias = Literal["coach", "trainer", "author", "administrator"]
Scope: TypeAlias = Literal["platform", "organisation", "cohort", "team", "learner", "module"]
Verdict: TypeAlias = Literal["accepted", "again"]
InviteRole: TypeAlias = Literal["learner", "trainer", "administrator", "coach", "team-coach"]
"""What an invite gives: "coach" of the learner who made it, "team-coach" of the team that comes with the link."""
Joined: TypeAlias = Literal["joined", "already", "full"]
"""What came of joining a cohort: done, was in it already, or it had as many members as it may have."""
Moved: TypeAlias = Literal["moved", "already", "full", "gone"]
"""What came of moving a member to another cohort: done; was in that one too; it was full; was not in this one."""


LONGEST_TEAM = 100


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who a cohort belongs to. Nothing is ever shown across organisations."""

    id: str
    name: str
    created: datetime


@dataclass(frozen=True, slots=True)
class Cohort:
    """A group that learns together, with its trainers."""

    id: str
    organisation: str
    name: str
    created: datetime
    join_code: str
    """Eight letters without look-alikes; whoever has it can join. Empty: closed."""
    join_until: datetime | None = None
    most_members: int = 500
    idle_days: int = 7
    """Days without doing anything after which a member needs attention."""
    keep_months: int = 12
    """Months after archiving, after which what ties members to this cohort is removed."""
    archived: datetime | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """A module that a cohort works on, in order, with the date that was agreed."""

    cohort: str
    number: int
    module: str
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A learner in a cohort, under the name they gave there."""

    cohort: str
    learner: str
    name: str
    joined: datetime
    team: str = ""
    """Its name, which is also its id within the cohort; empty: in no team."""
    left: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse a team that no database and no grant can name."""
        if len(self.team) > LONGEST_TEAM or not self.team.isprintable():
            raise ValueError(f"{self.team!r} is no team: at most {LONGEST_TEAM} characters, all printable")


@dataclass(frozen=True, slots=True)
class Grant:
    """A role that someone has in one scope."""

    learner: str
    role: Role
    scope: Scope
    scope_id: str
    """Of the organisation, cohort, learner or module; of a team "cohort/team"; empty for the platform."""
    given_by: str
    """Empty: the console, or someone who is gone."""
    at: datetime
    withdrawn: datetime | None = None


@dataclass(frozen=True, slots=True)
class Invite:
    """A link that lets one person in, once. Only a hash of its token is kept."""

    token_hash: str
    cohort: str
    """Empty for the first administrator, who belongs to no cohort; of a coach: in which the learner is known."""
    role: InviteRole
    created_by: str
    """Empty: the console, or someone who is gone."""
    created: datetime
    expires: datetime
    used_by: str = ""
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """A login with a password, for a learner who wants or needs one."""

    learner: str
    login: str
    """Case-folded; unique."""
    password_hash: str
    changed: datetime


@dataclass(frozen=True, slots=True)
class Identity:
    """Proof from elsewhere that someone is this learner: OpenID Connect."""

    issuer: str
    subject: str
    learner: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Tries:
    """How often someone has tried a secret: a password, a code. The key is a hash; nothing else is kept."""

    key_hash: str
    count: int
    since: datetime
    blocked_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """Open work that its learner lets their trainers and coaches see."""

    learner: str
    ref: str
    at: datetime
    withdrawn: datetime | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """What a trainer or coach says of one version of someone's work."""

    learner: str
    ref: str
    attempt: int
    """The version: the attempt's sequence."""
    reviewer: str
    """Empty: someone who is gone."""
    verdict: Verdict
    at: datetime
    points: Mapping[str, int] = field(default_factory=dict)
    """By criterion of the rubric."""
    id: int = 0
    """Given by the record."""


@dataclass(frozen=True, slots=True)
class Comment:
    """One line in the conversation about someone's work."""

    learner: str
    """Whose work it is."""
    ref: str
    author: str
    """The learner or who reviews; empty: someone who is gone."""
    text: str
    at: datetime
    id: int = 0
    """Given by the record."""


@dataclass(frozen=True, slots=True)
class FlagNote:
    """What a trainer did about a flag: seen, or put off until a date."""

    cohort: str
    learner: str
    reason: str
    ref: str
    """module/item, or the module alone, as in the flag."""
    since: datetime
    """Of the flag that it is about; a flag raised anew is another one."""
    by: str
    """Empty: someone who is gone."""
    at: datetime
    until: datetime | None = None
    """None: seen. Else the flag comes back then."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """One line of the audit log: who looked at or changed what of whom. Never what it said."""

    at: datetime
    actor: str
    """Empty: nobody who is known (a failed sign-in), the console, or someone who is gone."""
    what: str
    """A short name such as answers, work, export-answers, role-given."""
    learner: str = ""
    """Whose it is; empty for what is nobody's in particular, of a whole cohort, or of someone who is gone."""
    cohort: str = ""
    """Without a learner: all who were in it then were looked at."""
    ref: str = ""
    id: int = 0
    """Given by the record; rising."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of feedback that a trainer keeps at hand, in one module."""

    id: str
    owner: str
    module: str
    title: str
    text: str
