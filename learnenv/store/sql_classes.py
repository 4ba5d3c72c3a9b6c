"""A whole class at once from a database: one statement each, whose cost is that of the class and not of history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, String, case, cast, func, literal, select, true, union_all

from learnenv.domain.answer import Answer
from learnenv.domain.classroom import Cell, Cells, Group, KeptAnswer, Stuck
from learnenv.domain.progress import STUCK_AFTER, Attempt, Event, EventKind, Standing, answer_digest
from learnenv.store.answers import from_json
from learnenv.store.database import Database
from learnenv.store.kept_answers import Alike, kept_answers_in
from learnenv.store.rows import (
    ATTEMPT_COLUMNS,
    EVENT_COLUMNS,
    STANDING_COLUMNS,
    split_ref,
    to_attempt,
    to_event,
    to_standing,
)
from learnenv.store.sql_groups import is_in
from learnenv.store.sql_part import Part
from learnenv.store.tables import attempt, bookmark, event, learner, standing

_BETWEEN, _ROWS = "\x1f", "\x1e"
"""What separates the parts of a cell, and the cells of a learner. No name has them in it."""

_MOST = 2**20
"""Attempts of one learner at one thing stay far below it."""
_RIGHT, _SHOWN, _ZERO, _ONE, _FLAGS = 1, 2, 4, 8, 16
"""Yes and no of a cell, and whether its first fraction is 0 or 1; together below _FLAGS."""

_READ = literal("read", literal_execute=True)
"""Said in the statement itself: the index of pages read is only used where it is seen to be enough."""


class Classes(Part):
    """Implements `ClassRecord`."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._cells = _cells_in(database.engine.dialect.name)
        self._kept = kept_answers_in(database.engine.dialect.name)

    def cells_of(self, group: Group, modules: Collection[str]) -> Cells:
        """Where each of these learners stands with everything in these modules.

        The database makes one text per learner and module of it. Many cells are alike, so each kind is read once;
        that is several times faster than a row for each.
        """
        known = {module: _Known(module) for module in modules}
        found: defaultdict[str, dict[str, Cell]] = defaultdict(dict)
        here = self._cells.where(is_in(standing.c.learner, group), standing.c.module.in_(modules))
        for who, module, text in self._all(here):
            found[who].update(map(known[module].__getitem__, text.split(_ROWS)))
        return dict(found)

    def standings_of(self, group: Group, modules: Collection[str]) -> tuple[Standing, ...]:
        """The same in full, by learner and ref."""
        here = select(*STANDING_COLUMNS).where(is_in(standing.c.learner, group), standing.c.module.in_(modules))
        return tuple(sorted(map(to_standing, self._all(here)), key=lambda each: (each.learner, each.ref)))

    def stuck_in(self, group: Group, modules: Collection[str]) -> tuple[Stuck, ...]:
        """Who is stuck on what and since when, by learner and ref. Half a class may be, so only that is read."""
        columns = standing.c.learner, standing.c.module, standing.c.item, standing.c.stuck_since
        here = select(*columns).where(
            is_in(standing.c.learner, group),
            standing.c.module.in_(modules),
            standing.c.wrong_in_a_row >= STUCK_AFTER,
            ~standing.c.right,
            ~standing.c.solution_shown,
            standing.c.stuck_since.is_not(None),
        )
        found = (Stuck(who, f"{module}/{item}", since) for who, module, item, since in self._all(here))
        return tuple(sorted(found, key=lambda each: (each.learner, each.ref)))

    def read_pages_of(self, group: Group, modules: Collection[str]) -> Mapping[str, frozenset[str]]:
        """Per learner the refs of the pages they marked as read."""
        pages: defaultdict[str, set[str]] = defaultdict(set)
        here = select(event.c.learner, event.c.module, event.c.item).where(
            is_in(event.c.learner, group), event.c.module.in_(modules), event.c.kind == _READ
        )
        for who, module, page in self._all(here):
            pages[who].add(f"{module}/{page}")
        return {who: frozenset(refs) for who, refs in pages.items()}

    def last_seen_in(self, group: Group, modules: Collection[str]) -> Mapping[tuple[str, str], datetime]:
        """Per learner and module when they last did anything in it. Each is looked up at the end of an index, so that
        it does not matter how much they did."""
        if not modules:
            return {}
        asked = union_all(*(select(literal(module).label("module")) for module in modules)).subquery()
        moments = (
            select(func.max(at)).where(table.c.learner == learner.c.id, table.c.module == asked.c.module)
            for table, at in ((standing, standing.c.last_at), (event, event.c.at), (bookmark, bookmark.c.at))
        )
        here = select(learner.c.id, asked.c.module, *(each.scalar_subquery() for each in moments))
        found = self._all(here.join_from(learner, asked, true()).where(is_in(learner.c.id, group)))
        seen = {(who, module): [at for at in each if at is not None] for who, module, *each in found}
        return {place: max(each) for place, each in seen.items() if each}

    def events_of(self, group: Group, ref: str, kind: EventKind) -> tuple[Event, ...]:
        """The events of one kind at one ref, by learner and number."""
        module, item = split_ref(ref)
        here = select(*EVENT_COLUMNS).where(
            is_in(event.c.learner, group), event.c.module == module, event.c.item == item, event.c.kind == kind
        )
        return tuple(map(to_event, self._all(here.order_by(event.c.learner, event.c.number))))

    def first_answers_of(self, group: Group, ref: str) -> tuple[tuple[Answer, int], ...]:
        """The first answers to an exercise and how many learners gave each, most given first."""
        count = func.count()
        given = select(attempt.c.answer, count).join_from(
            standing, attempt, attempt.c.id == standing.c.first_sequence
        )
        answers: dict[str, tuple[Answer, int]] = {}
        for text, learners in self._all(given.where(*_at(group, ref)).group_by(attempt.c.answer)):
            answer = from_json(text)
            before = answers.get(digest := answer_digest(answer))
            answers[digest] = (answer, learners + (before[1] if before else 0))
        return tuple(answers[digest] for digest in sorted(answers, key=lambda each: (-answers[each][1], each)))

    def latest_attempts_of(self, group: Group, ref: str) -> tuple[Attempt, ...]:
        """The latest attempt of each of these learners at an exercise, by learner."""
        latest = select(*ATTEMPT_COLUMNS).join_from(standing, attempt, attempt.c.id == standing.c.last_sequence)
        return tuple(map(to_attempt, self._all(latest.where(*_at(group, ref)).order_by(attempt.c.learner))))

    def kept_answers(
        self, learners: Iterable[str], modules: Collection[str]
    ) -> Iterator[tuple[str, Sequence[KeptAnswer]]]:
        """All that each of these learners answered in these modules, in the order of the attempts."""
        alike, asked = Alike(), list(modules)
        for who in learners:
            yield who, alike.kept(self._all(self._kept, learner=who, modules=asked))


def _at(group: Group, ref: str) -> Iterator[ColumnElement[bool]]:
    module, item = split_ref(ref)
    yield is_in(standing.c.learner, group)
    yield standing.c.module == module
    yield standing.c.item == item


def _cells_in(dialect: str) -> Select[Any]:
    """One row per learner and module, with all cells in a text, and all of a cell that is whole in one number: making
    text is what takes a database longest. A first fraction is beside it if it is neither 0 nor 1, which few are."""
    counts = [cast(standing.c[name], BigInteger) for name in ("attempts", "tries", "wrong_in_a_row")]
    first = standing.c.first_fraction
    flags = case((standing.c.right, _RIGHT), else_=0) + case((standing.c.solution_shown, _SHOWN), else_=0)
    flags += case((first.is_(None), 0), (first == 0, _ZERO), (first == 1, _ONE), else_=0)
    number: Any = counts[0]
    for each, most in ((counts[1], _MOST), (counts[2], _MOST), (flags, _FLAGS)):
        number = number * literal(most, literal_execute=True) + each
    between = literal(_BETWEEN, literal_execute=True)
    exact = func.printf("%!.17g", first) if dialect == "sqlite" else cast(first, String)
    rare = case((first.is_(None), ""), (first.in_((0, 1)), ""), else_=between + exact)
    text = cast(number, String) + between + standing.c.item + rare
    join = func.group_concat if dialect == "sqlite" else func.string_agg
    return select(
        standing.c.learner, standing.c.module, join(text, literal(_ROWS, literal_execute=True), type_=String)
    ).group_by(standing.c.learner, standing.c.module)


class _Known(dict[str, tuple[str, Cell]]):
    """Ref and cell by their text, each text read once."""

    def __init__(self, module: str) -> None:
        super().__init__()
        self._module = module

    def __missing__(self, text: str) -> tuple[str, Cell]:
        number, item, *rare = text.split(_BETWEEN)
        whole, flags = divmod(int(number), _FLAGS)
        (attempts, tries), wrong = divmod(whole // _MOST, _MOST), whole % _MOST
        first = float(rare[0]) if rare else 0.0 if flags & _ZERO else 1.0 if flags & _ONE else None
        cell = Cell(attempts, tries, wrong, bool(flags & _RIGHT), bool(flags & _SHOWN), first)
        self[text] = found = f"{self._module}/{item}", cell
        return found
