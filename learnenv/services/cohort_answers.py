"""What a class answered to one exercise, and which ways it took through one case. Closed answers are there for the
trainer; open work only as long as its learner shares it. Every look is noted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from learnenv.domain.answer import Answer
from learnenv.domain.case import CaseStudy
from learnenv.domain.case_shares import SceneShares, scene_shares
from learnenv.domain.case_walk import Move, Walk, follow
from learnenv.domain.classroom import Cell, Group
from learnenv.domain.content import Exercise
from learnenv.domain.errors import InvalidAnswer
from learnenv.domain.exercise_type import State
from learnenv.domain.first_answers import Spread, spreads
from learnenv.domain.form import Form
from learnenv.domain.grading import BrokenExercise, grade, read
from learnenv.domain.learner import Actor
from learnenv.domain.people import Cohort, Member
from learnenv.domain.progress import Attempt, Event
from learnenv.services import audit
from learnenv.services.answering import solution
from learnenv.services.app import App
from learnenv.services.cohort_view import ClassGrid, ClassModule, demand_cohort, modules_of


@dataclass(frozen=True, slots=True)
class Given:
    """One answer, how many gave it first, and what it is worth; None: it cannot be read or graded now."""

    answer: Answer
    count: int
    state: State | None


@dataclass(frozen=True, slots=True)
class Answered:
    """One member's latest answer."""

    member: Member
    attempt: Attempt
    state: State | None
    cell: Cell
    there_since: datetime
    """From when on there was this to look at: they were in the class, and of open work this version was shared."""


@dataclass(frozen=True, slots=True)
class AnswersView:
    """One exercise in one class."""

    cohort: Cohort
    here: ClassModule
    exercise: Exercise
    form: Form
    first: tuple[Given, ...]
    """First answers, most given first; none for open work."""
    spreads: tuple[Spread, ...]
    people: tuple[Answered, ...]
    """What is not right comes first."""
    unshared: int = 0
    """Who handed in open work and does not share it."""

    @property
    def learners(self) -> int:
        """Who gave a first answer."""
        return sum(each.count for each in self.first)


@dataclass(frozen=True, slots=True)
class WaysView:
    """One case in one class."""

    cohort: Cohort
    here: ClassModule
    case: CaseStudy
    scenes: tuple[SceneShares, ...]
    people: tuple[tuple[Member, Walk], ...]


def answers(app: App, actor: Actor, cohort: str, ref: str) -> AnswersView | WaysView:
    """What members answered to an exercise, or the ways that they took through a case. Raises NotAllowed, NotFound,
    StoreError."""
    found = demand_cohort(app, actor, cohort, "closed-answers", "cohort-names")
    here = ClassGrid(found, modules_of(app, found), (), {}).module(ref.partition("/")[0])
    if ref.partition("/")[2] in here.module.cases:
        ways = _ways(app, found, here, app.library.case(ref))
        view: AnswersView | WaysView = ways
        moments = [member.joined for member, _ in ways.people]
    else:
        view = given = _answers(app, found, here, app.library.exercise(ref))
        moments = [each.there_since for each in given.people]
    audit.note_reading(app, actor, "answers", cohort=cohort, ref=ref, changed=max(moments, default=None))
    return view


def state_of(exercise: Exercise, answer: Answer) -> State | None:
    """What an answer is worth as the exercise is now; None for one that cannot be read or graded."""
    try:
        return grade(exercise, read(exercise, answer)).state
    except (InvalidAnswer, BrokenExercise):
        return None


def walk_of(case: CaseStudy, moves: Iterable[Event]) -> Walk:
    """Where one learner's moves lead."""
    known = (Move.of(each.number, each.detail) for each in moves)
    return follow(case, [each for each in known if each])


def _answers(app: App, cohort: Cohort, here: ClassModule, exercise: Exercise) -> AnswersView:
    group, ref, form = Group((cohort.id,)), exercise.ref, exercise.type.form(exercise.spec)
    latest = app.record.latest_attempts_of(group, ref)
    if exercise.type.open:
        shared = {each.learner: each.at for each in app.record.shares(group) if each.ref == ref}
        seen = [each for each in latest if each.learner in shared]
        since = {each.learner: max(each.at, shared[each.learner]) for each in seen}
        people = _people(app, cohort, exercise, seen, since)
        return AnswersView(cohort, here, exercise, form, (), (), people, len(latest) - len(people))
    given = app.record.first_answers_of(group, ref)
    first = tuple(Given(answer, count, state_of(exercise, answer)) for answer, count in given)
    # Where everybody has numbers of their own, there is no one right answer to compare with.
    spread = spreads(form, given, {} if exercise.type.vary else solution(exercise))
    return AnswersView(cohort, here, exercise, form, first, spread, _people(app, cohort, exercise, latest, {}))


def _people(
    app: App,
    cohort: Cohort,
    exercise: Exercise,
    latest: Iterable[Attempt],
    since: Mapping[str, datetime],
) -> tuple[Answered, ...]:
    """Who is in the cohort now; somebody may leave between one reading and the next."""
    members = {each.learner: each for each in app.record.members(cohort.id)}
    cells = app.record.cells_of(Group((cohort.id,)), [exercise.module])
    people = [
        Answered(
            members[each.learner],
            each,
            state_of(exercise, each.answer),
            cells.get(each.learner, {}).get(exercise.ref, Cell()),
            max(filter(None, (members[each.learner].joined, since.get(each.learner)))),
        )
        for each in latest
        if each.learner in members
    ]
    return tuple(sorted(people, key=lambda each: (each.cell.right, each.member.name.casefold(), each.member.learner)))


def _ways(app: App, cohort: Cohort, here: ClassModule, case: CaseStudy) -> WaysView:
    moves = app.record.events_of(Group((cohort.id,)), case.ref, "move")
    of_learner: dict[str, list[Event]] = {}
    for each in moves:
        of_learner.setdefault(each.learner, []).append(each)
    people = tuple(
        (each, walk_of(case, of_learner[each.learner]))
        for each in app.record.members(cohort.id)
        if each.learner in of_learner
    )
    return WaysView(cohort, here, case, scene_shares(case, moves), people)
