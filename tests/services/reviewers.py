"""A learner who finishes modules and reviews them, by way of the services."""

from __future__ import annotations

from typing import Any

from learnenv.domain.learner import Actor
from learnenv.domain.progress import Certainty
from learnenv.services import answering, learning, reviewing
from learnenv.services.app import App
from learnenv.services.reviewing import ReviewView

ONE, TWICE, REFLECTED = "first/choice", "first/twice", "first/reflection"


def choose(app: App, actor: Actor, ref: str, option: str, certainty: Certainty | None = None) -> None:
    view = answering.view(app, actor, ref)
    given = {"choice": view.drawing.token("choice", option)}
    answering.submit(app, actor, ref, given, drawn_with=view.drawn_with, certainty=certainty)


def finish(app: App, actor: Actor, module: str = "first", *, wrong_first: bool = False) -> None:
    found = app.library.module(module)
    for exercise in found.exercises.values():
        if exercise.type.open:
            answering.submit(app, actor, exercise.ref, {"text": "Dit is wat ik zag."}, drawn_with="x")
            continue
        if wrong_first:
            choose(app, actor, exercise.ref, "not-that")
        choose(app, actor, exercise.ref, "yes-this")
    for page in found.pages:
        learning.mark_read(app, actor, module, page.id)


def review(app: App, actor: Actor, ref: str, option: str, view: ReviewView | None = None, **how: Any) -> ReviewView:
    drawn = (view or reviewing.draw(app, actor, ref)).view
    given = {"choice": drawn.drawing.token("choice", option)}
    return reviewing.answer(app, actor, ref, given, drawn_with=drawn.drawn_with, **how)


def due(app: App, actor: Actor) -> list[str]:
    return [each.exercise.ref for each in reviewing.due(app, actor).due]
