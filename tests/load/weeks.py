"""The week, on each database that there is."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.exc import OperationalError

from tests.load.found import Line
from tests.load.plan import Plan
from tests.load.week import Week, hold
from tests.support.postgresql import own_database


def measure(folder: Path, plan: Plan) -> list[tuple[Line, bool]]:
    """Hold it on both; the bar L4 for each."""
    lines = _lines("SQLite", hold(folder / "sqlite", plan), plan)
    try:
        with own_database() as url:
            lines += _lines("PostgreSQL", hold(folder / "postgresql", plan, url), plan)
    except OperationalError:
        print("\nThe week on PostgreSQL: NOT measured, it does not answer.")
    return lines


def _lines(name: str, week: Week, plan: Plan) -> list[tuple[Line, bool]]:
    how = (
        f"{week.trainings} trainings, {plan.organisations} organisations, {week.learners} learners, "
        f"{week.answers:,} answers; at {week.speed:.0f} times the speed of a working week"
    )
    lost = week.answers - week.on_record
    right = not lost and not week.off and week.answers == week.learners * plan.week_answers
    doors = f"{week.seen:,} marks of one's own seen; {week.knocked} times asked for a training of others"
    shut = not week.strange and week.refused == week.knocked
    return [
        ((f"{name}: L4 totals off", "0", f"{lost + week.off}", how), right),
        ((f"{name}: L4 marks of others", "0", f"{week.strange + week.knocked - week.refused}", doors), shut),
    ]
