"""Whether somebody may: every service asks here before it reads or changes anything of someone else."""

from __future__ import annotations

from learnenv.access import table
from learnenv.domain.access import About, Asker, may
from learnenv.domain.errors import NotAllowed
from learnenv.domain.learner import Actor
from learnenv.domain.people import Cohort, Grant, Member, Role
from learnenv.services.app import App

_PLACES = ("member", "teammate")
"""Who is let in by where they are, not by a role."""


def allowed(app: App, actor: Actor, right: str, about: About) -> bool:
    """Whether this actor has this right over this. Raises LookupError for a right that is not in the table."""
    return may(table(), asker(app, actor, right), right, about)


def demand(app: App, actor: Actor, right: str, about: About) -> None:
    """Raise NotAllowed unless this actor has this right over this. What is not there is refused in the same words."""
    if not allowed(app, actor, right, about):
        raise NotAllowed("access.not-allowed")


def asker(app: App, actor: Actor, right: str = "") -> Asker:
    """Who asks, with what lets them in: at most two queries, and only those that can matter to this right."""
    if actor.console:
        return Asker("", (Grant("", "administrator", "platform", "", "", app.clock()),))
    grants = app.record.grants(actor.learner) if actor.staff else ()
    rules = table().rights.get(right, ())
    if right and not any(rule.who in _PLACES for rule in rules):
        return Asker(actor.learner, grants)
    mine = app.record.memberships(actor.learner)
    teams = frozenset(team_id(each) for each in mine if each.team)
    return Asker(actor.learner, grants, frozenset(each.cohort for each in mine), teams)


def roles(app: App, actor: Actor) -> frozenset[Role]:
    """The roles that this actor has anywhere; without a question to the record for who has none."""
    return frozenset(each.role for each in app.record.grants(actor.learner)) if actor.staff else frozenset()


def about_cohort(app: App, cohort: str, *, people: int = 0) -> About:
    """A cohort as what a question is about; `people`: how many a figure is over."""
    return about(app.record.cohort(cohort), cohort, people=people)


def about(cohort: Cohort | None, id: str = "", *, people: int = 0) -> About:
    """The same for a cohort that was read already. None: one that is not there belongs to no organisation."""
    return About(
        cohort=cohort.id if cohort else id, organisation=cohort.organisation if cohort else "", people=people
    )


def about_member(app: App, cohort: str, learner: str, *, shared: bool = False) -> About:
    """A learner in a cohort as what a question is about. Who is not in it now is nobody's there but their own."""
    member, place = app.record.member(cohort, learner), app.record.cohort(cohort)
    if member is None or member.left is not None or place is None:
        return About(learner=learner, shared=shared)
    return About(learner, place.id, place.organisation, team_id(member), shared=shared)


def team_id(member: Member) -> str:
    """The id of a member's team, as roles name it; empty without one."""
    return f"{member.cohort}/{member.team}" if member.team else ""
