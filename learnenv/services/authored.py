"""What authors learn from how their modules go: figures per exercise over all groups, and of nobody in particular."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from learnenv.access import table
from learnenv.domain.access import About, may
from learnenv.domain.class_progress import steps
from learnenv.domain.classroom import ErasedCount, Group
from learnenv.domain.content import LearningModule
from learnenv.domain.errors import NotAllowed
from learnenv.domain.learner import Actor
from learnenv.services import access
from learnenv.services.app import App
from learnenv.services.cohort_view import ClassModule
from learnenv.services.items import ItemView, item_views


@dataclass(frozen=True, slots=True)
class AuthoredModule:
    """One module of an author: its exercises that enough people answered, hardest first."""

    module: LearningModule
    items: tuple[ItemView, ...]
    untold: int
    """Closed exercises that too few people answered for a figure that is about nobody in particular."""


def authored(app: App, actor: Actor) -> tuple[AuthoredModule, ...]:
    """The modules of which the actor is an author, by title. Raises NotAllowed for who is none, StoreError."""
    asker = access.asker(app, actor, "item-totals")
    mine = {each.scope_id for each in asker.grants if (each.role, each.scope) == ("author", "module")}
    if not mine:
        raise NotAllowed("access.not-allowed")
    cohorts = tuple(each.id for each in app.record.cohorts())
    found: list[AuthoredModule] = []
    for id in mine:
        if not app.library.has(id):
            continue
        module = app.library.module(id)
        here, cells = ClassModule(module, steps(module), None), app.record.cells_of(Group(cohorts), [id])
        views = item_views(here, cells, _gone(app, cohorts, id))
        told = [each for each in views if may(table(), asker, "item-totals", About(module=id, people=each.answered))]
        found.append(AuthoredModule(module, tuple(told), len(views) - len(told)))
    return tuple(sorted(found, key=lambda each: each.module.card.title.get(actor.language).casefold()))


def _gone(app: App, cohorts: Sequence[str], module: str) -> dict[str, ErasedCount]:
    """First answers of who is gone, over all cohorts, by exercise."""
    found: dict[str, ErasedCount] = {}
    for cohort in cohorts:
        for each in app.record.erased_counts(cohort):
            if each.module == module and each.item:
                before = found.get(each.item, ErasedCount("", module, each.item))
                answered, fractions = before.answered + each.answered, before.fractions + each.fractions
                found[each.item] = replace(before, answered=answered, fractions=fractions)
    return found
