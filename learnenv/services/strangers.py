"""Who comes to see somebody's shared work when they join a cohort or get another place in it. What was shared before
was shared with others: it is the learner's alone again until they share it anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from learnenv.domain.classroom import Group
from learnenv.domain.people import Cohort, Member
from learnenv.services.app import App

Place: TypeAlias = tuple[Cohort, str]
"""A cohort and a team in it; empty: in no team."""


def has_strangers(app: App, now: Iterable[Place], then: Place) -> bool:
    """Whether somebody sees shared work in a place who sees it in none of those where the learner is now."""
    return not _readers(app, [then]) <= _readers(app, list(now))


def stops(app: App, learner: str, now: Iterable[Member], then: Place) -> tuple[str, ...]:
    """The refs of what this learner shares and strangers would read when they come to a place: of the modules that
    are done there. `now`: where the learner is."""
    modules = {each.module for each in app.record.assignments(then[0].id)}
    shared = app.record.shares(Group(learners=(learner,)))
    found = tuple(each.ref for each in shared if each.ref.partition("/")[0] in modules)
    if not found:
        return ()
    members = list(now)
    cohorts = app.record.cohorts_with([each.cohort for each in members])
    here = [(cohorts[each.cohort], each.team) for each in members if each.cohort in cohorts]
    return found if has_strangers(app, here, then) else ()


def stop(app: App, learner: str, refs: Iterable[str]) -> None:
    """Make what was shared the learner's alone again."""
    for ref in refs:
        app.record.withdraw_share(learner, ref, app.clock())


def _readers(app: App, places: Sequence[Place]) -> set[str]:
    """Who may read what a learner in these places shares, besides the coach whom they chose."""
    if not places:
        return set()
    ids = [cohort.id for cohort, _ in places]
    organisations = list({cohort.organisation for cohort, _ in places})
    teams = [f"{cohort.id}/{team}" for cohort, team in places if team]
    trainers = [*app.record.grants_in("cohort", ids), *app.record.grants_in("organisation", organisations)]
    coaches = app.record.grants_in("team", teams) if teams else ()
    found = {each.learner for each in trainers if each.role == "trainer"}
    return found | {each.learner for each in coaches if each.role == "coach"}
