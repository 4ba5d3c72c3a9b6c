"""A case study as a learner walks it: where they are, choosing, going back, beginning again, what they take
along. Where they are follows from the moves on record; a move that was made twice is on record once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from learnenv.domain.case import CaseStudy, Choice
from learnenv.domain.case_graph import explore
from learnenv.domain.case_map import CaseMap, map_of
from learnenv.domain.case_walk import Move, MoveKind, Walk, follow, step
from learnenv.domain.content import LearningModule, Page
from learnenv.domain.drawing import Drawing
from learnenv.domain.errors import LearnenvError
from learnenv.domain.form import OneOf, Option
from learnenv.domain.learner import Actor
from learnenv.domain.progress import Attempt, Event, FrontEnd, Standing, answer_digest, attempt_key
from learnenv.domain.text import Text
from learnenv.services import case_note
from learnenv.services.app import App
from learnenv.services.case_note import NoteView
from learnenv.services.exercise_view import ExerciseView
from learnenv.services.exercise_view import view as exercise_view


@dataclass(frozen=True, slots=True)
class CaseView:
    """All that is needed to show one case to one learner."""

    module: LearningModule
    case: CaseStudy
    moves: tuple[Move, ...]
    number: int
    """Of the latest move on record; give it back with the next one."""
    walk: Walk
    standing: Standing
    prediction: ExerciseView | None = None
    """Asked for in this scene."""
    note: NoteView | None = None
    """For the learner's own work; at an end only."""
    moved_on: bool = False
    """Whether the learner went another way in the meantime, so that what they asked for was not done."""

    @property
    def waits(self) -> bool:
        """Whether the rest of the scene waits for a prediction. A prediction that cannot be graded was made too."""
        return self.prediction is not None and not (self.prediction.done or self.prediction.standing.attempts)

    @property
    def offered(self) -> tuple[Choice, ...]:
        """The choices that can be made now."""
        return () if self.waits else self.walk.offered()

    @property
    def place(self) -> int:
        """Changes whenever the learner comes to be somewhere: the number of the move that brought them there."""
        return max((each.number for each in self.moves if each.kind != "carried"), default=0)

    @property
    def page(self) -> Page | None:
        """The lesson page on which the case is met."""
        return next((page for page in self.module.pages if self.case.id in page.cases()), None)

    @property
    def other_ends(self) -> int:
        """How many ends can be reached that the learner never saw."""
        ends = {scene.id for scene in self.case.scenes if scene.is_end} & explore(self.case).reached()
        return len(ends - self.walk.seen)

    def map(self) -> CaseMap:
        """What the learner has seen of the case."""
        return map_of(self.case, self.moves, waiting=self.waits)


def view(app: App, actor: Actor, ref: str, *, front_end: FrontEnd = "web") -> CaseView:
    """Where a learner is in a case. An end that was reached and is not on record as such is put there now.
    Raises NotFound, StoreError."""
    return _shown(app, actor, _found(app, actor, ref), front_end)


def glance(app: App, actor: Actor, ref: str) -> CaseView:
    """The same for a card in a lesson: without prediction and note. Raises NotFound, StoreError."""
    module, case = app.library.module(ref.partition("/")[0]), app.library.case(ref)
    moves, number = _moves(app, actor, ref)
    return CaseView(module, case, moves, number, follow(case, moves), app.record.standing(actor.learner, ref))


def choose(app: App, actor: Actor, ref: str, choice: str, after: int, *, front_end: FrontEnd = "web") -> CaseView:
    """Make a choice. `after` is the number that the choices were drawn with: a second click with the same number
    changes nothing. Raises NotFound, StoreError, LearnenvError for a choice that cannot be made here."""
    return _move(app, actor, ref, "choose", choice, after, front_end)


def back(app: App, actor: Actor, ref: str, after: int, *, front_end: FrontEnd = "web") -> CaseView:
    """Take the latest choice back; that it was made stays on record. Raises as `choose` does."""
    return _move(app, actor, ref, "back", "", after, front_end)


def again(app: App, actor: Actor, ref: str, after: int, *, front_end: FrontEnd = "web") -> CaseView:
    """Begin again; what was chosen stays on record. Raises as `choose` does."""
    return _move(app, actor, ref, "again", "", after, front_end)


def keep_note(app: App, actor: Actor, ref: str, text: str) -> None:
    """Keep what was typed so far of the note. Raises NotFound, StoreError."""
    case_note.keep(app, actor, app.library.case(ref), text)


def carry(app: App, actor: Actor, ref: str, text: str, after: int, *, front_end: FrontEnd = "web") -> CaseView:
    """Add the note to the learner's own canvas, once, as a draft; all that stood there stays. Raises NotFound,
    StoreError, LearnenvError for a note that is empty or does not fit."""
    now = _found(app, actor, ref)
    if case_note.add(app, actor, now.module, now.case, text) or not now.walk.carried:
        number = after + 1 if after >= now.number else now.number + 1
        _record(app, actor, ref, Move(number, "carried", now.walk.scene.id))
    return view(app, actor, ref, front_end=front_end)


def choices_drawn(app: App, actor: Actor, view: CaseView, label: Text) -> Drawing:
    """The form with the choices of now. Its field is named after the place, so that nothing chosen earlier is taken
    for a choice here."""
    return _drawing(app, actor, view.case, view.offered, view.place, label)


def choice_sent(app: App, actor: Actor, ref: str, raw: Mapping[str, Any], place: int) -> str:
    """The id of the choice that a form which was drawn at `place` sent; "" when nothing was chosen."""
    case = app.library.case(ref)
    every = tuple(choice for scene in case.scenes for choice in scene.choices)
    sent = _drawing(app, actor, case, every, place, Text()).received(raw).get(_field(place))
    return sent if isinstance(sent, str) else ""


def _drawing(
    app: App, actor: Actor, case: CaseStudy, choices: tuple[Choice, ...], place: int, label: Text
) -> Drawing:
    options = tuple(Option(each.id, each.text) for each in choices)
    return Drawing((OneOf(_field(place), options, label),), f"{app.secret}/{actor.learner}/{case.ref}")


def _field(place: int) -> str:
    return f"choice-{place}"


def _move(app: App, actor: Actor, ref: str, kind: MoveKind, choice: str, after: int, front_end: FrontEnd) -> CaseView:
    """Put a move on record unless the learner moved since `after`. Taking a note along moves nobody, so it is made
    again when only that came in between."""
    while True:
        now = _shown(app, actor, _found(app, actor, ref), front_end)
        since = [(each.kind, each.choice) for each in now.moves if each.number > after and each.kind != "carried"]
        if since:
            return replace(now, moved_on=since != [(kind, choice)])
        move = Move(now.number + 1, kind, now.walk.scene.id, choice)
        if kind == "choose" and now.waits:
            raise LearnenvError("case.predict-first")
        if step(now.walk, move) is None:
            raise LearnenvError("case.cannot-back" if kind == "back" else "case.cannot-choose")
        _record(app, actor, ref, move)


def _found(app: App, actor: Actor, ref: str) -> CaseView:
    """Where the learner is, with the prediction of that scene."""
    case, module = app.library.case(ref), app.library.module(ref.partition("/")[0])
    moves, number = _moves(app, actor, ref)
    walk = follow(case, moves)
    asked = walk.scene.predict in module.exercises
    prediction = exercise_view(app, actor, f"{module.id}/{walk.scene.predict}") if asked else None
    return CaseView(module, case, moves, number, walk, Standing(actor.learner, ref), prediction)


def _shown(app: App, actor: Actor, found: CaseView, front_end: FrontEnd) -> CaseView:
    """With an end on record before anything is said of it, and the note that belongs to an end."""
    standing = _end_on_record(app, actor, found.case, found.walk, front_end) or app.record.standing(
        actor.learner, found.case.ref
    )
    note = case_note.view(app, actor, found.module, found.case) if found.walk.ended else None
    return replace(found, standing=standing, note=note)


def _moves(app: App, actor: Actor, ref: str) -> tuple[tuple[Move, ...], int]:
    """The moves that this version knows, and the number of the latest of all."""
    events = app.record.events(actor.learner, ref, "move")
    known = (Move.of(event.number, event.detail) for event in events)
    return tuple(move for move in known if move), events[-1].number if events else 0


def _record(app: App, actor: Actor, ref: str, move: Move) -> None:
    app.record.add_event(Event(actor.learner, ref, "move", app.clock(), move.number, move.detail))


def _end_on_record(app: App, actor: Actor, case: CaseStudy, walk: Walk, front_end: FrontEnd) -> Standing | None:
    """Put an end on record as an attempt, once for each way to it in each round; the standing after it."""
    if not walk.ended:
        return None
    standing = app.record.standing(actor.learner, case.ref)
    answer = {"path": [[each.scene.id, each.choice.id] for each in walk.steps], "round": walk.rounds}
    if standing.attempts and standing.last_digest == answer_digest(answer):
        return standing

    def decide(before: Standing) -> Attempt:
        return Attempt(
            learner=actor.learner,
            ref=case.ref,
            key=attempt_key("case", answer),
            answer=answer,
            fingerprint=case.fingerprint,
            fraction=walk.fraction,
            score=walk.fraction,
            passed=None,
            tries_before=before.tries,
            hints_shown=0,
            language=actor.language,
            front_end=front_end,
            at=app.clock(),
        )

    return app.record.record(actor.learner, case.ref, decide).standing
