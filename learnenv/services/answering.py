"""One exercise as a learner meets it: drawing it, answering it, drafts, hints and the answer."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from learnenv.domain.answer import Answer, read_draft
from learnenv.domain.content import Exercise
from learnenv.domain.drawing import Drawing
from learnenv.domain.errors import InvalidAnswer, TriesUsedUp
from learnenv.domain.exercise_type import Grade
from learnenv.domain.grading import BrokenExercise, final_score, grade, read
from learnenv.domain.learner import Actor
from learnenv.domain.mastery import exercise_done, tries_left
from learnenv.domain.progress import (
    Attempt,
    Draft,
    Event,
    FrontEnd,
    Recorded,
    Standing,
    answer_digest,
    attempt_key,
    draw_key,
)
from learnenv.services.app import App

log = logging.getLogger(__name__)
LONGEST_SECONDS = 24 * 3600.0
"""A form left open for longer says nothing about how long answering took."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why an answer was not graded: unreadable fields, or an exercise that is broken."""

    problems: InvalidAnswer | None = None
    broken: bool = False


@dataclass(frozen=True, slots=True)
class ExerciseView:
    """All that is needed to show one exercise to one learner."""

    exercise: Exercise
    drawing: Drawing
    standing: Standing
    value: Answer
    """A draft if there is one, else the latest answer; in the author's ids."""
    grade: Grade | None
    """Of the latest answer, graded as the exercise is now."""
    attempt: Attempt | None
    drawn_with: str
    """Give this back with the answer."""
    trouble: Trouble | None = None
    newly_done: bool = False
    """Whether the exercise came to count as done by the answer that this view follows."""
    is_draft: bool = False
    """Whether `value` was typed and not handed in; nothing is said of an earlier answer beside it."""
    overtaken: bool = False
    """Whether what was handed in was on record already and a later answer is the one that counts."""

    @property
    def done(self) -> bool:
        """Whether the exercise counts as done."""
        return exercise_done(self.exercise, self.standing)

    @property
    def tries_left(self) -> int | None:
        """Tries that are left; None if there is no limit."""
        return tries_left(self.exercise, self.standing)

    @property
    def changed_since(self) -> bool:
        """Whether the exercise was edited after the latest answer."""
        return self.attempt is not None and self.attempt.fingerprint != self.exercise.fingerprint


def view(app: App, actor: Actor, ref: str) -> ExerciseView:
    """One exercise for this learner. Raises NotFound."""
    return views(app, actor, [ref])[ref]


def views(app: App, actor: Actor, refs: Collection[str]) -> Mapping[str, ExerciseView]:
    """Several exercises for this learner, read together. Raises NotFound."""
    exercises = {ref: app.library.exercise(ref) for ref in refs}
    latest = app.record.latest_attempts(actor.learner, exercises)
    drafts = app.record.drafts(actor.learner, exercises)
    standings = _standings(app, actor, exercises)
    return {
        ref: _view(app, actor, exercise, standings[ref], latest.get(ref), drafts.get(ref))
        for ref, exercise in exercises.items()
    }


def submit(
    app: App,
    actor: Actor,
    ref: str,
    raw: Mapping[str, Any],
    *,
    drawn_with: str,
    seconds: float = 0.0,
    front_end: FrontEnd = "web",
) -> ExerciseView:
    """Grade an answer and put it on record; the view says how it went. When it returns without trouble the answer
    is durable. An unreadable answer is kept as a draft and costs nothing. Raises NotFound, TriesUsedUp, StoreError.
    """
    exercise = app.library.exercise(ref)
    drawing = _drawing(app, actor, exercise)
    received = drawing.received(raw)
    try:
        answer = read(exercise, received)
        result = grade(exercise, answer)
    except InvalidAnswer as problems:
        return _kept_as_draft(app, actor, exercise, received, Trouble(problems=problems))
    except BrokenExercise as failure:
        log.error("exercise %s is broken: %r", ref, failure.cause)
        recorded, before = _put_on_record(app, actor, exercise, failure.answer, None, drawn_with, seconds, front_end)
        return _after(exercise, drawing, recorded, before, None, Trouble(broken=True))
    recorded, before = _put_on_record(app, actor, exercise, answer, result, drawn_with, seconds, front_end)
    return _after(exercise, drawing, recorded, before, result if recorded.added else None, None)


def save_draft(app: App, actor: Actor, ref: str, raw: Mapping[str, Any]) -> None:
    """Keep what was typed so far. Raises NotFound, StoreError."""
    exercise = app.library.exercise(ref)
    _save_draft(app, actor, exercise, _drawing(app, actor, exercise).received(raw))


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


def _drawing(app: App, actor: Actor, exercise: Exercise) -> Drawing:
    return Drawing(exercise.type.form(exercise.spec), f"{app.secret}/{actor.learner}/{exercise.ref}")


def _standings(app: App, actor: Actor, exercises: Mapping[str, Exercise]) -> Mapping[str, Standing]:
    if len(exercises) == 1:
        return {ref: app.record.standing(actor.learner, ref) for ref in exercises}
    modules = {exercise.module for exercise in exercises.values()}
    known = {ref: each for module in modules for ref, each in app.record.standings(actor.learner, module).items()}
    return {ref: known.get(ref) or Standing(actor.learner, ref) for ref in exercises}


def _view(
    app: App, actor: Actor, exercise: Exercise, standing: Standing, attempt: Attempt | None, draft: Draft | None
) -> ExerciseView:
    drawing, key = _drawing(app, actor, exercise), draw_key(standing)
    if draft and not (attempt and attempt.answer == draft.answer):
        return ExerciseView(exercise, drawing, standing, draft.answer, None, attempt, key, is_draft=True)
    result, trouble = _graded_again(exercise, attempt)
    return ExerciseView(exercise, drawing, standing, attempt.answer if attempt else {}, result, attempt, key, trouble)


def _graded_again(exercise: Exercise, attempt: Attempt | None) -> tuple[Grade | None, Trouble | None]:
    """The feedback on an earlier answer. An answer that an edited exercise cannot read any more has none."""
    if attempt is None:
        return None, None
    if attempt.broken:
        return None, Trouble(broken=True)
    try:
        return grade(exercise, read(exercise, attempt.answer)), None
    except (InvalidAnswer, BrokenExercise):
        return None, None


def _put_on_record(
    app: App,
    actor: Actor,
    exercise: Exercise,
    answer: Answer,
    result: Grade | None,
    drawn_with: str,
    seconds: float,
    front_end: FrontEnd,
) -> tuple[Recorded, Standing]:
    """What the record made of the answer, and the standing just before it."""
    now = app.clock()
    key = attempt_key(drawn_with, answer)
    before = Standing(actor.learner, exercise.ref)

    def decide(standing: Standing) -> Attempt:
        nonlocal before
        before = standing
        if standing.solution_shown and not exercise.type.open:
            raise TriesUsedUp("answer.solution-shown")
        if tries_left(exercise, standing) == 0 and standing.last_digest != answer_digest(answer):
            raise TriesUsedUp("answer.tries-used-up")
        fraction = result.fraction if result else None
        return Attempt(
            learner=actor.learner,
            ref=exercise.ref,
            key=key,
            answer=answer,
            fingerprint=exercise.fingerprint,
            fraction=fraction,
            score=final_score(exercise, fraction, standing.tries, standing.hints),
            passed=result.passed if result else None,
            tries_before=standing.tries,
            hints_shown=standing.hints,
            language=actor.language,
            front_end=front_end,
            at=now,
            seconds=min(max(0.0, seconds), LONGEST_SECONDS),
            broken=result is None,
        )

    return app.record.record(actor.learner, exercise.ref, decide), before


def _after(
    exercise: Exercise,
    drawing: Drawing,
    recorded: Recorded,
    before: Standing,
    result: Grade | None,
    trouble: Trouble | None,
) -> ExerciseView:
    if result is None and trouble is None:
        result, trouble = _graded_again(exercise, recorded.attempt)
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
    )


def _kept_as_draft(
    app: App, actor: Actor, exercise: Exercise, received: Mapping[str, Any], trouble: Trouble
) -> ExerciseView:
    _save_draft(app, actor, exercise, received)
    now = view(app, actor, exercise.ref)
    return ExerciseView(
        exercise, now.drawing, now.standing, now.value, now.grade, now.attempt, now.drawn_with, trouble, is_draft=True
    )


def _save_draft(app: App, actor: Actor, exercise: Exercise, received: Mapping[str, Any]) -> None:
    draft = read_draft(exercise.type.form(exercise.spec), received)
    app.record.save_draft(Draft(actor.learner, exercise.ref, draft, app.clock()))
