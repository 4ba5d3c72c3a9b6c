"""Forgetting people in a database: all of it in one transaction, past the triggers that guard what happened."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, insert, or_, select, update

from learnenv.domain.classroom import ErasedCount, counts_of
from learnenv.store import tables, tables_people, tables_work
from learnenv.store.mapped import Mapped
from learnenv.store.rows import STANDING_COLUMNS, to_standing
from learnenv.store.sql_mapped import GRANTS, MappedPart, count_roles

_COUNTS = Mapped(tables_work.erased_count, ErasedCount)
_OWN = (
    tables.session,
    tables.draft,
    tables.bookmark,
    tables.standing,
    tables.attempt,
    tables.event,
    tables_people.member,
    tables_people.granted_role,
    tables_people.account,
    tables_people.identity,
    tables_work.share,
    tables_work.review,
    tables_work.comment,
    tables_work.flag_note,
)
"""Tables of which the rows of a learner go with the learner."""
_MENTIONS: tuple[tuple[Table, str, Mapping[str, str | None]], ...] = (
    (tables_people.granted_role, "given_by", {"given_by": None}),
    (tables_people.invite, "created_by", {"created_by": None}),
    (tables_people.invite, "used_by", {"used_by": None}),
    (tables_work.review, "reviewer", {"reviewer": None}),
    (tables_work.comment, "author", {"author": None}),
    (tables_work.flag_note, "by", {"by": None}),
    (tables_work.look, "actor", {"actor": ""}),
    # A look at nobody, with a cohort, is a look at everybody in it.
    (tables_work.look, "learner", {"learner": "", "cohort": ""}),
)
"""Columns that name a learner in rows that stay, and what those rows hold when the learner is gone."""


class Erasing(MappedPart):
    """Implements `ErasingRecord`."""

    def erase(self, learner: str, completed: Collection[str] = (), *, drafts: str = "", scrub: bool = True) -> bool:
        """Remove all of a learner, in one transaction; False when there is nobody by this id."""

        def forget(connection: Connection) -> bool:
            # On PostgreSQL this also waits for, and keeps out, whoever adds a row of this learner.
            me = select(tables.learner.c.id).where(tables.learner.c.id == learner).with_for_update()
            if connection.execute(me).first() is None:
                return False
            member = tables_people.member.c
            here = select(member.cohort).where(member.learner == learner, member.left.is_(None))
            for cohort in connection.scalars(here).all():
                self._keep_counts(connection, cohort, learner, completed)
            connection.execute(insert(tables_work.erasing).values(number=1, learner=learner))
            _remove(connection, learner)
            if drafts:
                about_me = tables.draft.c.item.endswith(drafts, autoescape=True)
                connection.execute(delete(tables.draft).where(about_me))
            connection.execute(delete(tables_work.erasing))
            return True

        gone = self._database.write(forget)
        if scrub:
            self.scrub()
        return gone

    def scrub(self) -> None:
        """Leave no trace in the files of what was removed."""
        self._database.scrub()

    def forget_members(self, cohort: str, completed: Mapping[str, Collection[str]]) -> int:
        """Remove what ties learners to a cohort; how many were in it."""

        def forget(connection: Connection) -> int:
            self._database.hold(connection, "cohort", cohort)
            member = tables_people.member.c
            here = select(member.learner).where(member.cohort == cohort, member.left.is_(None))
            learners = connection.scalars(here).all()
            for learner in learners:
                self._keep_counts(connection, cohort, learner, completed.get(learner, ()))
            for table in (tables_work.flag_note, tables_people.invite, tables_people.member):
                connection.execute(delete(table).where(table.c.cohort == cohort))
            return len(learners)

        count = self._database.write(forget)
        self.scrub()
        return count

    def erased_counts(self, cohort: str) -> tuple[ErasedCount, ...]:
        """The counts that stay of who is gone, by module and item."""
        count = tables_work.erased_count.c
        return self._values(
            _COUNTS, _COUNTS.select().where(count.cohort == cohort).order_by(count.module, count.item)
        )

    def remove_expired(
        self, *, sessions_before: datetime, tries_before: datetime, invites_before: datetime, looks_before: datetime
    ) -> int:
        """Remove sessions and invites that ended, tries that began and looks that were made before these moments."""
        session, tries, invite, look = (
            tables.session,
            tables_people.tries,
            tables_people.invite,
            tables_work.look,
        )
        ended = or_(session.c.absolute_expires < sessions_before, session.c.idle_expires < sessions_before)
        ended = and_(ended, _has_later_one())
        over: tuple[tuple[Table, ColumnElement[bool]], ...] = (
            (session, ended),
            (tries, tries.c.since < tries_before),
            (invite, invite.c.expires < invites_before),
            (look, look.c.at < looks_before),
        )

        def remove(connection: Connection) -> int:
            erasing = insert(tables_work.erasing).values(number=1, learner="", looks_before=looks_before)
            connection.execute(erasing)
            count = sum(connection.execute(delete(table).where(which)).rowcount for table, which in over)
            connection.execute(delete(tables_work.erasing))
            return count

        return self._database.write(remove)

    def not_seen_since(self, moment: datetime) -> tuple[str, ...]:
        """Learners without a role who began before this moment and were not there since."""
        learner, session = tables.learner.c, tables.session.c
        there = select(session.learner).where(session.last_seen >= moment)
        gone = select(learner.id).where(learner.created < moment, ~learner.staff, learner.id.not_in(there))
        return tuple(row[0] for row in self._all(gone.order_by(learner.id)))

    def _keep_counts(self, connection: Connection, cohort: str, learner: str, completed: Collection[str]) -> None:
        assignment, event, standing = tables_people.assignment.c, tables.event.c, tables.standing.c
        modules = connection.scalars(select(assignment.module).where(assignment.cohort == cohort)).all()
        stands = connection.execute(select(*STANDING_COLUMNS).where(standing.learner == learner))
        pages = select(event.module, event.item).where(event.learner == learner, event.kind == "read")
        read = {f"{module}/{page}" for module, page in connection.execute(pages)}
        self._add_counts(connection, counts_of(cohort, modules, map(to_standing, stands), read, completed))

    def _add_counts(self, connection: Connection, counts: Iterable[ErasedCount]) -> None:
        table = tables_work.erased_count
        new = self._insert(table)
        more = {each.name: each + new.excluded[each.name] for each in table.c if not each.primary_key}
        adding = new.on_conflict_do_update(index_elements=list(table.primary_key), set_=more)
        connection.execute(adding, [_COUNTS.row(each) for each in counts])


def _has_later_one() -> ColumnElement[bool]:
    """Whether the learner of a session was there in another one since."""
    this, other = tables.session.c, tables.session.alias()
    same_moment = and_(other.c.last_seen == this.last_seen, other.c.token_hash > this.token_hash)
    later = or_(other.c.last_seen > this.last_seen, same_moment)
    return select(other.c.learner).where(other.c.learner == this.learner, later).exists()


def _remove(connection: Connection, learner: str) -> None:
    role = GRANTS.table.c
    about_me = and_(role.scope == "learner", role.scope_id == learner)
    coaches = connection.scalars(select(role.learner).where(about_me).distinct()).all()
    connection.execute(delete(GRANTS.table).where(about_me))
    for coach in coaches:
        count_roles(connection, coach)
    for table in _OWN:
        connection.execute(delete(table).where(table.c.learner == learner))
    connection.execute(delete(tables_work.snippet).where(tables_work.snippet.c.owner == learner))
    for table, column, without in _MENTIONS:
        connection.execute(update(table).where(table.c[column] == learner).values(without))
    connection.execute(delete(tables.learner).where(tables.learner.c.id == learner))
