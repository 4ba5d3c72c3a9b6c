"""The audit log in a database: only ever added to."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import insert, or_, select, union_all

from learnenv.domain.people import Look
from learnenv.store.sql_mapped import LOOKS, MappedPart
from learnenv.store.tables_people import member
from learnenv.store.tables_work import look


class Looks(MappedPart):
    """Implements what `WorkRecord` says of looks."""

    def add_looks(self, looks: Sequence[Look]) -> None:
        """Write in the audit log."""
        if looks:
            rows = [LOOKS.row(each) for each in looks]
            self._database.write(lambda connection: connection.execute(insert(look), rows))

    def looks(
        self,
        *,
        actor: str = "",
        learner: str = "",
        cohort: str = "",
        what: Collection[str] = (),
        before: int = 0,
        limit: int = 100,
    ) -> tuple[Look, ...]:
        """The audit log, newest first, of what fits all that is given."""
        found = LOOKS.select().order_by(look.c.id.desc()).limit(limit)
        for column, wanted in ((look.c.actor, actor), (look.c.learner, learner), (look.c.cohort, cohort)):
            found = found.where(column == wanted) if wanted else found
        found = found.where(look.c.what.in_(what)) if what else found
        return self._values(LOOKS, found.where(look.c.id < before) if before else found)

    def looks_at(self, learner: str, *, before: int = 0, limit: int = 100) -> tuple[Look, ...]:
        """Who looked at this learner, newest first: at them by name, or at a cohort while they were in it."""
        at_me = select(look.c.id).where(look.c.learner == learner)
        among_others = (
            select(look.c.id)
            .join(member, member.c.cohort == look.c.cohort)
            .where(look.c.learner == "", member.c.learner == learner, member.c.joined <= look.c.at)
            .where(or_(member.c.left.is_(None), member.c.left >= look.c.at))
        )
        found = LOOKS.select().where(look.c.id.in_(union_all(at_me, among_others)), look.c.actor != learner)
        found = found.order_by(look.c.id.desc()).limit(limit)
        return self._values(LOOKS, found.where(look.c.id < before) if before else found)
