"""Who is in a cohort: teams, names, and taking somebody out."""

from __future__ import annotations

from learnenv.domain.class_list import tidy
from learnenv.domain.errors import LearnenvError, NotFound
from learnenv.domain.learner import Actor
from learnenv.services import strangers
from learnenv.services.access import about, about_cohort, demand
from learnenv.services.app import App
from learnenv.services.audit import note

SHARES_STOPPED = "shares-stopped"
"""How the audit log calls it when work is its learner's alone again because others would have come to read it."""
LONGEST_TEAM_NAME = 60
"""Characters of a team's name that people can still read in a table."""


def move(app: App, actor: Actor, cohort: str, learner: str, team: str) -> None:
    """Put a member in a team, or in none. When a coach will read their work who could not before, what they share is
    theirs alone again, and that is in their log. Raises NotFound when they are not in the cohort."""
    place = app.record.cohort(cohort)
    demand(app, actor, "cohort-manage", about(place, cohort))
    team = team_name(team)
    alone = strangers.stops(app, learner, app.record.memberships(learner), (place, team)) if place else ()
    if not app.record.change_member(cohort, learner, team=team):
        raise NotFound("cohorts.no-member")
    if alone:
        strangers.stop(app, learner, alone)
        note(app, actor, SHARES_STOPPED, learner=learner, cohort=cohort)


def remove(app: App, actor: Actor, cohort: str, learner: str) -> None:
    """Take a member out. What they made stays theirs; no figure of the cohort counts them any more."""
    demand(app, actor, "cohort-manage", about_cohort(app, cohort))
    if not app.record.leave(cohort, learner, app.clock()):
        raise NotFound("cohorts.no-member")
    note(app, actor, "member-removed", learner=learner, cohort=cohort)


def team_name(typed: str) -> str:
    """A team's name as it is kept. Raises LearnenvError when it is too long."""
    tidied = tidy(typed).replace("/", "-")
    if len(tidied) > LONGEST_TEAM_NAME:
        raise LearnenvError("cohorts.team-too-long", most=LONGEST_TEAM_NAME)
    return tidied
