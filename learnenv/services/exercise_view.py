"""One exercise as a learner sees it: what to fill in, what was answered, and how that went."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from learnenv.domain.answer import Answer, read_draft
from learnenv.domain.content import Exercise
from learnenv.domain.drawing import Drawing
from learnenv.domain.errors import InvalidAnswer
from learnenv.domain.exercise_type import Grade
from learnenv.domain.grading import BrokenExercise, grade, played, read, shown_parts
from learnenv.domain.learner import Actor
from learnenv.domain.mastery import exercise_done, tries_left
from learnenv.domain.module_page import PagePart, PagePicture
from learnenv.domain.progress import Attempt, Draft, Standing, draw_key
from learnenv.domain.seeded import filled_in
from learnenv.domain.text import Language
from learnenv.metrics import tally
from learnenv.services.app import App
from learnenv.services.handing_in import may_ask_certainty
from learnenv.services.own_exercise import own_exercise
from learnenv.services.taking_over import EarlierWork, opening_of

log = logging.getLogger(__name__)
ShownT = TypeVar("ShownT")


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why an answer was not graded: unreadable fields, or an exercise that is broken."""

    problems: InvalidAnswer | None = None
    broken: bool = False


@dataclass(frozen=True, slots=True)
class ExerciseView:
    """All that is needed to show one exercise to one learner."""

    exercise: Exercise
    """With the learner's own numbers in it."""
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
    asks_certainty: bool = False
    """Whether to ask how sure the learner is."""
    taken_over: tuple[EarlierWork, ...] = ()
    """Earlier work that `value` was taken over from, because nothing was filled in here yet."""

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


def parts(view: ExerciseView, language: Language) -> tuple[PagePart, ...]:
    """What is shown between prompt and form. A type that fails here goes to the log, and the exercise goes on."""
    answer = view.attempt.answer if view.grade and view.attempt else None
    return _or_nothing(view, lambda: shown_parts(view.exercise, answer, language), ())


def picture(view: ExerciseView, language: Language, sent: Mapping[str, Any] | None = None) -> PagePicture | None:
    """The picture above the form, of what a form sent or else of what the view holds; None where there is none. A
    type that fails here goes to the log, and the exercise goes on."""
    given = view.value if sent is None else read_draft(view.drawing.form, view.drawing.received(sent))
    return _or_nothing(view, lambda: played(view.exercise, given, language, checked=view.grade is not None), None)


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
        ref: _view(
            app,
            actor,
            own_exercise(app, actor.learner, exercise, latest.get(ref))[0],
            standings[ref],
            latest.get(ref),
            drafts.get(ref),
        )
        for ref, exercise in exercises.items()
    }


def looked_at_again(seen: ExerciseView) -> ExerciseView:
    """What a draft still lacks, for a learner who handed it in too early and goes on typing."""
    if not seen.is_draft:
        return seen
    try:
        grade(seen.exercise, read(seen.exercise, seen.value))
    except InvalidAnswer as problems:
        return replace(seen, trouble=Trouble(problems=problems))
    except BrokenExercise:
        pass  # said when it is handed in
    return seen


def drawing_of(app: App, actor: Actor, exercise: Exercise) -> Drawing:
    """The form of an exercise, shuffled and named anew for this learner."""
    return Drawing(exercise.type.form(exercise.spec), f"{app.secret}/{actor.learner}/{exercise.ref}")


def graded_again(exercise: Exercise, attempt: Attempt | None) -> tuple[Grade | None, Trouble | None]:
    """The feedback on an earlier answer. An answer that an edited exercise cannot read any more has none."""
    if attempt is None:
        return None, None
    if attempt.broken:
        return None, Trouble(broken=True)
    try:
        return grade(exercise, read(exercise, attempt.answer)), None
    except (InvalidAnswer, BrokenExercise):
        return None, None


def _or_nothing(view: ExerciseView, show: Callable[[], ShownT], nothing: ShownT) -> ShownT:
    try:
        return show()
    except BrokenExercise as failure:
        log.error(
            "exercise %s shows nothing", view.exercise.ref, exc_info=failure.cause, extra={"event": "exercise-failed"}
        )
        tally.type_error(view.exercise.type.name)
        return nothing


def _standings(app: App, actor: Actor, exercises: Mapping[str, Exercise]) -> Mapping[str, Standing]:
    if len(exercises) == 1:
        return {ref: app.record.standing(actor.learner, ref) for ref in exercises}
    modules = {exercise.module for exercise in exercises.values()}
    known = {ref: each for module in modules for ref, each in app.record.standings(actor.learner, module).items()}
    return {ref: known.get(ref) or Standing(actor.learner, ref) for ref in exercises}


def _view(
    app: App, actor: Actor, exercise: Exercise, standing: Standing, attempt: Attempt | None, draft: Draft | None
) -> ExerciseView:
    drawing, key = drawing_of(app, actor, exercise), draw_key(standing)
    asks = may_ask_certainty(exercise, actor)
    if draft and not (attempt and filled_in(attempt.answer) == draft.answer):
        given = draft.answer
        return ExerciseView(
            exercise, drawing, standing, given, None, attempt, key, is_draft=True, asks_certainty=asks
        )
    result, trouble = graded_again(exercise, attempt)
    given, taken = (attempt.answer, ()) if attempt else opening_of(app, actor, exercise, drawing.form)
    return ExerciseView(
        exercise, drawing, standing, given, result, attempt, key, trouble, asks_certainty=asks, taken_over=taken
    )
