"""Reports to print: what the trainer's pages show, together. That one was made is noted, for who is in it to read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from learnenv.domain.learner import Actor
from learnenv.services import attention, audit, cohort_learner, items
from learnenv.services.app import App
from learnenv.services.attention import Overview
from learnenv.services.cohort_learner import LearnerView
from learnenv.services.cohort_view import demand_cohort, grid
from learnenv.services.items import ItemsView

REPORT = "report"
"""How the audit log calls it."""


@dataclass(frozen=True, slots=True)
class CohortReport:
    """All of one cohort."""

    made: datetime
    overview: Overview
    items: tuple[ItemsView, ...]
    """Per module, in the order of the cohort."""


@dataclass(frozen=True, slots=True)
class LearnerReport:
    """All of one member of a cohort."""

    made: datetime
    view: LearnerView


def of_cohort(app: App, actor: Actor, cohort: str) -> CohortReport:
    """How a cohort is doing. Raises NotAllowed, StoreError."""
    demand_cohort(app, actor, cohort, "cohort-export", "cohort-progress")
    overview = attention.overview_of(app, grid(app, actor, cohort, "cohort-attention"))
    found = tuple(items.items(app, actor, cohort, each.id) for each in overview.grid.modules)
    audit.note(app, actor, REPORT, cohort=cohort)
    return CohortReport(app.clock(), overview, found)


def of_learner(app: App, actor: Actor, cohort: str, learner: str) -> LearnerReport:
    """How one member is doing. Raises NotAllowed, StoreError."""
    view = cohort_learner.learner(app, actor, cohort, learner)
    audit.note(app, actor, REPORT, learner=learner, cohort=cohort)
    return LearnerReport(app.clock(), view)
