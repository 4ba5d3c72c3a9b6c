"""Who needs attention and why. Trainer and learner read the same flags in the same words; a flag goes by itself when
its cause is gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import get_args

from learnenv.domain.access import About
from learnenv.domain.attention import Flag, ModuleState, NotedFlag, Reason, flags, stuck_among, with_notes
from learnenv.domain.classroom import Group, Stuck, cell
from learnenv.domain.errors import NotFound
from learnenv.domain.learner import Actor
from learnenv.domain.people import Cohort, FlagNote
from learnenv.domain.progress import Standing
from learnenv.domain.text import Message, Text
from learnenv.language import local_day
from learnenv.services import access
from learnenv.services.app import App
from learnenv.services.cohort_view import ClassGrid, ClassModule, Row, demand_cohort, modules_of, shown, states_of

LONGEST_NOTE = 300
URGENCY: Mapping[Reason, int] = {"stuck": 0, "unanswered": 1, "idle": 2, "overdue": 3}
"""A date that passed may hold for half the class, and must not hide who waits for help."""
SNOOZE_DAYS = (7, 14, 28)
"""For how long a flag can be put off."""


@dataclass(frozen=True, slots=True)
class Overview:
    """All of the trainer's first page."""

    grid: ClassGrid
    flags: tuple[NotedFlag, ...]
    """What holds somebody up most comes first, then what has lasted longest."""

    @property
    def open(self) -> tuple[NotedFlag, ...]:
        """Those that ask for attention now."""
        return tuple(each for each in self.flags if each.open)

    @property
    def put_by(self) -> tuple[NotedFlag, ...]:
        """Those that were seen or put off."""
        return tuple(each for each in self.flags if not each.open)


@dataclass(frozen=True, slots=True)
class Concern:
    """What a flag is about, by its titles: for the sentences about it."""

    flag: Flag
    title: Text
    """Of the exercise or case, or of the module."""
    page: str
    """Id of the lesson page to go to; empty: the module as a whole."""

    @property
    def said(self) -> Message:
        """Why, in one sentence: the same for trainer and learner."""
        return Message(f"attention.why.{self.flag.reason}", {"title": self.title})

    @property
    def advice(self) -> Message:
        """What a trainer can do."""
        return Message(f"attention.do.{self.flag.reason}")

    def to_send_all(self, count: int) -> Message:
        """The same for many at once, who are past one date."""
        day = local_day(self.flag.since)
        return Message("attention.send-all.overdue", {"title": self.title, "day": day, "count": count})

    def to_send(self, name: str) -> Message | None:
        """A sentence that a trainer can send; None where something else is to be done first."""
        if self.flag.reason == "unanswered":
            return None
        day = local_day(self.flag.since)
        return Message(f"attention.send.{self.flag.reason}", {"name": name, "title": self.title, "day": day})


def overview(app: App, actor: Actor, cohort: str) -> Overview:
    """How the class is doing and who needs attention, for a page. Raises NotAllowed, StoreError."""
    return overview_of(app, shown(app, actor, cohort, "cohort-attention"))


def overview_of(app: App, found: ClassGrid) -> Overview:
    """The same of a class that was read. Who calls this has asked whether the actor may see what needs attention."""
    stuck = app.record.stuck_in(found.group, found.module_ids)
    return Overview(found, _of_group(app, found.cohort, found.modules, found.rows, found.group, stuck))


def about(
    app: App, cohort: Cohort, modules: tuple[ClassModule, ...], row: Row, standings: Iterable[Standing]
) -> tuple[NotedFlag, ...]:
    """The flags of one member, who stands so. Who calls this has asked whether the actor may see them."""
    ids = {each.id for each in modules}
    own = stuck_among(each for each in standings if each.ref.partition("/")[0] in ids)
    return _of_group(app, cohort, modules, [row], Group(learners=(row.member.learner,)), own)


def about_me(app: App, actor: Actor) -> tuple[Concern, ...]:
    """What trainers see of this learner, in the same words; nothing for who is in no cohort."""
    access.demand(app, actor, "own-data", About(learner=actor.learner))
    found: dict[tuple[str, str, str], Concern] = {}
    for member in app.record.memberships(actor.learner):
        cohort = app.record.cohort(member.cohort)
        if cohort is None or cohort.archived:
            continue
        modules = modules_of(app, cohort)
        standings = app.record.standings(actor.learner)
        cells = {ref: cell(each) for ref, each in standings.items()}
        row = Row(member, states_of(modules, cells, app.record.read_pages(actor.learner)))
        for each in about(app, cohort, modules, row, standings.values()):
            found.setdefault(each.flag.key, concern(each.flag, modules))
    return tuple(found.values())


def concern(flag: Flag, modules: Sequence[ClassModule]) -> Concern:
    """What a flag is about. What is gone from a module is named by the module."""
    id, _, item = flag.ref.partition("/")
    here = next(each for each in modules if each.id == id)
    title = title_of(here, flag.ref) if item else here.module.card.title
    page = next((step.page.id for step in here.steps if flag.ref in step.items), "")
    return Concern(flag, title, page)


def title_of(here: ClassModule, ref: str) -> Text:
    """The title of an exercise or case; of the module for one that is gone."""
    id = ref.partition("/")[2]
    found = here.module.exercises.get(id) or here.module.cases.get(id)
    return found.title if found else here.module.card.title


def put_by(app: App, actor: Actor, cohort: str, flag: Flag, days: int = 0, note: str = "") -> None:
    """Remember that a flag was seen (0 days), or put it off for some days, with a note for oneself and who else
    trains this cohort. Raises NotAllowed, NotFound, StoreError."""
    _demand_flag(app, actor, cohort, flag)
    told = " ".join(note.split())[:LONGEST_NOTE]
    app.record.put_flag_notes([_noted(app, actor, cohort, flag, days, told)])


def put_all_by(app: App, actor: Actor, cohort: str, flags: Sequence[Flag]) -> None:
    """Remember that these flags were seen, all at once. Who is not in the cohort is passed over. Raises as `put_by`
    does."""
    demand_cohort(app, actor, cohort, "cohort-attention")
    here = {each.learner for each in app.record.members(cohort)}
    known = (flag for flag in flags if flag.learner in here and flag.reason in get_args(Reason))
    app.record.put_flag_notes([_noted(app, actor, cohort, flag) for flag in known])


def take_up(app: App, actor: Actor, cohort: str, flag: Flag) -> None:
    """Forget that a flag was seen or put off, so that it asks for attention again. Raises as `put_by` does."""
    _demand_flag(app, actor, cohort, flag)
    app.record.remove_flag_note(cohort, flag.learner, flag.reason, flag.ref)


def _noted(app: App, actor: Actor, cohort: str, flag: Flag, days: int = 0, note: str = "") -> FlagNote:
    now = app.clock()
    until = now + timedelta(days=days) if days else None
    return FlagNote(cohort, flag.learner, flag.reason, flag.ref, flag.since, actor.learner, now, until, note)


def _demand_flag(app: App, actor: Actor, cohort: str, flag: Flag) -> None:
    demand_cohort(app, actor, cohort, "cohort-attention")
    member = app.record.member(cohort, flag.learner)
    if member is None or member.left or flag.reason not in get_args(Reason):
        raise NotFound("class-view.no-such-member")


def _of_group(
    app: App,
    cohort: Cohort,
    modules: tuple[ClassModule, ...],
    rows: Sequence[Row],
    group: Group,
    stuck: Iterable[Stuck],
) -> tuple[NotedFlag, ...]:
    """Who came or left while this was read is left out, and so is what is gone from a module: nobody can help there.
    A group that has ended asks for nothing."""
    if cohort.archived:
        return ()
    ids = [each.id for each in modules]
    now, record = app.clock(), app.record
    members = {row.member.learner for row in rows}
    there = {f"{each.id}/{item}" for each in modules for item in (*each.module.exercises, *each.module.cases)}
    waiting = (each for each in record.waiting(group) if each.learner in members and each.ref in there)
    found = flags(
        (each for each in stuck if each.learner in members and each.ref in there),
        _module_states(modules, rows, record.last_seen_in(group, ids)),
        waiting,
        {each.id: each.due for each in modules if each.due},
        now,
        timedelta(days=cohort.idle_days),
    )
    first = sorted(found, key=lambda flag: URGENCY[flag.reason])
    return with_notes(first, record.flag_notes(cohort.id) if found else (), now)


def _module_states(
    modules: Sequence[ClassModule], rows: Sequence[Row], seen: Mapping[tuple[str, str], datetime]
) -> list[ModuleState]:
    return [
        ModuleState(
            learner := row.member.learner,
            each.id,
            (learner, each.id) in seen,
            row.completed(place),
            seen.get((learner, each.id)),
        )
        for row in rows
        for place, each in enumerate(modules)
    ]
