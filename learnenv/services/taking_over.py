"""Going on with what the learner made in an earlier module: a form, or a whole module, that opens with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from learnenv.domain.answer import Answer
from learnenv.domain.content import Exercise, ModuleCard
from learnenv.domain.form import Form
from learnenv.domain.learner import Actor
from learnenv.domain.opening import opening
from learnenv.domain.text import Text
from learnenv.services.app import App


@dataclass(frozen=True, slots=True)
class EarlierWork:
    """A product of another module that this one goes on with."""

    ref: str
    title: Text
    module: ModuleCard
    made: bool
    """Whether the learner has handed it in."""


def opening_of(app: App, actor: Actor, exercise: Exercise, form: Form) -> tuple[Answer, tuple[EarlierWork, ...]]:
    """What the form of an exercise opens with for this learner, and the work that it comes from."""
    wanted = exercise.type.opens_with(exercise.spec) if exercise.type.opens_with else {}
    refs = _installed(app, (place.rpartition("/")[0] for place in wanted.values()))
    if not refs:
        return {}, ()
    latest = app.record.latest_attempts(actor.learner, refs)
    value = opening(form, wanted, {ref: attempt.answer for ref, attempt in latest.items()})
    used = {wanted[name].rpartition("/")[0] for name in value}
    return value, tuple(_work(app, ref, made=True) for ref in refs if ref in used)


def earlier_work(app: App, actor: Actor, card: ModuleCard) -> tuple[EarlierWork, ...]:
    """What a module goes on with, in the order of its card; of modules that are installed."""
    here = _installed(app, card.consumes)
    made = app.record.latest_attempts(actor.learner, here) if here else {}
    return tuple(_work(app, ref, ref in made) for ref in here)


def _installed(app: App, refs: Iterable[str]) -> list[str]:
    return [ref for ref in dict.fromkeys(refs) if app.library.has(ref.partition("/")[0])]


def _work(app: App, ref: str, made: bool) -> EarlierWork:
    module, _, id = ref.partition("/")
    card = app.library.card(module)
    titles = {product.exercise: product.title for product in card.produces}
    return EarlierWork(ref, titles.get(id, card.title), card, made)
