"""What the parts of the record work with whose tables each hold one kind of value."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, select, update

from learnenv.domain.errors import StoreError
from learnenv.domain.people import Grant, Look, Member
from learnenv.store import tables_people as t
from learnenv.store.database import Database
from learnenv.store.mapped import Mapped
from learnenv.store.sql_part import Part
from learnenv.store.statements import insert_of, put_of
from learnenv.store.tables import learner
from learnenv.store.tables_work import look

T = TypeVar("T")

GRANTS = Mapped(t.granted_role, Grant)
MEMBERS = Mapped(t.member, Member)
LOOKS = Mapped(look, Look)


class MappedPart(Part):
    """A part of the record that reads and writes whole values."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._insert = insert_of(database.engine.dialect.name)

    def _one(self, mapped: Mapped[T], *where: ColumnElement[bool]) -> T | None:
        row = self._first(mapped.select().where(*where))
        return mapped.value(row) if row else None

    def _values(self, mapped: Mapped[T], statement: Select[Any]) -> tuple[T, ...]:
        return mapped.values(self._all(statement))

    def _put_value(self, connection: Connection, mapped: Mapped[T], value: T) -> None:
        """Add a value or replace the one with the same key."""
        connection.execute(put_of(self._insert, mapped.table), mapped.row(value))

    def _save(self, mapped: Mapped[T], value: T) -> None:
        self._database.write(lambda connection: self._put_value(connection, mapped, value))

    def _add(self, connection: Connection, mapped: Mapped[T], value: T, **more: object) -> bool:
        """Add a value; False when something that may be there once only stands in its way."""
        new = self._insert(mapped.table).on_conflict_do_nothing().returning(*mapped.table.primary_key)
        return connection.execute(new, mapped.row(value) | more).first() is not None

    def _add_same(self, mapped: Mapped[T], value: T) -> None:
        """Add a value; the very same again changes nothing, StoreError when another has its key."""

        def add(connection: Connection) -> None:
            if not self._add(connection, mapped, value):
                same = [mapped.table.c[name] == each for name, each in mapped.key(value).items()]
                row = connection.execute(mapped.select().where(*same)).first()
                if row is None or mapped.value(row) != value:
                    raise StoreError("store.duplicate")

        self._database.write(add)

    def _give(self, connection: Connection, grant: Grant) -> bool:
        self._database.hold(connection, grant.learner, "roles")
        given = self._add(connection, GRANTS, grant, live=grant.withdrawn is None or None)
        count_roles(connection, grant.learner)
        return given

    def _withdraw(self, connection: Connection, grant: Grant, at: datetime) -> bool:
        self._database.hold(connection, grant.learner, "roles")
        role = t.granted_role.c
        withdrawn = connection.execute(
            update(t.granted_role)
            .where(
                role.learner == grant.learner,
                role.role == grant.role,
                role.scope == grant.scope,
                role.scope_id == grant.scope_id,
                role.withdrawn.is_(None),
            )
            .values(withdrawn=at, live=None)
        ).rowcount
        count_roles(connection, grant.learner)
        return withdrawn > 0


def count_roles(connection: Connection, who: str) -> None:
    """Keep `staff` true to the roles. The caller holds the roles of this learner."""
    live = (
        select(t.granted_role.c.id)
        .where(t.granted_role.c.learner == who, t.granted_role.c.withdrawn.is_(None))
        .limit(1)
    )
    has_any = connection.execute(live).first() is not None
    connection.execute(update(learner).where(learner.c.id == who).values(staff=has_any))
