"""One exercise as a learner meets it: answering it, drafts, hints and the answer. Drawing it: `exercise_view.py`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from learnenv.domain.answer import Answer, read_draft
from learnenv.domain.content import Exercise
from learnenv.domain.drawing import Drawing
from learnenv.domain.errors import InvalidAnswer, TriesUsedUp
from learnenv.domain.learner import Actor
from learnenv.domain.mastery import exercise_done, tries_left
from learnenv.domain.progress import (
    Attempt,
    Certainty,
    Draft,
    Event,
    FrontEnd,
    Recorded,
    Standing,
    answer_digest,
    draw_key,
)
from learnenv.domain.seeded import with_seed
from learnenv.services.app import App
from learnenv.services.exercise_view import ExerciseView, Trouble, drawing_of, graded_again, view, views
from learnenv.services.handing_in import Given, Graded, graded, make_attempt, may_ask_certainty
from learnenv.services.own_exercise import own_by_ref

__all__ = [
    "ExerciseView",
    "Trouble",
    "save_draft",
    "show_hint",
    "show_solution",
    "solution",
    "submit",
    "view",
    "views",
]


def submit(
    app: App,
    actor: Actor,
    ref: str,
    raw: Mapping[str, Any],
    *,
    drawn_with: str,
    seconds: float = 0.0,
    front_end: FrontEnd = "web",
    certainty: Certainty | None = None,
) -> ExerciseView:
    """Grade an answer and put it on record; the view says how it went. When it returns without trouble the answer
    is durable. An unreadable answer is kept as a draft and costs nothing. Raises NotFound, TriesUsedUp, StoreError.

    `certainty` is kept where it is asked for, and nowhere else.
    """
    exercise, seed = own_by_ref(app, actor.learner, ref)
    drawing = drawing_of(app, actor, exercise)
    received = with_seed(drawing.received(raw), seed)
    try:
        done = graded(exercise, received)
    except InvalidAnswer as problems:
        return _kept_as_draft(app, actor, exercise, received, Trouble(problems=problems))
    given = Given(drawn_with, seconds, front_end, certainty)
    recorded, before = _put_on_record(app, actor, exercise, done, given)
    return _after(actor, exercise, drawing, done, recorded, before)


def save_draft(app: App, actor: Actor, ref: str, raw: Mapping[str, Any]) -> None:
    """Keep what was typed so far. Raises NotFound, StoreError."""
    exercise = app.library.exercise(ref)
    _save_draft(app, actor, exercise, drawing_of(app, actor, exercise).received(raw))


def show_hint(app: App, actor: Actor, ref: str) -> Standing:
    """Show the next hint; the showing is on record. Nothing happens after the last one."""
    exercise = app.library.exercise(ref)
    standing = app.record.standing(actor.learner, ref)
    if standing.hints >= len(exercise.hints):
        return standing
    return app.record.add_event(Event(actor.learner, ref, "hint", app.clock(), standing.hints + 1))


def show_solution(app: App, actor: Actor, ref: str) -> Standing:
    """Show the answer to a closed exercise; recorded as asked for."""
    exercise = app.library.exercise(ref)
    if exercise.type.open:
        return app.record.standing(actor.learner, ref)
    return app.record.add_event(Event(actor.learner, ref, "solution", app.clock()))


def solution(exercise: Exercise) -> Answer:
    """The answer to show to who asked for it."""
    return (exercise.type.solution or (lambda spec: exercise.type.samples(spec).right))(exercise.spec)


def _put_on_record(
    app: App, actor: Actor, exercise: Exercise, done: Graded, given: Given
) -> tuple[Recorded, Standing]:
    """What the record made of the answer, and the standing just before it."""
    now = app.clock()
    before = Standing(actor.learner, exercise.ref)

    def decide(standing: Standing) -> Attempt:
        nonlocal before
        before = standing
        if standing.solution_shown and not exercise.type.open:
            raise TriesUsedUp("answer.solution-shown")
        if tries_left(exercise, standing) == 0 and standing.last_digest != answer_digest(done.answer):
            raise TriesUsedUp("answer.tries-used-up")
        return make_attempt(actor, exercise, done, given, standing, now)

    return app.record.record(actor.learner, exercise.ref, decide), before


def _after(
    actor: Actor, exercise: Exercise, drawing: Drawing, done: Graded, recorded: Recorded, before: Standing
) -> ExerciseView:
    if done.grade is None:
        result, trouble = None, Trouble(broken=True)
    elif recorded.added:
        result, trouble = done.grade, None
    else:
        result, trouble = graded_again(exercise, recorded.attempt)
    return ExerciseView(
        exercise,
        drawing,
        recorded.standing,
        recorded.attempt.answer,
        result,
        recorded.attempt,
        draw_key(recorded.standing),
        trouble,
        exercise_done(exercise, recorded.standing) and not exercise_done(exercise, before),
        overtaken=recorded.attempt.sequence < recorded.standing.last_sequence,
        asks_certainty=may_ask_certainty(exercise, actor),
    )


def _kept_as_draft(
    app: App, actor: Actor, exercise: Exercise, received: Mapping[str, Any], trouble: Trouble
) -> ExerciseView:
    _save_draft(app, actor, exercise, received)
    now = view(app, actor, exercise.ref)
    return replace(now, trouble=trouble, newly_done=False, is_draft=True)


def _save_draft(app: App, actor: Actor, exercise: Exercise, received: Mapping[str, Any]) -> None:
    draft = read_draft(exercise.type.form(exercise.spec), received)
    app.record.save_draft(Draft(actor.learner, exercise.ref, draft, app.clock()))
