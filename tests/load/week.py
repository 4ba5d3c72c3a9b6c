"""A week of many small trainings in many organisations, as fast as it goes: do the totals equal what was answered,
and does anybody find something of another organisation?"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from learnenv import bootstrap
from learnenv.domain.errors import NotAllowed
from learnenv.domain.learner import Actor, Learner, Session
from learnenv.domain.people import Assignment, Cohort, Grant, Member, Organisation, Share
from learnenv.language import speech
from learnenv.services import answering, exports
from learnenv.services.app import App
from learnenv.settings import read_settings
from tests.load.plan import Plan
from tests.support.modules import CHOICE, REFLECTION, write_module

MODULE = "week"
EXERCISES = {"choice": CHOICE, "text": REFLECTION, "other": CHOICE, "more": REFLECTION}
TEXTS = [name for name, kind in EXERCISES.items() if kind is REFLECTION]
THREADS = 8
IN_A_TRAINING = 3
HOURS = 40
"""Of a working week."""


@dataclass(frozen=True)
class Week:
    """What was found. `off` and `strange` have to be 0, `refused` equal to `knocked`."""

    trainings: int
    learners: int
    answers: int
    """Acknowledged."""
    on_record: int
    seconds: float
    off: int
    """Trainings whose export has another number of answers than the record, and learners whose standing differs from
    what their answers lead to."""
    strange: int
    """Marks of other organisations that somebody found in what they may see."""
    seen: int
    """Marks of their own that they found."""
    knocked: int
    """Times that a trainer asked for a training of another organisation."""
    refused: int

    @property
    def speed(self) -> float:
        """How many times as fast as a working week."""
        return HOURS * 3600 / self.seconds


def hold(folder: Path, plan: Plan, url: str = "") -> Week:
    """The whole week, in an empty record; in PostgreSQL if its address is given."""
    modules = write_module(folder / "modules", MODULE, EXERCISES)
    environment = {"LEARNENV_DATABASE_URL": url} if url else {}
    core = bootstrap.start(read_settings(environment, data=folder / "week", modules=[modules]))
    try:
        people = _people(core, plan)
        began = time.perf_counter()
        with ThreadPoolExecutor(THREADS) as threads:
            told = sum(threads.map(lambda who: _answers(core, who, plan.week_answers), people))
        seconds = time.perf_counter() - began
        kept = Counter({each.learner: len(core.record.history(each.learner)) for each in people})
        seen, strange, off = _looks(core, plan, kept)
        before = core.record.all_standings()
        core.record.rebuild_standings()
        off += len(set(before) ^ set(core.record.all_standings()))
        knocked, refused = _knock(core, plan)
    finally:
        core.record.close()
    return Week(plan.trainings, len(people), told, kept.total(), seconds, off, strange, seen, knocked, refused)


def _people(core: App, plan: Plan) -> list[Actor]:
    """Organisations with a trainer each; trainings of three, so that everybody is in several of their own house."""
    record, now = core.record, datetime.now(UTC)
    people: list[list[Actor]] = []
    for house in range(plan.organisations):
        record.save_organisation(Organisation(f"house-{house}", f"Huis {house}", now))
        _somebody(core, _trainer(house).learner, now)
        record.give(Grant(_trainer(house).learner, "trainer", "organisation", f"house-{house}", "", now))
        people.append([])
    for number in range(plan.week_learners):
        house = number % plan.organisations
        actor = Actor(f"{_mark(house)}-{number}", "nl")
        _somebody(core, actor.learner, now)
        people[house].append(actor)
    for number in range(plan.trainings):
        house = number % plan.organisations
        cohort = Cohort(f"training-{number}", f"house-{house}", f"Training {number}", now, f"CODE{number}")
        record.save_cohort(cohort, [Assignment(cohort.id, 1, MODULE)])
        for who in _members(people[house], number // plan.organisations):
            record.add_member(Member(cohort.id, who.learner, f"{who.learner}-naam", now))
    return [actor for house_of in people for actor in house_of]


def _answers(core: App, actor: Actor, count: int) -> int:
    """So many answers of one learner, each another than the one before; how many were acknowledged."""
    told: Counter[str] = Counter()
    for number in range(count):
        ref = f"{MODULE}/{list(EXERCISES)[number % len(EXERCISES)]}"
        view = answering.view(core, actor, ref)
        if view.exercise.type.open:
            given: dict[str, object] = {"text": f"{actor.learner}-tekst over wat wij zagen {number}", "rate-own": "1"}
        else:
            given = {"choice": ("yes-this", "not-that")[number // len(EXERCISES) % 2]}
        done = answering.submit(core, actor, ref, view.drawing.shown(given), drawn_with=view.drawn_with)
        if done.trouble is None:
            told[ref] = done.standing.attempts
        if number < len(EXERCISES) and view.exercise.type.open:
            core.record.share(Share(actor.learner, ref, core.clock()))
    return told.total()


def _looks(core: App, plan: Plan, kept: Counter[str]) -> tuple[int, int, int]:
    """Every trainer exports the answers of all their trainings: own marks, others' marks, trainings that are off."""
    words = speech("nl")
    own = strange = off = 0
    for number in range(plan.trainings):
        house = number % plan.organisations
        found = exports.export(core, _trainer(house), f"training-{number}", "answers", words)
        rows = [[str(cell) for cell in row] for row in found.rows]
        for row in rows:
            marks = [mark for cell in row for mark in _marks_in(cell)]
            own += marks.count(_mark(house))
            strange += len(marks) - marks.count(_mark(house))
        expected = sum(kept[each.learner] for each in core.record.members(f"training-{number}"))
        off += len(rows) != expected
    return own, strange, off


def _knock(core: App, plan: Plan) -> tuple[int, int]:
    """Every trainer asks for a training of every other organisation."""
    knocked = refused = 0
    for house in range(plan.organisations):
        for other in range(min(plan.organisations, plan.trainings)):
            if other != house:
                knocked += 1
                try:
                    exports.export(core, _trainer(house), f"training-{other}", "answers", speech("nl"))
                except NotAllowed:
                    refused += 1
    return knocked, refused


def _members(people: Sequence[Actor], turn: int) -> list[Actor]:
    return [people[(turn * IN_A_TRAINING + each) % len(people)] for each in range(min(IN_A_TRAINING, len(people)))]


def _somebody(core: App, id: str, now: datetime) -> None:
    core.record.add_learner(Learner(id, now, "nl"), Session(f"session-{id}", id, now, now, now, now))


def _trainer(house: int) -> Actor:
    return Actor(f"trainer-{house}", "nl", staff=True)


def _mark(house: int) -> str:
    return f"merk{house:02}"


def _marks_in(text: str) -> list[str]:
    return re.findall(r"merk\d\d", text)
