"""Coaches: whom somebody coaches, who coaches somebody, and the end of it. A coach is chosen by the learner, or given
to a team by its trainer; both with a link (`inviting`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from learnenv.access import table
from learnenv.domain.access import About, Asker, may
from learnenv.domain.classroom import Group
from learnenv.domain.content import ModuleCard
from learnenv.domain.errors import NotAllowed, NotFound
from learnenv.domain.learner import Actor
from learnenv.domain.mastery import ModuleProgress, module_progress
from learnenv.domain.open_work import accepted_refs
from learnenv.domain.people import Cohort, Grant, Member, Review, Share
from learnenv.domain.progress import Standing
from learnenv.domain.text import Message, Text
from learnenv.services import access, review_queue, roles
from learnenv.services.app import App
from learnenv.services.audit import note_readings
from learnenv.services.callings import Calling, callings, named
from learnenv.services.cohort_view import modules_by_cohort
from learnenv.services.review_queue import Waits


@dataclass(frozen=True, slots=True)
class SharedPiece:
    """A piece of work that a coach may open."""

    ref: str
    title: Text
    waits: Waits | None
    """None: it does not wait for an answer."""


@dataclass(frozen=True, slots=True)
class Coachee:
    """Somebody whom the actor coaches, as far as a coach may see."""

    learner: str
    who: Calling
    cohort: Cohort | None
    """In which they are known; None: they are in none now."""
    team: str
    by_choice: bool
    """Whether they chose this coach themself; else the coach is their team's."""
    progress: tuple[tuple[ModuleCard, ModuleProgress], ...]
    shared: tuple[SharedPiece, ...]
    """What waits comes first, longest waiting before the others."""


@dataclass(frozen=True, slots=True)
class CoachView:
    """Somebody who coaches: for whom they coach, and for who gave them that role."""

    coach: str
    who: Calling
    team: str
    """Of which they are the coach; empty: of the learner."""


@dataclass(frozen=True, slots=True)
class _Known:
    """All that is on record of everybody whom somebody coaches: one query for each kind of thing."""

    cohorts: Mapping[str, Cohort]
    modules: Mapping[str, tuple[str, ...]]
    standings: Mapping[str, Mapping[str, Standing]]
    read: Mapping[str, frozenset[str]]
    reviews: Mapping[str, Sequence[Review]]
    shares: Mapping[str, Sequence[Share]]
    waits: Mapping[tuple[str, str], Waits]
    """What waits for the coach, longest waiting first."""


def coachees(app: App, actor: Actor) -> tuple[Coachee, ...]:
    """Everybody whom this actor coaches, for a page, those with work that waits first. That they were looked at is
    put in the log. Raises NotAllowed for who is no coach."""
    asker = access.asker(app, actor, "coaching")
    if not any(each.role == "coach" for each in asker.grants):
        raise NotAllowed("access.not-allowed")
    coached = _coached(app, asker.grants)
    known = _known(app, asker, [member for member, _ in coached])
    found: dict[str, Coachee] = {}
    for member, by_choice in coached:
        if member.learner not in found or by_choice:
            coachee = _coachee(app, asker, member, known, by_choice=by_choice)
            found.update({member.learner: coachee} if coachee else {})
    met = ((each.learner, each.cohort.id if each.cohort else "") for each in found.values())
    note_readings(app, actor, "progress", met)
    ordered = sorted(found.values(), key=lambda each: (str(each.who).casefold(), each.learner))
    return tuple(sorted(ordered, key=lambda each: not any(piece.waits for piece in each.shared)))


def mine(app: App, actor: Actor) -> tuple[CoachView, ...]:
    """Who coaches this actor: whom they chose, and whom their teams were given."""
    access.demand(app, actor, "coach-choose", About(learner=actor.learner))
    places = app.record.memberships(actor.learner)
    teams = {access.team_id(each): each.team for each in places if each.team}
    grants = [*app.record.grants_in("learner", [actor.learner]), *app.record.grants_in("team", list(teams))]
    return _views(app, [each.cohort for each in places], grants)


def of_cohort(app: App, actor: Actor, cohort: str, teams: Sequence[str]) -> tuple[CoachView, ...]:
    """The coaches of these teams. Raises NotAllowed."""
    access.demand(app, actor, "team-coaches", access.about_cohort(app, cohort))
    return _views(app, [cohort], app.record.grants_in("team", [f"{cohort}/{each}" for each in teams]))


def end(app: App, actor: Actor, coach: str) -> None:
    """Let a coach whom the actor chose be their coach no longer. Raises NotFound when they are not."""
    access.demand(app, actor, "coach-choose", About(learner=actor.learner))
    _withdraw(app, actor, Grant(coach, "coach", "learner", actor.learner, "", app.clock()))


def end_of_team(app: App, actor: Actor, cohort: str, team: str, coach: str) -> None:
    """Take a team's coach away. Raises NotAllowed; NotFound when they are not."""
    access.demand(app, actor, "team-coaches", access.about_cohort(app, cohort))
    _withdraw(app, actor, Grant(coach, "coach", "team", f"{cohort}/{team}", "", app.clock()))


def _withdraw(app: App, actor: Actor, grant: Grant) -> None:
    if not roles.withdraw(app, actor, grant):
        raise NotFound("coaching.no-coach")


def _views(app: App, cohorts: Sequence[str], grants: Sequence[Grant]) -> tuple[CoachView, ...]:
    found = [each for each in grants if each.role == "coach"]
    helper, nameless = Message("people.helper"), Message("coaching.someone")
    called = callings(app, cohorts, [each.learner for each in found])
    called = {id: nameless if calling == helper else calling for id, calling in called.items()}
    return tuple(
        CoachView(each.learner, called[each.learner], each.scope_id.partition("/")[2] if each.scope == "team" else "")
        for each in found
    )


def _coached(app: App, grants: Sequence[Grant]) -> Sequence[tuple[Member, bool]]:
    """Who is coached by these roles, each in one of the cohorts that they are in now; and whether by their choice."""
    mine = [each for each in grants if each.role == "coach" and each.scope in ("learner", "team")]
    chose = tuple(each.scope_id for each in mine if each.scope == "learner")
    places = tuple({each.scope_id.partition("/")[0] for each in mine if each.scope == "team"})
    members = app.record.memberships_of(Group(places, learners=chose))
    latest = {each.learner: each for each in reversed(members)}
    found: list[tuple[Member, bool]] = []
    for grant in mine:
        if grant.scope == "learner":
            nowhere = Member("", grant.scope_id, "", grant.at)
            found.append((latest.get(grant.scope_id, nowhere), True))
        else:
            found += [(each, False) for each in members if access.team_id(each) == grant.scope_id]
    return found


def _known(app: App, asker: Asker, members: Sequence[Member]) -> _Known:
    group = Group(learners=tuple({each.learner for each in members}))
    cohorts = app.record.cohorts_with({each.cohort for each in members if each.cohort})
    modules = {id: tuple(each.id for each in found) for id, found in modules_by_cohort(app, list(cohorts)).items()}
    wanted = {each for ids in modules.values() for each in ids}
    standings: dict[str, dict[str, Standing]] = defaultdict(dict)
    for each in app.record.standings_of(group, wanted):
        standings[each.learner][each.ref] = each
    reviews: dict[str, list[Review]] = defaultdict(list)
    for review in app.record.reviews_of(group):
        reviews[review.learner].append(review)
    shares: dict[str, list[Share]] = defaultdict(list)
    for share in app.record.shares(group):
        shares[share.learner].append(share)
    waits = {(each.learner, each.ref): each for each in review_queue.queue_of(app, asker).waits}
    return _Known(cohorts, modules, standings, app.record.read_pages_of(group, wanted), reviews, shares, waits)


def _coachee(app: App, asker: Asker, member: Member, known: _Known, *, by_choice: bool) -> Coachee | None:
    """None for somebody of whom the actor may not know the name or how far they are."""
    place = known.cohorts.get(member.cohort)
    about = replace(access.about(place, member.cohort), learner=member.learner, team=access.team_id(member))
    if not all(may(table(), asker, right, about) for right in ("coaching", "name", "progress")):
        return None
    shared = _shared(app, member, known) if may(table(), asker, "open-work", replace(about, shared=True)) else ()
    progress = _progress(app, member, known)
    return Coachee(member.learner, named(member), place, member.team, by_choice, progress, shared)


def _progress(app: App, member: Member, known: _Known) -> tuple[tuple[ModuleCard, ModuleProgress], ...]:
    """How far a learner is in the modules of their cohort. What they do besides is theirs."""
    who = member.learner
    standings, read = known.standings.get(who, {}), known.read.get(who, frozenset())
    accepted = accepted_refs(known.reviews.get(who, ()))
    found = (app.library.module(each) for each in known.modules.get(member.cohort, ()))
    return tuple((each.card, module_progress(each, standings, read, accepted)) for each in found)


def _shared(app: App, member: Member, known: _Known) -> tuple[SharedPiece, ...]:
    """The work that a learner shares, of exercises that are still there."""
    pieces, who = [], member.learner
    for share in known.shares.get(who, ()):
        try:
            title = app.library.exercise(share.ref).title
        except NotFound:
            continue
        pieces.append(SharedPiece(share.ref, title, known.waits.get((who, share.ref))))
    order = list(known.waits)
    pieces.sort(key=lambda each: order.index((who, each.ref)) if each.waits else len(order))
    return tuple(pieces)
