"""Joining a cohort with a code or an invite, under a name of one's own choice, and leaving it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from learnenv.domain.class_list import tidy
from learnenv.domain.content import ModuleCard
from learnenv.domain.errors import LearnenvError, NotAllowed, NotFound
from learnenv.domain.joining import JOIN_LENGTH, doorway, is_usable, plain_code
from learnenv.domain.learner import Actor
from learnenv.domain.people import Assignment, Cohort, Grant, InviteRole, Joined, Member, Organisation
from learnenv.domain.text import Language
from learnenv.services import identity, slowing, strangers
from learnenv.services.app import App
from learnenv.services.audit import note

LONGEST_MEMBER_NAME = 60


@dataclass(frozen=True, slots=True)
class Door:
    """A way into a cohort that is open now: what somebody sees before they join."""

    cohort: Cohort
    organisation: Organisation
    role: InviteRole = "learner"
    team: str = ""
    """The team that comes with an invite."""
    invite: str = ""
    """The hash of the invite; empty: by the code."""
    learner: str = ""
    """Who asks for a coach, for an invite of that kind."""
    name: str = ""
    """By which that learner is known in the cohort."""


@dataclass(frozen=True, slots=True)
class MyCohort:
    """A cohort that somebody is in, as they see it."""

    cohort: Cohort
    organisation: Organisation
    member: Member
    modules: tuple[tuple[Assignment, ModuleCard | None], ...]


def by_code(app: App, typed: str, *, address: str = "") -> Door:
    """The way in that a code opens. Raises NotAllowed when it opens none, or none any more; TooManyTries when there
    were too many that opened none from this address."""
    slowing.demand_calm(app, "join", address)
    code = plain_code(typed)
    cohort = app.record.cohort_by_code(code) if len(code) == JOIN_LENGTH else None
    if cohort is None:
        slowing.count(app, "join", address)
        raise NotAllowed("join.code-unknown")
    if doorway(cohort, app.clock()) != "open":
        raise NotAllowed("join.too-late")
    return Door(cohort, _organisation(app, cohort))


def by_invite(app: App, token: str, team: str = "", *, address: str = "") -> Door:
    """The way in that an invite opens. Raises as `by_code` does."""
    slowing.demand_calm(app, "invite", address)
    kept = invite_hash(token, team)
    invite = app.record.invite(kept)
    cohort = app.record.cohort(invite.cohort) if invite and invite.role != "administrator" else None
    if invite is None or cohort is None:
        slowing.count(app, "invite", address)
        raise NotAllowed("join.invite-unknown")
    if cohort.archived is not None or not is_usable(invite, app.clock()):
        raise NotAllowed("join.invite-over")
    door = Door(cohort, _organisation(app, cohort), invite.role, team, kept)
    if invite.role != "coach":
        return door
    asks = app.record.member(cohort.id, invite.created_by) if invite.created_by else None
    if asks is None:
        raise NotAllowed("join.invite-over")
    return replace(door, learner=asks.learner, name=asks.name)


def join(app: App, actor: Actor, door: Door, name: str) -> Joined:
    """Join under this name. "full" when it has as many members as it may have, and nothing is changed then.

    An invite for trainers or coaches gives the role instead, and needs no name. What the learner shared before is
    theirs alone again where somebody would read it who could not.
    """
    now = app.clock()
    gives = _gives(actor, door, name, now)
    alone = stops_sharing(app, actor, door) if isinstance(gives, Member) else ()
    if not door.invite:
        assert isinstance(gives, Member)  # a code lets learners in, and nobody else
        joined = app.record.add_member(gives)
        strangers.stop(app, actor.learner, alone if joined == "joined" else ())
        return joined
    if not app.record.use_invite(door.invite, now, gives):
        raise NotAllowed("join.invite-over")
    strangers.stop(app, actor.learner, alone)
    if isinstance(gives, Grant):
        note(app, actor, "role-taken", learner=actor.learner, cohort=door.cohort.id, ref=gives.role)
    return "joined"


def stops_sharing(app: App, actor: Actor, door: Door) -> tuple[str, ...]:
    """The refs of what this learner shares now, and not any more once they come in by this door."""
    return strangers.stops(app, actor.learner, app.record.memberships(actor.learner), (door.cohort, door.team))


def join_as_guest(app: App, door: Door, name: str, language: Language, *, address: str = "") -> identity.SignedIn:
    """Begin as a guest and join, in one step; nobody is begun when joining fails. Raises as `join` does, NotAllowed
    when the cohort is full, TooManyTries when too many begin from this address."""
    if door.role == "learner":
        member_name(name)
    begun = identity.begin_guest(app, language, address)
    try:
        demand_joined(join(app, begun.actor, door, name))
    except LearnenvError:
        app.record.erase(begun.actor.learner)
        raise
    return begun if door.role == "learner" else identity.renew(app, begun.actor)


def demand_joined(joined: Joined) -> None:
    """Raise NotAllowed when the cohort was full."""
    if joined == "full":
        raise NotAllowed("join.full")


def mine(app: App, actor: Actor) -> tuple[MyCohort, ...]:
    """The cohorts that this learner is in, latest joined first."""
    cards = {card.id: card for card in app.library.cards()}
    found = ((each, app.record.cohort(each.cohort)) for each in app.record.memberships(actor.learner))
    return tuple(
        MyCohort(cohort, _organisation(app, cohort), member, _modules(app.record.assignments(cohort.id), cards))
        for member, cohort in found
        if cohort is not None
    )


def is_in(app: App, actor: Actor, cohort: str) -> bool:
    """Whether this learner is in the cohort already."""
    member = app.record.member(cohort, actor.learner)
    return member is not None and member.left is None


def rename(app: App, actor: Actor, cohort: str, name: str) -> None:
    """Go by another name in a cohort."""
    if not app.record.change_member(cohort, actor.learner, name=member_name(name)):
        raise NotFound("cohorts.no-member")


def leave(app: App, actor: Actor, cohort: str) -> None:
    """Leave a cohort: from now on its trainer sees nothing of this learner, nor does any figure count them."""
    if not app.record.leave(cohort, actor.learner, app.clock()):
        raise NotFound("cohorts.no-member")


def invite_hash(token: str, team: str) -> str:
    """What is kept of an invite. The team is in it, so that a link leads to the team it was made for and no other."""
    return identity.secret_hash(f"{token}/{team}" if team else token)


def member_name(typed: str) -> str:
    """A name as it is kept. Raises LearnenvError when there is none, or when it is too long."""
    name = tidy(typed)
    if not name or len(name) > LONGEST_MEMBER_NAME:
        raise LearnenvError("join.bad-name", most=LONGEST_MEMBER_NAME)
    return name


def _gives(actor: Actor, door: Door, name: str, now: datetime) -> Member | Grant:
    """What somebody gets who goes through this door. Raises LearnenvError for a name that is none, NotAllowed for
    who would be their own coach."""
    match door.role:
        case "trainer":
            return Grant(actor.learner, "trainer", "cohort", door.cohort.id, "", now)
        case "team-coach":
            return Grant(actor.learner, "coach", "team", f"{door.cohort.id}/{door.team}", "", now)
        case "coach":
            if actor.learner == door.learner:
                raise NotAllowed("join.own-coach")
            return Grant(actor.learner, "coach", "learner", door.learner, door.learner, now)
        case _:
            return Member(door.cohort.id, actor.learner, member_name(name), now, door.team)


def _organisation(app: App, cohort: Cohort) -> Organisation:
    found = app.record.organisation(cohort.organisation)
    assert found is not None  # the record keeps no cohort without
    return found


def _modules(
    assignments: Sequence[Assignment], cards: dict[str, ModuleCard]
) -> tuple[tuple[Assignment, ModuleCard | None], ...]:
    return tuple((each, cards.get(each.module)) for each in assignments)
