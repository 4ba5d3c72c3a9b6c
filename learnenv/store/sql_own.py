"""Everything of one person from a database: from each table, the rows that name them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, or_, select

from learnenv.domain.own_record import Kept
from learnenv.domain.people import (
    Account,
    Comment,
    FlagNote,
    Identity,
    Invite,
    Look,
    Review,
    Share,
    Snippet,
)
from learnenv.store import rows, tables, tables_people, tables_work
from learnenv.store.mapped import Mapped
from learnenv.store.sql_mapped import GRANTS, MEMBERS
from learnenv.store.sql_part import Part

_Reader = tuple[Table, Sequence[ColumnElement[Any]], Callable[[Sequence[Any]], Kept]]


def _mapped(mapped: Mapped[Any]) -> _Reader:
    return mapped.table, mapped.columns, mapped.value


_READERS: tuple[_Reader, ...] = (
    (tables.learner, rows.LEARNER_COLUMNS, rows.to_learner),
    (tables.session, rows.SESSION_COLUMNS, rows.to_session),
    (tables.attempt, rows.ATTEMPT_COLUMNS, rows.to_attempt),
    (tables.event, rows.EVENT_COLUMNS, rows.to_event),
    (tables.standing, rows.STANDING_COLUMNS, rows.to_standing),
    (tables.draft, rows.DRAFT_COLUMNS, rows.to_draft),
    (tables.bookmark, rows.BOOKMARK_COLUMNS, rows.to_bookmark),
    _mapped(MEMBERS),
    _mapped(GRANTS),
    _mapped(Mapped(tables_people.invite, Invite)),
    _mapped(Mapped(tables_people.account, Account)),
    _mapped(Mapped(tables_people.identity, Identity)),
    _mapped(Mapped(tables_work.share, Share)),
    _mapped(Mapped(tables_work.review, Review)),
    _mapped(Mapped(tables_work.comment, Comment)),
    _mapped(Mapped(tables_work.flag_note, FlagNote)),
    _mapped(Mapped(tables_work.snippet, Snippet)),
    _mapped(Mapped(tables_work.look, Look)),
)


class Own(Part):
    """Implements `OwnRecord`."""

    def everything_of(self, learner: str) -> tuple[Kept, ...]:
        """Every value on record that names this learner, kind by kind."""
        found: list[Kept] = []
        for table, columns, value in _READERS:
            found += map(value, self._all(_naming(table, columns, learner)))
        return tuple(found)


def tables_read() -> frozenset[Table]:
    """The tables of which the rows of a person are found."""
    return frozenset(table for table, _, _ in _READERS)


def _naming(table: Table, columns: Sequence[ColumnElement[Any]], learner: str) -> Select[Any]:
    named = or_(*(column == learner for column in _names(table)))
    if table is tables_people.granted_role:
        named = or_(named, and_(table.c.scope == "learner", table.c.scope_id == learner))
    return select(*columns).where(named).order_by(*table.primary_key)


def _names(table: Table) -> Iterator[ColumnElement[Any]]:
    """The columns that name a learner: by a foreign key, or in the audit log, which outlives them."""
    if table is tables.learner:
        yield table.c.id
    if table is tables_work.look:
        yield from (table.c.actor, table.c.learner)
    for column in table.c:
        if any(key.column is tables.learner.c.id for key in column.foreign_keys):
            yield column
