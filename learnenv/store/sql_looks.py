"""The audit log in a database: only ever added to."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Insert, bindparam, insert, or_, select, union_all

from learnenv.domain.people import Look
from learnenv.store.sql_mapped import LOOKS, MappedPart
from learnenv.store.tables_people import member
from learnenv.store.tables_work import look

_RECENT = 200
"""Latest looks of an actor among which one is sought. Whoever takes more in a quarter of an hour is noted again."""


def _unless_there() -> Insert:
    """Adds a look that the log does not have since some moment, and asks for nothing first."""
    columns = [each for each in look.c if each is not look.c.id]
    new = {each.name: bindparam(f"new_{each.name}", type_=each.type) for each in columns}
    mine = select(look).where(look.c.actor == new["actor"])
    recent = mine.order_by(look.c.id.desc()).limit(_RECENT).subquery()
    same = (recent.c[name] == new[name] for name in ("what", "learner", "cohort", "ref"))
    there = select(recent.c.id).where(recent.c.at >= bindparam("since", type_=look.c.at.type), *same).exists()
    return insert(look).from_select(list(new), select(*new.values()).where(~there))


_UNLESS_THERE = _unless_there()


class Looks(MappedPart):
    """Implements what `WorkRecord` says of looks."""

    def add_looks(self, looks: Sequence[Look], *, since: datetime | None = None) -> None:
        """Write in the audit log; with `since`, only those that it does not have from then on."""
        rows = [LOOKS.row(each) for each in looks]
        if since:
            new = [{f"new_{name}": value for name, value in row.items()} | {"since": since} for row in rows]
            self._database.write(lambda connection: connection.execute(_UNLESS_THERE, new) if new else None)
        elif rows:
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
