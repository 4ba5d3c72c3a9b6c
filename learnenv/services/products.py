"""What a learner made: open work as something to keep, print and take along."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from learnenv.domain.answer import Answer
from learnenv.domain.content import Exercise, LearningModule
from learnenv.domain.errors import NotFound
from learnenv.domain.form import Form
from learnenv.domain.learner import Actor
from learnenv.domain.progress import Attempt
from learnenv.domain.text import Text
from learnenv.services.app import App


@dataclass(frozen=True, slots=True)
class ProductView:
    """One piece of open work in its latest version."""

    module: LearningModule
    exercise: Exercise
    title: Text
    form: Form
    answer: Answer
    made: datetime
    version: int


def products(app: App, actor: Actor, modules: Iterable[LearningModule]) -> tuple[ProductView, ...]:
    """All open work handed in for these modules, in the order of their pages."""
    found: list[ProductView] = []
    for module in modules:
        refs = [each.ref for each in _open_exercises(module)]
        latest = app.record.latest_attempts(actor.learner, refs)
        standings = app.record.standings(actor.learner, module.id)
        for exercise in _open_exercises(module):
            if exercise.ref in latest:
                version = standings[exercise.ref].attempts if exercise.ref in standings else 1
                found.append(_product(module, exercise, latest[exercise.ref], version))
    return tuple(found)


def product(app: App, actor: Actor, ref: str) -> ProductView:
    """One piece of open work. Raises NotFound if there is no such exercise or nothing was handed in."""
    exercise = app.library.exercise(ref)
    module = app.library.module(exercise.module)
    for each in products(app, actor, [module]):
        if each.exercise.ref == ref:
            return each
    raise NotFound("product.not-found", ref=ref)


def _open_exercises(module: LearningModule) -> list[Exercise]:
    on_pages = dict.fromkeys(id for page in module.pages for id in page.exercises())
    return [module.exercises[id] for id in on_pages if id in module.exercises and module.exercises[id].type.open]


def _product(module: LearningModule, exercise: Exercise, attempt: Attempt, version: int) -> ProductView:
    named = {product.exercise: product.title for product in module.card.produces}
    title = named.get(exercise.id) or exercise.title
    form = exercise.type.form(exercise.spec)
    return ProductView(module, exercise, title, form, attempt.answer, attempt.at, version)
