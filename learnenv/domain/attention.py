"""Who needs attention and why. A flag follows from what is on record now, so it goes when its cause is gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from learnenv.domain.classroom import Cell, Stuck, Waiting
from learnenv.domain.people import FlagNote
from learnenv.domain.progress import STUCK_AFTER, Standing

Reason: TypeAlias = Literal["stuck", "idle", "unanswered", "overdue"]
IDLE_AFTER = timedelta(days=7)
"""Without doing anything in a module that was begun; a cohort may set another number of days."""


@dataclass(frozen=True, slots=True)
class Flag:
    """Why one learner needs attention. Learner and trainer read it in the same words."""

    learner: str
    reason: Reason
    ref: str
    """module/exercise for stuck and unanswered; the module for idle and overdue."""
    since: datetime

    @property
    def key(self) -> tuple[str, Reason, str]:
        """What makes it this flag and no other, whenever it was raised."""
        return self.learner, self.reason, self.ref


@dataclass(frozen=True, slots=True)
class ModuleState:
    """How far one learner is in one module of a cohort."""

    learner: str
    module: str
    begun: bool
    completed: bool
    last_at: datetime | None
    """When the learner last did anything in it."""


@dataclass(frozen=True, slots=True)
class NotedFlag:
    """A flag with what a trainer did about it, if anything."""

    flag: Flag
    note: FlagNote | None
    open: bool
    """Whether it asks for attention now: nobody has seen it, or it was put off until a moment that has come."""


def flags(
    stuck: Iterable[Stuck],
    modules: Iterable[ModuleState],
    waiting: Iterable[Waiting],
    due: Mapping[str, datetime],
    now: datetime,
    idle_after: timedelta = IDLE_AFTER,
) -> tuple[Flag, ...]:
    """Every flag there is reason for, longest standing first. `due`: the date a module was agreed to be done by."""
    states = tuple(modules)
    found = [Flag(each.learner, "stuck", each.ref, each.since) for each in stuck]
    found += [*_idle(states, now, idle_after), *_overdue(states, due, now)]
    found += _unanswered(waiting)
    return tuple(sorted(found, key=lambda flag: (flag.since, flag.key)))


def with_notes(found: Iterable[Flag], notes: Iterable[FlagNote], now: datetime) -> tuple[NotedFlag, ...]:
    """Each flag with the note that is about it. A note about an earlier time is not about this flag."""
    by_key = {(note.learner, note.reason, note.ref, note.since): note for note in notes}
    noted = ((flag, by_key.get((*flag.key, flag.since))) for flag in found)
    return tuple(NotedFlag(flag, note, note is None or _is_back(note, now)) for flag, note in noted)


def is_stuck(standing: Standing | Cell) -> bool:
    """Wrong again and again, and not right since. Hints, broken content and review use no try and do not count; who
    was ever right is practising freely."""
    return standing.wrong_in_a_row >= STUCK_AFTER and not standing.right and not standing.solution_shown


def stuck_among(standings: Iterable[Standing]) -> tuple[Stuck, ...]:
    """Who of these is stuck on what, and since when."""
    return tuple(
        Stuck(each.learner, each.ref, each.stuck_since)
        for each in standings
        if is_stuck(each) and each.stuck_since is not None
    )


def _is_back(note: FlagNote, now: datetime) -> bool:
    return note.until is not None and now >= note.until


def _idle(states: Iterable[ModuleState], now: datetime, after: timedelta) -> Iterator[Flag]:
    for state in states:
        if state.begun and not state.completed and state.last_at is not None and now - state.last_at >= after:
            yield Flag(state.learner, "idle", state.module, state.last_at)


def _unanswered(waiting: Iterable[Waiting]) -> list[Flag]:
    """One per piece of work, however much of it waits."""
    oldest: dict[tuple[str, str], datetime] = {}
    for each in waiting:
        oldest[each.learner, each.ref] = min(each.since, oldest.get((each.learner, each.ref), each.since))
    return [Flag(learner, "unanswered", ref, since) for (learner, ref), since in oldest.items()]


def _overdue(states: Iterable[ModuleState], due: Mapping[str, datetime], now: datetime) -> Iterator[Flag]:
    for state in states:
        date = due.get(state.module)
        if date is not None and not state.completed and now > date:
            yield Flag(state.learner, "overdue", state.module, date)
