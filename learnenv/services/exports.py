"""What a trainer takes along of a cohort: progress, answers and figures per exercise, the same as on the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import repeat
from operator import itemgetter
from typing import Literal, TypeAlias

from learnenv.domain.classroom import GivenAnswer, Group, Outcome
from learnenv.domain.content import LearningModule
from learnenv.domain.exercise_type import RIGHT_ABOVE
from learnenv.domain.learner import Actor
from learnenv.domain.people import Cohort
from learnenv.domain.recurring import Recurring
from learnenv.language import Speech, local
from learnenv.services import audit, items
from learnenv.services.app import App
from learnenv.services.class_attempts import ClassAttempts
from learnenv.services.cohort_view import demand_cohort, grid
from learnenv.tables import Cell, Row, Run

What: TypeAlias = Literal["progress", "answers", "items"]


@dataclass(frozen=True, slots=True)
class Export:
    """A table on its way out. The rows come as they are read, and can be read once."""

    cohort: Cohort
    title: str
    head: tuple[str, ...]
    rows: Iterator[Row]


_MINUTE, _SECOND = itemgetter(slice(16)), itemgetter(slice(17, 19))
"""Of a moment as it is kept."""
_RIGHTS: Mapping[What, tuple[str, ...]] = {
    "progress": ("cohort-export", "cohort-progress", "cohort-names"),
    "answers": ("cohort-export", "closed-answers", "cohort-names"),
    "items": ("cohort-export", "cohort-progress"),
}
_COLUMNS: Mapping[What, tuple[str, ...]] = {
    "progress": (
        *("name", "team", "joined", "module", "pages_done", "pages", "completed"),
        *("right", "tries", "stuck_pages", "due", "last_at"),
    ),
    "answers": (
        *("name", "team", "module", "exercise", "ref", "number", "at", "answer", "fraction", "score", "right"),
        *("tries_before", "hints", "seconds", "certainty", "review"),
    ),
    "items": (
        *("module", "exercise", "ref", "page", "answered", "right", "partly", "wrong", "gone"),
        *("facility", "discrimination", "compared"),
    ),
}


def export(app: App, actor: Actor, cohort: str, what: What, words: Speech) -> Export:
    """A table of a cohort; who may is asked, and the taking along is noted, before the first row. Raises NotAllowed,
    StoreError."""
    found = demand_cohort(app, actor, cohort, *_RIGHTS[what])
    head = tuple(words.say(f"export.column.{name}") for name in _COLUMNS[what])
    rows = _ROWS[what](app, actor, found, words)
    audit.note(app, actor, f"export-{what}", cohort=found.id)
    return Export(found, words.say(f"export.title.{what}"), head, rows)


def _progress(app: App, actor: Actor, cohort: Cohort, words: Speech) -> Iterator[Row]:
    """A row per member and module, in the order of the page."""
    found = grid(app, actor, cohort.id)
    seen = app.record.last_seen_in(Group((cohort.id,)), found.module_ids)
    closed = {here.id: _closed(here.module) for here in found.modules}
    for row in found.rows:
        cells = found.cells.get(row.member.learner, {})
        for place, here in enumerate(found.modules):
            mine = [cells[ref] for ref in closed[here.id] if ref in cells]
            states = row.states[place]
            yield (
                row.member.name,
                row.member.team,
                local(row.member.joined),
                here.module.card.title.get(words.language),
                states.count("done"),
                len(states),
                words.value(row.completed(place)),
                sum(cell.right for cell in mine),
                sum(cell.tries for cell in mine),
                states.count("stuck"),
                _told(here.due),
                _told(seen.get((row.member.learner, here.id))),
            )


def _answers(app: App, actor: Actor, cohort: Cohort, words: Speech) -> Iterator[Row]:
    """A row per attempt, member by member. Open work only while its learner shares it, from the
    version that was shared on. A member's rows are made column by column, which takes half the time."""
    found = ClassAttempts(app, cohort, words)
    said = Recurring[GivenAnswer, tuple[Run, str, bool]](partial(_said, found))
    went = Recurring[tuple[Outcome, bool], tuple[Run, Run]](partial(_went, words))
    minutes = Recurring[str, datetime](_minute)
    for member, numbers, kept in found.each():
        if kept:
            _, at, seconds, given, outcomes = zip(*kept, strict=True)
            exercises, answer, is_open = zip(*map(said.__getitem__, given), strict=True)
            results, more = zip(*map(went.__getitem__, zip(outcomes, is_open, strict=True)), strict=True)
            moments = zip(map(minutes.__getitem__, map(_MINUTE, at)), map(_SECOND, at), strict=True)
            tenths = map(round, seconds, repeat(1))
            who = repeat(Run((member.name, member.team)), len(numbers))
            yield from zip(who, exercises, numbers, moments, answer, results, tenths, more, strict=True)


def _items(app: App, actor: Actor, cohort: Cohort, words: Speech) -> Iterator[Row]:
    """A row per closed exercise, hardest first in each module. No percentage over too few, as on the page."""
    for assignment in app.record.assignments(cohort.id):
        if not app.library.has(assignment.module):
            continue
        view = items.items(app, actor, cohort.id, assignment.module)
        for each in view.items:
            yield (
                view.here.module.card.title.get(words.language),
                each.exercise.title.get(words.language),
                each.exercise.ref,
                each.page,
                each.counted,
                each.right,
                each.partly,
                each.wrong,
                each.gone,
                each.facility if each.enough else None,
                each.discrimination,
                each.compared,
            )


def _closed(module: LearningModule) -> list[str]:
    """Refs of what is graded by the program: how learners rate their own open work is theirs until they share it."""
    return [each.ref for each in module.exercises.values() if not each.type.open]


def _said(found: ClassAttempts, given: GivenAnswer) -> tuple[Run, str, bool]:
    """The cells of what was answered, the answer, and whether that is open work."""
    thing = found.thing(given)
    return Run((thing.module, thing.title, thing.ref)), thing.text(given.answer), thing.open


def _went(words: Speech, here: tuple[Outcome, bool]) -> tuple[Run, Run]:
    """The cells of how it went, before the seconds and after."""
    outcome, is_open = here
    fraction, sure = outcome.fraction, outcome.certainty
    right = None if fraction is None or is_open else words.value(fraction > RIGHT_ABOVE)
    return (
        Run((fraction, outcome.score, right, outcome.tries_before, outcome.hints_shown)),
        Run((words.say(f"certainty.level.{sure}") if sure else None, words.value(outcome.review))),
    )


def _minute(at: str) -> datetime:
    """The minute, in the time zone in which times are told, of a moment as it is kept."""
    return local(datetime.fromisoformat(f"{at}+00:00")).replace(tzinfo=None)


def _told(moment: datetime | None) -> Cell:
    return local(moment) if moment else None


_ROWS: Mapping[What, Callable[[App, Actor, Cohort, Speech], Iterator[Row]]] = {
    "progress": _progress,
    "answers": _answers,
    "items": _items,
}
