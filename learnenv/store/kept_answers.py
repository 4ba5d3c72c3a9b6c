"""Attempts as a table that is taken along needs them: in as few and as raw values as the database can give them,
because there may be a million."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Executable,
    bindparam,
    case,
    cast,
    func,
    literal,
    select,
    type_coerce,
)
from sqlalchemy.types import NULLTYPE

from learnenv.domain.classroom import GivenAnswer, KeptAnswer, Outcome
from learnenv.domain.recurring import Recurring
from learnenv.store.tables import attempt

_BETWEEN = "\x1f"
"""What separates module, exercise and answer. No id has it in it, and JSON writes it in another way."""
_MOST = 2**20
"""Tries and hints of one learner at one exercise stay far below it."""
_PASSED = (None, False, True)
_LANGUAGE = 2
"""Letters of a language; what comes after them is the certainty."""
_AT_MOST = 600
"""Letters of an answer that may come back, with what it is an answer to. Longer ones are somebody's own, and are not
held."""


class Alike:
    """Makes one object of what is alike, for as long as one table is read."""

    def __init__(self) -> None:
        self._given = Recurring[str, GivenAnswer](_given, holds=_short)
        self._outcomes = Recurring[tuple[Any, ...], Outcome](_outcome)

    def kept(self, rows: Iterable[Sequence[Any]]) -> list[KeptAnswer]:
        """One learner's rows as values, in the order of the attempts. Column by column, which takes half the time."""
        columns = list(zip(*rows, strict=True))
        if not columns:
            return []
        given = map(self._given.__getitem__, columns[3])
        outcomes = map(self._outcomes.__getitem__, zip(*columns[4:], strict=True))
        return sorted(zip(*columns[:3], given, outcomes, strict=True), key=itemgetter(0))


def kept_answers_in(dialect: str) -> Executable:
    """What one learner answered in some modules: the sequence, the moment as text, the seconds, what was answered in
    one text, and then how it went, with all that is whole in one number."""
    between = literal(_BETWEEN, literal_execute=True)
    whole: Any = (
        cast(attempt.c.tries_before, BigInteger) * literal(_MOST, literal_execute=True) + attempt.c.hints_shown
    )
    for flag in (attempt.c.broken, attempt.c.review):
        whole = whole * 2 + case((flag, 1), else_=0)
    whole = whole * 3 + case((attempt.c.passed.is_(None), 0), (attempt.c.passed, 2), else_=1)
    columns = (
        attempt.c.id,
        _moment(dialect),
        attempt.c.seconds,
        attempt.c.module
        + between
        + attempt.c.exercise
        + between
        + type_coerce(attempt.c.answer, attempt.c.module.type),
        whole,
        attempt.c.fraction,
        attempt.c.score,
        attempt.c.language + func.coalesce(attempt.c.certainty, ""),
    )
    return select(*(type_coerce(each, NULLTYPE) for each in columns)).where(
        attempt.c.learner == bindparam("learner"), attempt.c.module.in_(bindparam("modules", expanding=True))
    )


def _moment(dialect: str) -> ColumnElement[Any]:
    """In UTC, which is how SQLite keeps it and what time it is in every connection to PostgreSQL."""
    return attempt.c.at if dialect == "sqlite" else func.to_char(attempt.c.at, "YYYY-MM-DD HH24:MI:SS.US")


def _given(text: str) -> GivenAnswer:
    return GivenAnswer(*text.split(_BETWEEN, 2))


def _outcome(row: tuple[Any, ...]) -> Outcome:
    whole, fraction, score, said = row
    whole, passed = divmod(whole, len(_PASSED))
    whole, review = divmod(whole, 2)
    whole, broken = divmod(whole, 2)
    return Outcome(
        fraction=fraction,
        score=score,
        passed=_PASSED[passed],
        tries_before=whole // _MOST,
        hints_shown=whole % _MOST,
        language=said[:_LANGUAGE],
        broken=bool(broken),
        certainty=said[_LANGUAGE:] or None,
        review=bool(review),
    )


def _short(text: str) -> bool:
    return len(text) <= _AT_MOST
