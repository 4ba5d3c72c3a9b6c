"""Who is in a cohort: teams, names, and taking somebody out."""

from __future__ import annotations

from learnenv.domain.class_list import tidy
from learnenv.domain.errors import LearnenvError, NotFound
from learnenv.domain.learner import Actor
from learnenv.services.access import about_cohort, demand
from learnenv.services.app import App
from learnenv.services.audit import note

LONGEST_TEAM_NAME = 60
"""Characters of a team's name that people can still read in a table."""


def move(app: App, actor: Actor, cohort: str, learner: str, team: str) -> None:
    """Put a member in a team, or in none. Raises NotFound when they are not in the cohort."""
    demand(app, actor, "cohort-manage", about_cohort(app, cohort))
    if not app.record.change_member(cohort, learner, team=team_name(team)):
        raise NotFound("cohorts.no-member")


def remove(app: App, actor: Actor, cohort: str, learner: str) -> None:
    """Take a member out. What they made stays theirs; what they count for in totals stays too."""
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
