"""One member of a cohort as their trainer sees them: how far, what needs attention, what they answered. Every look is
noted, and the learner can read that it was taken."""

from __future__ import annotations

from dataclasses import dataclass

from learnenv.access import table
from learnenv.domain.access import About, Asker, may
from learnenv.domain.attention import NotedFlag
from learnenv.domain.case import CaseStudy
from learnenv.domain.case_walk import Walk
from learnenv.domain.classroom import Group, cell
from learnenv.domain.content import Exercise
from learnenv.domain.errors import NotAllowed, NotFound
from learnenv.domain.exercise_type import State
from learnenv.domain.form import Form
from learnenv.domain.learner import Actor
from learnenv.domain.mastery import ModuleProgress, lacks_a_pass, module_progress
from learnenv.domain.open_work import accepted_refs, shared_versions
from learnenv.domain.people import Cohort, Member, Share
from learnenv.domain.progress import Attempt, Standing
from learnenv.services import access, attention, audit
from learnenv.services.app import App
from learnenv.services.cohort_answers import state_of, walk_of
from learnenv.services.cohort_view import ClassGrid, ClassModule, Row, modules_of, states_of


@dataclass(frozen=True, slots=True)
class LearnerView:
    """One member."""

    cohort: Cohort
    member: Member
    modules: tuple[ClassModule, ...]
    progress: tuple[ModuleProgress, ...]
    """Per module."""
    standings: dict[str, Standing]
    """Of the cohort's modules, by ref."""
    flags: tuple[NotedFlag, ...]
    sees_flags: bool
    """Whether the actor may see what needs attention: for who may not, no flags says nothing."""
    sees_answers: bool
    """Whether the actor may open closed answers."""
    shared: frozenset[str]
    """Refs of open work that the actor may open."""


@dataclass(frozen=True, slots=True)
class Try:
    """One answer, and what it is worth now."""

    attempt: Attempt
    state: State | None


@dataclass(frozen=True, slots=True)
class TriesView:
    """All that one member did at one exercise or case, latest first."""

    cohort: Cohort
    member: Member
    here: ClassModule
    exercise: Exercise | None
    case: CaseStudy | None
    form: Form
    tries: tuple[Try, ...]
    standing: Standing
    walk: Walk | None


def learner(app: App, actor: Actor, cohort: str, learner: str) -> LearnerView:
    """How one member is doing. Raises NotAllowed, StoreError."""
    who, about, place, member = _demand(app, actor, cohort, learner, "progress", "name")
    modules = modules_of(app, place)
    ids = {each.id for each in modules}
    standings = {ref: each for ref, each in app.record.standings(learner).items() if ref.partition("/")[0] in ids}
    read = app.record.read_pages(learner)
    row = Row(member, states_of(modules, {ref: cell(each) for ref, each in standings.items()}, read))
    sees_flags = may(table(), who, "cohort-attention", about)
    flags = attention.about(app, place, modules, row, standings.values()) if sees_flags else ()
    shared = frozenset(ref for ref in _shares(app, who, about) if ref.partition("/")[0] in ids)
    audit.note_reading(app, actor, "progress", learner=learner, cohort=cohort)
    progress = tuple(module_progress(each.module, standings, read) for each in modules)
    if any(lacks_a_pass(each.module, so_far) for each, so_far in zip(modules, progress, strict=True)):
        accepted = accepted_refs(app.record.reviews(learner))
        progress = tuple(module_progress(each.module, standings, read, accepted) for each in modules)
    sees = may(table(), who, "closed-answers", about)
    return LearnerView(place, member, modules, progress, standings, flags, sees_flags, sees, shared)


def tries(app: App, actor: Actor, cohort: str, learner: str, ref: str) -> TriesView:
    """Everything that one member did at an exercise or case: open work only while they share it. Raises NotAllowed,
    NotFound, StoreError."""
    who, about, place, member = _demand(app, actor, cohort, learner, "name")
    here = ClassGrid(place, modules_of(app, place), (), {}).module(ref.partition("/")[0])
    item = ref.partition("/")[2]
    exercise, case = here.module.exercises.get(item), here.module.cases.get(item)
    if exercise is None and case is None:
        raise NotFound("class-view.no-such-exercise", title=here.module.card.title)
    is_open = exercise is not None and exercise.type.open
    share = _shares(app, who, about).get(ref) if is_open else None
    if share is None and (is_open or not may(table(), who, "closed-answers", about)):
        raise NotAllowed("access.not-allowed")
    made = app.record.attempts(learner, ref) if exercise else ()
    if share is not None:
        made = tuple(each.attempt for each in shared_versions(made, share))
    walk = walk_of(case, app.record.events(learner, ref, "move")) if case else None
    what, latest = "work" if is_open else "answers", made[-1].at if made else None
    audit.note_reading(app, actor, what, learner=learner, cohort=cohort, ref=ref, changed=latest)
    return TriesView(
        place,
        member,
        here,
        exercise,
        case,
        exercise.type.form(exercise.spec) if exercise else (),
        tuple(Try(each, state_of(exercise, each.answer)) for each in reversed(made)) if exercise else (),
        app.record.standing(learner, ref),
        walk,
    )


def _demand(app: App, actor: Actor, cohort: str, learner: str, *rights: str) -> tuple[Asker, About, Cohort, Member]:
    """Who asks, about whom, and both as values, for who has these rights. Raises NotAllowed, also for a cohort that
    is not there and for somebody who is not in it now."""
    place, member = app.record.cohort(cohort), app.record.member(cohort, learner)
    who = access.asker(app, actor, rights[0])
    if place is None or member is None or member.left is not None:
        raise NotAllowed("access.not-allowed")
    about = About(learner, place.id, place.organisation, access.team_id(member))
    if not all(may(table(), who, right, about) for right in rights):
        raise NotAllowed("access.not-allowed")
    return who, about, place, member


def _shares(app: App, who: Asker, about: About) -> dict[str, Share]:
    """What the learner shares by ref, for who may read it then."""
    open_to = About(about.learner, about.cohort, about.organisation, about.team, shared=True)
    if not may(table(), who, "open-work", open_to):
        return {}
    return {each.ref: each for each in app.record.shares(Group(learners=(about.learner,)))}
