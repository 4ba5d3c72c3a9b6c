"""Attempts as a table that is taken along needs them: as raw as the database gives them, because there may be a
million."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Executable, bindparam, func, select, type_coerce
from sqlalchemy.types import NULLTYPE

from learnenv.domain.classroom import GivenAnswer, KeptAnswer, Outcome
from learnenv.domain.recurring import Recurring
from learnenv.store.tables import attempt

_GIVEN = [each.name for each in fields(GivenAnswer)]
_OUTCOME = [each.name for each in fields(Outcome)]
COLUMNS = ("id", "at", "seconds", *_GIVEN, *_OUTCOME)
"""Of an attempt, in the order in which `Alike` reads them."""

_GIVEN_AT, _OUTCOME_AT = slice(3, 3 + len(_GIVEN)), slice(3 + len(_GIVEN), None)
_AT_MOST = 500
"""Letters of an answer that may come back. Longer ones are somebody's own, and are not held."""


class Alike:
    """Makes one object of what is alike, for as long as one table is read."""

    def __init__(self) -> None:
        self._given = Recurring[tuple[Any, ...], GivenAnswer](lambda row: GivenAnswer(*row), holds=_short)
        self._outcomes = Recurring[tuple[Any, ...], Outcome](_outcome)

    def kept(self, rows: Iterable[Sequence[Any]]) -> list[KeptAnswer]:
        """One learner's rows of COLUMNS as values, in the order of the attempts. Column by column, which takes half
        the time."""
        columns = list(zip(*rows, strict=True))
        if not columns:
            return []
        given = map(self._given.__getitem__, zip(*columns[_GIVEN_AT], strict=True))
        outcomes = map(self._outcomes.__getitem__, zip(*columns[_OUTCOME_AT], strict=True))
        return sorted(zip(*columns[:3], given, outcomes, strict=True), key=itemgetter(0))


def kept_answers_in(dialect: str) -> Executable:
    """What one learner answered in some modules. Moments come as text; nothing is turned into a type of Python's that
    the driver does not give by itself."""
    columns = [_moment(dialect) if name == "at" else attempt.c[name] for name in COLUMNS]
    return select(*(type_coerce(each, NULLTYPE) for each in columns)).where(
        attempt.c.learner == bindparam("learner"), attempt.c.module.in_(bindparam("modules", expanding=True))
    )


def _moment(dialect: str) -> ColumnElement[Any]:
    """In UTC, which is how SQLite keeps it and what time it is in every connection to PostgreSQL."""
    return attempt.c.at if dialect == "sqlite" else func.to_char(attempt.c.at, "YYYY-MM-DD HH24:MI:SS.US")


def _outcome(row: tuple[Any, ...]) -> Outcome:
    """SQLite has 0 and 1 for no and yes."""
    given = dict(zip(_OUTCOME, row, strict=True))
    passed = given["passed"]
    told = {"passed": None if passed is None else bool(passed), "broken": bool(given["broken"])}
    return Outcome(**given | told | {"review": bool(given["review"])})


def _short(given: tuple[Any, ...]) -> bool:
    return len(given[-1]) <= _AT_MOST
