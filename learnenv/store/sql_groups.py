"""Who is in a group, as a subquery: a database joins on it, however large the class is."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, false, select, union_all

from learnenv.domain.classroom import Group
from learnenv.store.tables import learner
from learnenv.store.tables_people import member


def is_in(column: ColumnElement[str], group: Group) -> ColumnElement[bool]:
    """Whether a column with a learner names somebody of the group."""
    ways: list[Select[Any]] = []
    if group.cohorts:
        here = select(member.c.learner).where(member.c.cohort.in_(group.cohorts), member.c.left.is_(None))
        ways.append(here.where(member.c.team == group.team) if group.team else here)
    if group.learners:
        ways.append(select(learner.c.id).where(learner.c.id.in_(group.learners)))
    if not ways:
        return false()
    return column.in_(ways[0] if len(ways) == 1 else union_all(*ways))
