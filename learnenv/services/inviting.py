"""Invites: links that each let one person in, once, within a week. Only a hash of each is kept, so a link can be seen
when it is made and never again."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from urllib.parse import quote, urlencode

from learnenv.domain.access import About
from learnenv.domain.class_list import MOST_LINES, Fate, Line
from learnenv.domain.errors import LearnenvError, NotAllowed, NotFound
from learnenv.domain.joining import INVITE_TIME, is_usable
from learnenv.domain.learner import Actor
from learnenv.domain.people import Cohort, Invite, InviteRole
from learnenv.services import cohorts
from learnenv.services.access import about, demand
from learnenv.services.app import App
from learnenv.services.audit import note
from learnenv.services.cohort_members import LONGEST_TEAM_NAME, team_name
from learnenv.services.joining import LONGEST_MEMBER_NAME, invite_hash

MOST_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Link:
    """An invite that was just made: the way in, for one person."""

    path: str
    """After the address of this installation: /join/…"""
    expires: datetime


@dataclass(frozen=True, slots=True)
class Listed:
    """What became of one line of a class list."""

    line: Line
    fate: Fate
    link: Link | None = None


def invite(
    app: App, actor: Actor, cohort: str, count: int = 1, role: Literal["learner", "trainer"] = "learner"
) -> tuple[Link, ...]:
    """Make links into a cohort. Whoever uses one for trainers becomes a trainer of the cohort."""
    found = cohorts.managed(app, actor, cohort)
    if role != "learner":
        demand(app, actor, "trainers", about(found))
    _demand_going(found)
    if not 1 <= count <= MOST_AT_ONCE:
        raise LearnenvError("cohorts.invites-out-of-range", most=MOST_AT_ONCE)
    links = tuple(_made(app, actor, found, role) for _ in range(count))
    note(app, actor, "invites-made", ref=cohort)
    return links


def invite_list(app: App, actor: Actor, cohort: str, lines: Sequence[Line]) -> tuple[Listed, ...]:
    """A link for everybody on a class list, with what became of each line. Nothing of the list is kept: whoever comes
    in says themself by what name."""
    found = cohorts.managed(app, actor, cohort)
    _demand_going(found)
    if not lines or len(lines) > MOST_LINES:
        raise LearnenvError("cohorts.list-empty" if not lines else "cohorts.list-too-long", most=MOST_LINES)
    members = app.record.members(cohort)
    there = {each.name.casefold() for each in members}
    room = found.most_members - len(members)
    seen: set[str] = set()
    report: list[Listed] = []
    for line in lines:
        fate = _fate(line, there, seen, room)
        seen.add(line.name.casefold())
        room -= fate == "made"
        link = _made(app, actor, found, "learner", team_name(line.team)) if fate == "made" else None
        report.append(Listed(line, fate, link))
    note(app, actor, "invites-made", ref=cohort)
    return tuple(report)


def take_back(app: App, actor: Actor, cohort: str) -> int:
    """Have all invites of a cohort that nobody used yet stop working; how many there were. Those with which a member
    asks for a coach are the member's."""
    cohorts.managed(app, actor, cohort)
    now = app.clock()
    out = [each for each in app.record.invites(cohort) if is_usable(each, now) and each.role != "coach"]
    for each in out:
        app.record.remove_invite(each.token_hash)
    return len(out)


def invite_coach(app: App, actor: Actor) -> Link:
    """A link that makes whoever uses it the actor's coach. Raises NotAllowed for who is in no cohort: there they have
    a name that a coach can know them by."""
    demand(app, actor, "coach-choose", About(learner=actor.learner))
    mine = app.record.memberships(actor.learner)
    if not mine:
        raise NotAllowed("coaching.no-cohort")
    place = app.record.cohort(mine[0].cohort)
    assert place is not None  # the record keeps no membership without
    return _made(app, actor, place, "coach")


def invite_team_coach(app: App, actor: Actor, cohort: str, team: str) -> Link:
    """A link that makes whoever uses it coach of a team. Raises NotAllowed; NotFound for a team that nobody is in."""
    found = cohorts.managed(app, actor, cohort)
    demand(app, actor, "team-coaches", about(found))
    _demand_going(found)
    if team not in {each.team for each in app.record.members(cohort) if each.team}:
        raise NotFound("coaching.no-team")
    link = _made(app, actor, found, "team-coach", team)
    note(app, actor, "invites-made", ref=cohort)
    return link


def _fate(line: Line, there: set[str], seen: set[str], room: int) -> Fate:
    if not line.name:
        return "no-name"
    if len(line.name) > LONGEST_MEMBER_NAME or len(line.team) > LONGEST_TEAM_NAME:
        return "long"
    if line.name.casefold() in there:
        return "there"
    if line.name.casefold() in seen:
        return "twice"
    return "made" if room > 0 else "full"


def _made(app: App, actor: Actor, cohort: Cohort, role: InviteRole, team: str = "") -> Link:
    token = secrets.token_urlsafe(16)
    now = app.clock()
    app.record.add_invite(Invite(invite_hash(token, team), cohort.id, role, actor.learner, now, now + INVITE_TIME))
    query = f"?{urlencode({'team': team}, quote_via=quote)}" if team else ""
    return Link(f"/join/{token}{query}", now + INVITE_TIME)


def _demand_going(cohort: Cohort) -> None:
    if cohort.archived is not None:
        raise LearnenvError("cohorts.archived")
