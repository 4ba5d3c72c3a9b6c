"""Moving members straight to another cohort, and telling them: who did it, what is seen now, and the way out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from learnenv.domain.access import About
from learnenv.domain.classroom import Group
from learnenv.domain.errors import LearnenvError
from learnenv.domain.learner import Actor
from learnenv.domain.people import Cohort, Look, Member
from learnenv.domain.text import Message
from learnenv.services import access, cohorts
from learnenv.services.app import App
from learnenv.services.audit import note
from learnenv.services.cohort_members import SHARES_STOPPED, team_name
from learnenv.services.looks import MOVED, LookView, told
from learnenv.services.strangers import has_strangers

SEEN = "move-seen"
_REMOVED = "member-removed"
Stayed: TypeAlias = Literal["already", "full", "gone", "left"]
"""Why somebody was not moved: is in the other one too; it is full; is not in this one; had left that one themself."""


@dataclass(frozen=True, slots=True)
class MoveReport:
    """What came of moving members."""

    to: Cohort
    moved: int
    stayed: tuple[tuple[str, Stayed], ...]
    """Who was not moved, by name."""

    @property
    def done(self) -> Message:
        """How many were moved, in a sentence."""
        return Message("moves.done", {"count": self.moved, "cohort": self.to.name})

    @property
    def problems(self) -> tuple[Message, ...]:
        """Who was not, each with why and the way out."""
        return tuple(
            Message(f"moves.stayed.{why}", {"name": name, "cohort": self.to.name}) for name, why in self.stayed
        )


@dataclass(frozen=True, slots=True)
class MovedMe:
    """Somebody was moved into a cohort, as they read it themself."""

    cohort: Cohort
    before: str
    """Name of the cohort that they were in."""
    look: LookView
    """Who did it, and when."""
    alone: bool
    """Whether what they shared is theirs alone since then."""
    seen: bool
    """Whether they said that they know."""


def targets(app: App, actor: Actor, cohort: str) -> tuple[Cohort, ...]:
    """Where this actor may move members of this cohort to: cohorts of the same organisation that go on."""
    here = cohorts.managed(app, actor, cohort)
    rows = cohorts.mine(app, actor) if here.archived is None else ()
    return tuple(
        row.cohort
        for row in rows
        if row.cohort.id != here.id and row.cohort.organisation == here.organisation and row.cohort.archived is None
    )


def move(app: App, actor: Actor, cohort: str, to: str, learners: Sequence[str], team: str = "") -> MoveReport:
    """Move members to another cohort of the same organisation, in a team there or in none.

    They keep the name they chose. What holds for leaving holds for the cohort they go from. When somebody will see
    them who did not before, what they share is theirs alone again until they share it anew. Raises NotAllowed unless
    the actor may move members of both.
    """
    here, there = cohorts.managed(app, actor, cohort), cohorts.managed(app, actor, to)
    for each in (here, there):
        access.demand(app, actor, "member-move", access.about(each))
    _demand_fitting(here, there)
    wanted = tuple(dict.fromkeys(learners))
    if not wanted:
        raise LearnenvError("moves.nobody")
    now, team = app.clock(), team_name(team)
    names = {each.learner: each.name for each in app.record.members(here.id)}
    stays: dict[str, Stayed] = {each: "gone" for each in wanted if each not in names}
    stays |= {each: "left" for each in wanted if each in names and _left_themself(app, there, each)}
    arrivals = [Member(there.id, each, names[each], now, team) for each in wanted if each not in stays]
    unshare = has_strangers(app, [(here, "")], (there, team))
    sharing = {each.learner for each in app.record.shares(Group(learners=wanted))} if unshare else set()
    looks = [Look(now, actor.learner, MOVED, each.learner, there.id, here.id) for each in arrivals]
    looks += [Look(now, actor.learner, SHARES_STOPPED, each, there.id) for each in sorted(sharing)]
    came_of = app.record.move_members(here.id, arrivals, looks, unshare=unshare)
    stays |= {each.learner: fate for each, fate in zip(arrivals, came_of, strict=True) if fate != "moved"}
    stayed = tuple((names.get(each, ""), stays[each]) for each in wanted if each in stays)
    return MoveReport(there, came_of.count("moved"), stayed)


def about_me(app: App, actor: Actor, *, unseen: bool = False) -> tuple[MovedMe, ...]:
    """The moves by which this learner came into cohorts that they are in; `unseen`: only those that they did not say
    they know of."""
    access.demand(app, actor, "own-data", About(learner=actor.learner))
    mine = app.record.memberships(actor.learner)
    if not mine:
        return ()
    looks = app.record.looks(learner=actor.learner, what=(MOVED, SEEN, SHARES_STOPPED))
    return tuple(
        _moved_me(app, actor, look, looks, seen=seen)
        for each in mine
        for look in looks
        if (look.what, look.cohort, look.at) == (MOVED, each.cohort, each.joined)
        for seen in [
            any(other.what == SEEN and other.cohort == each.cohort and other.id > look.id for other in looks)
        ]
        if not (seen and unseen)
    )


def seen(app: App, actor: Actor, cohort: str) -> None:
    """Remember that this learner knows that they were moved into a cohort."""
    access.demand(app, actor, "own-data", About(learner=actor.learner))
    if any(each.cohort.id == cohort for each in about_me(app, actor, unseen=True)):
        note(app, actor, SEEN, learner=actor.learner, cohort=cohort)


def _moved_me(app: App, actor: Actor, look: Look, looks: Sequence[Look], *, seen: bool) -> MovedMe:
    here, before = app.record.cohort(look.cohort), app.record.cohort(look.ref)
    assert here is not None  # the record keeps no membership without
    alone = any((each.what, each.cohort, each.at) == (SHARES_STOPPED, look.cohort, look.at) for each in looks)
    (view,) = told(app, actor, [look])
    return MovedMe(here, before.name if before else "", view, alone, seen)


def _demand_fitting(here: Cohort, there: Cohort) -> None:
    if here.id == there.id:
        raise LearnenvError("moves.same")
    if here.organisation != there.organisation:
        raise LearnenvError("moves.other-organisation", cohort=there.name)
    for each in (here, there):
        if each.archived is not None:
            raise LearnenvError("moves.archived", cohort=each.name)


def _left_themself(app: App, there: Cohort, learner: str) -> bool:
    """Whether somebody went out of that cohort by their own choice, which nobody else undoes."""
    before = app.record.member(there.id, learner)
    if before is None or before.left is None:
        return False
    taken_out = app.record.looks(learner=learner, what=(MOVED, _REMOVED), limit=1000)
    return not any(
        look.at >= before.left and there.id == (look.ref if look.what == MOVED else look.cohort) for look in taken_out
    )
