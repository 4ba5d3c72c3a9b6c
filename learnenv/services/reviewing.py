"""Spaced review: what of finished modules is to be done again today, why, and answering it. The plan follows from
the attempts; nothing else is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from learnenv.domain.answer import read_draft
from learnenv.domain.content import Exercise
from learnenv.domain.drawing import Drawing
from learnenv.domain.errors import InvalidAnswer, NotAllowed
from learnenv.domain.learner import Actor
from learnenv.domain.mastery import exercise_done
from learnenv.domain.progress import Attempt, Certainty, FrontEnd, Standing, attempt_key, review_draw_key
from learnenv.domain.review import Recall, recalls
from learnenv.domain.seeded import with_seed
from learnenv.domain.text import Text
from learnenv.language import local_day
from learnenv.services.app import App
from learnenv.services.exercise_view import ExerciseView, Trouble, graded_again
from learnenv.services.handing_in import Given, graded, make_attempt, may_ask_certainty
from learnenv.services.learning import ModuleView, begun_modules
from learnenv.services.own_exercise import own_by_ref

PER_DAY = 20
"""How many a learner is given on one day. More is a chore, and what waits a day is not lost."""


@dataclass(frozen=True, slots=True)
class Due:
    """One exercise that comes back today."""

    exercise: Exercise
    module: Text
    """Title of the module that it belongs to."""
    day: date
    """When it was to come back: today or earlier."""
    last: Recall
    """The latest answer: it says why it comes back."""
    days_since: int
    """Since that answer."""


@dataclass(frozen=True, slots=True)
class Today:
    """What there is to review today."""

    day: date
    due: tuple[Due, ...] = ()
    """Longest overdue first; no more than the day has room for."""
    waiting: int = 0
    """Due as well, and left for another day."""
    done: int = 0
    """Reviewed today already."""
    next_day: date | None = None
    """When the first of the others comes back; None: there are no others."""


@dataclass(frozen=True, slots=True)
class ReviewView:
    """One exercise in review: blank, or with the answer just given."""

    view: ExerciseView
    module: Text
    comes_back: date | None = None
    """When it comes back; None before it is answered."""

    @property
    def answered(self) -> bool:
        """Whether an answer is on record for this time."""
        return self.view.attempt is not None


def due(app: App, actor: Actor, begun: Sequence[ModuleView] | None = None) -> Today:
    """What to review today. `begun`: the modules that the learner began, where the caller has read them already."""
    views = begun_modules(app, actor) if begun is None else begun
    finished = {view.module.id: view for view in views if view.progress.completed}
    today = local_day(app.clock())
    if not finished:
        return Today(today)
    standings = app.record.standings(actor.learner)
    known = {each.ref: each for view in finished.values() for each in _reviewable(view, standings)}
    past: defaultdict[str, list[Attempt]] = defaultdict(list)
    for attempt in app.record.history(actor.learner):
        past[attempt.ref].append(attempt)
    planned = [each for ref in known if (each := _planned(known[ref], finished, past[ref], today))]
    now = sorted((each for each in planned if each.day <= today), key=lambda each: (each.day, each.exercise.ref))
    done = sum(each.review and local_day(each.at) == today for attempts in past.values() for each in attempts)
    room = max(0, PER_DAY - done)
    later = min((each.day for each in planned if each.day > today), default=None)
    return Today(today, tuple(now[:room]), len(now[room:]), done, later)


def draw(app: App, actor: Actor, ref: str) -> ReviewView:
    """One exercise, blank, for review. Raises NotFound, NotAllowed."""
    exercise, standing, _ = _exercise(app, actor, ref)
    return ReviewView(_blank(app, actor, exercise, standing.reviews), _title(app, exercise))


def answer(
    app: App,
    actor: Actor,
    ref: str,
    raw: Mapping[str, Any],
    *,
    drawn_with: str,
    seconds: float = 0.0,
    front_end: FrontEnd = "web",
    certainty: Certainty | None = None,
) -> ReviewView:
    """Grade an answer in review and put it on record, once for each time that the exercise came back: a second
    click or another tab finds the first. An unreadable answer costs nothing. Raises NotFound, NotAllowed, StoreError.
    """
    exercise, standing, seed = _exercise(app, actor, ref)
    time = _which_time(drawn_with, standing)
    blank = _blank(app, actor, exercise, time)
    received = with_seed(blank.drawing.received(raw), seed)
    try:
        done = graded(exercise, received)
    except InvalidAnswer as problems:
        typed = read_draft(blank.drawing.form, received)
        return ReviewView(replace(blank, value=typed, trouble=Trouble(problems=problems)), _title(app, exercise))
    given, now = Given(blank.drawn_with, seconds, front_end, certainty), app.clock()

    def decide(standing: Standing) -> Attempt:
        made = make_attempt(actor, exercise, done, given, standing, now)
        # The key leaves out the answer: of two answers in two tabs the first is the one that was remembered.
        return replace(made, key=attempt_key(blank.drawn_with, {}), score=made.fraction, review=True)

    kept = app.record.record(actor.learner, ref, decide).attempt
    result, trouble = graded_again(exercise, kept)
    shown = replace(blank, value=kept.answer, attempt=kept, grade=result, trouble=trouble)
    return ReviewView(shown, _title(app, exercise), _comes_back(app, actor, ref))


def _reviewable(view: ModuleView, standings: Mapping[str, Standing]) -> Iterator[Exercise]:
    """The closed exercises on a module's pages that the learner has done."""
    for page in view.module.pages:
        for id in page.exercises():
            exercise = view.module.exercises.get(id)
            if exercise and not exercise.type.open and exercise_done(exercise, standings.get(exercise.ref)):
                yield exercise


def _planned(
    exercise: Exercise, finished: Mapping[str, ModuleView], past: Sequence[Attempt], today: date
) -> Due | None:
    found = recalls(past, local_day)
    if not found:
        return None
    if past[-1].broken and local_day(past[-1].at) == today:
        return None  # it cannot be graded now, and would come back at once
    last = found[-1]
    title = finished[exercise.module].card.title
    return Due(exercise, title, _next_day(found), last, (today - last.day).days)


def _next_day(found: Sequence[Recall]) -> date:
    # Not at the top: who has nothing to review does not wait for it.
    from learnenv.review import next_day

    return next_day(found)


def _exercise(app: App, actor: Actor, ref: str) -> tuple[Exercise, Standing, str]:
    """An exercise that may be reviewed, where it stands, and the seed of its numbers. Before it is done, review would
    be a way around its tries."""
    exercise, seed = own_by_ref(app, actor.learner, ref)
    standing = app.record.standing(actor.learner, ref)
    if exercise.type.open or not exercise_done(exercise, standing):
        raise NotAllowed("review.not-yet")
    return exercise, standing, seed


def _blank(app: App, actor: Actor, exercise: Exercise, time: int) -> ExerciseView:
    """Shuffled anew each time, so that a place on the screen is not what is remembered. No try is used, so that of
    tries nothing is said."""
    seed = f"{app.secret}/{actor.learner}/{exercise.ref}/review-{time}"
    return ExerciseView(
        replace(exercise, tries=0),
        Drawing(exercise.type.form(exercise.spec), seed),
        Standing(actor.learner, exercise.ref),
        {},
        None,
        None,
        review_draw_key(time),
        asks_certainty=may_ask_certainty(exercise, actor),
    )


def _which_time(drawn_with: str, standing: Standing) -> int:
    """Which time a form was drawn for; what a browser makes up counts as now."""
    times = {review_draw_key(time): time for time in range(standing.reviews)}
    return times.get(drawn_with, standing.reviews)


def _comes_back(app: App, actor: Actor, ref: str) -> date | None:
    found = recalls(app.record.attempts(actor.learner, ref), local_day)
    return _next_day(found) if found else None


def _title(app: App, exercise: Exercise) -> Text:
    return app.library.card(exercise.module).title
