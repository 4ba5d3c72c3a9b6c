"""Whose shared work waits for a trainer or coach, oldest first: over all that they have to do with, or one cohort."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from learnenv.access import table
from learnenv.domain.access import About, Asker, may
from learnenv.domain.classroom import Group, Waiting
from learnenv.domain.content import Exercise
from learnenv.domain.errors import NotAllowed, NotFound
from learnenv.domain.learner import Actor
from learnenv.domain.people import Cohort, Member
from learnenv.domain.text import Text
from learnenv.services import access
from learnenv.services.app import App
from learnenv.services.callings import Calling, named


@dataclass(frozen=True, slots=True)
class Waits:
    """One piece of work that waits for an answer."""

    cohort: str
    """Id of the cohort in which the actor meets the learner; empty for a coach whom the learner chose."""
    learner: str
    ref: str
    who: Calling
    title: Text
    module: Text
    since: datetime
    asks: bool
    """Whether the learner wrote something that was not answered."""
    is_new: bool
    """Whether there is a version that nobody reviewed."""


@dataclass(frozen=True, slots=True)
class Queue:
    """All that waits, longest waiting first."""

    name: str
    """Of the cohort; empty: of all that the actor has to do with."""
    waits: tuple[Waits, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """Learners whom somebody helps, together: a cohort or one team of it, or one learner."""

    cohort: Cohort | None = None
    team: str = ""
    learner: str = ""

    def has(self, waiting: Waiting, member: Member | None) -> bool:
        """Whether this is of somebody there; `member`: their membership of this cohort."""
        if self.cohort is None:
            return waiting.learner == self.learner
        return member is not None and self.team in ("", member.team)

    def does(self, waiting: Waiting, modules: Collection[tuple[str, str]]) -> bool:
        """Whether this is of a module that is done there: what a learner shares of another is for others. `modules`:
        of each cohort."""
        return self.cohort is None or (self.cohort.id, waiting.ref.partition("/")[0]) in modules


def queue(app: App, actor: Actor, cohort: str = "") -> Queue:
    """What waits for this actor, in one cohort or everywhere. Raises NotAllowed for who reviews nobody's work."""
    return queue_of(app, access.asker(app, actor, "review-work"), cohort)


def queue_of(app: App, asker: Asker, cohort: str = "") -> Queue:
    """The same for whoever asks: a few queries, with however many people they have to do. Raises as `queue` does."""
    places = list(_places(app, asker, cohort))
    if not places:
        raise NotAllowed("access.not-allowed")
    ids = dict.fromkeys(place.cohort.id for place in places if place.cohort)
    waiting = app.record.waiting(
        Group(tuple(ids), learners=tuple(place.learner for place in places if place.learner))
    )
    modules = {(each.cohort, each.module) for each in app.record.assignments(*ids)} if waiting else set()
    here: dict[str, dict[str, Member]] = defaultdict(dict)
    for member in app.record.memberships_of(Group(learners=tuple({each.learner for each in waiting}))):
        here[member.learner][member.cohort] = member
    found: dict[tuple[str, str], Waits] = {}
    for place in places:
        for each in _waiting(app, asker, place, [each for each in waiting if place.does(each, modules)], here):
            before = found.get((each.learner, each.ref))
            found[each.learner, each.ref] = _both(before, each) if before else each
    name = next((place.cohort.name for place in places if place.cohort and cohort), "")
    return Queue(name, tuple(sorted(found.values(), key=lambda each: (each.since, each.learner, each.ref))))


def how_many(app: App, actor: Actor) -> int:
    """How many pieces wait for this actor; without a question to the record for who has no role."""
    if not actor.staff:
        return 0
    try:
        return len(queue(app, actor).waits)
    except NotAllowed:
        return 0


def _places(app: App, asker: Asker, wanted: str) -> Iterator[_Place]:
    asked = {each.scope_id.partition("/")[0] for each in asker.grants if each.scope in ("cohort", "team")}
    known = app.record.cohorts_with([each for each in sorted(asked) if wanted in ("", each)])
    for grant in asker.grants:
        id, _, team = grant.scope_id.partition("/")
        match grant.role, grant.scope:
            case "trainer", "organisation":
                yield from (_Place(each) for each in app.record.cohorts(id) if wanted in ("", each.id))
            case ("trainer", "cohort") | ("coach", "team") if id in known:
                yield _Place(known[id], team)
            case "coach", "learner" if not wanted:
                yield _Place(learner=grant.scope_id)


def _waiting(
    app: App, asker: Asker, place: _Place, waiting: Sequence[Waiting], here: Mapping[str, Mapping[str, Member]]
) -> Iterator[Waits]:
    """What waits in one place, of the work that is still in a module here; nobody reviews their own. `here`:
    memberships by learner and cohort, latest joined first."""
    for each in waiting:
        if each.learner == asker.learner:
            continue
        theirs = here.get(each.learner, {})
        member = theirs.get(place.cohort.id) if place.cohort else None
        exercise = _exercise(app, each.ref) if place.has(each, member) else None
        if exercise and may(table(), asker, "review-work", _about(place, member, each)):
            yield _waits(app, place, member or next(iter(theirs.values()), None), exercise, each)


def _about(place: _Place, member: Member | None, waiting: Waiting) -> About:
    """Only shared work ever waits."""
    about = About(learner=waiting.learner, shared=True)
    if member is None or place.cohort is None:
        return about
    return replace(about, cohort=member.cohort, organisation=place.cohort.organisation, team=access.team_id(member))


def _waits(app: App, place: _Place, member: Member | None, exercise: Exercise, waiting: Waiting) -> Waits:
    return Waits(
        place.cohort.id if place.cohort else "",
        waiting.learner,
        waiting.ref,
        named(member),
        exercise.title,
        app.library.card(exercise.module).title,
        waiting.since,
        waiting.kind == "question",
        waiting.kind == "work",
    )


def _both(one: Waits, other: Waits) -> Waits:
    return replace(
        one,
        since=min(one.since, other.since),
        asks=one.asks or other.asks,
        is_new=one.is_new or other.is_new,
    )


def _exercise(app: App, ref: str) -> Exercise | None:
    """None: no longer there, so nobody can review it."""
    try:
        return app.library.exercise(ref)
    except NotFound:
        return None
