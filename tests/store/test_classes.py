"""A trainer's page costs what the class costs: few statements, each by an index, whatever history there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import event

from learnenv.domain.classroom import Group
from learnenv.domain.people import Share
from learnenv.domain.progress import Event
from learnenv.store.database import Database
from learnenv.store.open import open_database
from learnenv.store.sql import SqlRecord
from learnenv.testing.record_people_samples import new_cohort, new_member, of
from learnenv.testing.record_samples import NOW, answer

GROWING = ("standing", "attempt", "event", "bookmark", "share", "review", "comment", "look", "member", "learner")
READS: dict[str, Callable[[SqlRecord, Group], object]] = {
    "cells_of": lambda record, group: record.cells_of(group, ["m", "n"]),
    "standings_of": lambda record, group: record.standings_of(group, ["m", "n"]),
    "stuck_in": lambda record, group: record.stuck_in(group, ["m", "n"]),
    "read_pages_of": lambda record, group: record.read_pages_of(group, ["m", "n"]),
    "last_seen_in": lambda record, group: record.last_seen_in(group, ["m", "n"]),
    "events_of": lambda record, group: record.events_of(group, "m/case", "move"),
    "first_answers_of": lambda record, group: record.first_answers_of(group, "m/e"),
    "latest_attempts_of": lambda record, group: record.latest_attempts_of(group, "m/e"),
    "kept_answers": lambda record, group: list(record.kept_answers(["somebody"], ["m", "n"])),
    "shares": lambda record, group: record.shares(group),
    "members": lambda record, group: record.members(group.cohorts[0]),
    "flag_notes": lambda record, group: record.flag_notes(group.cohorts[0]),
    "looks": lambda record, group: record.looks(cohort=group.cohorts[0]),
    "looks_at": lambda record, group: record.looks_at("somebody"),
    "memberships_of": lambda record, group: record.memberships_of(group),
    "reviews_of": lambda record, group: record.reviews_of(group),
    "waiting": lambda record, group: record.waiting(group),
}


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    database = open_database(url)
    yield database
    database.close()


@pytest.mark.parametrize("name", READS)
@pytest.mark.parametrize("members", [2, 300])
def test_a_class_of_any_size_is_read_in_one_statement(database: Database, name: str, members: int) -> None:
    record, group = _class(database, members if name in ("cells_of", "members") else 2)
    statements = _statements(database, lambda: READS[name](record, group))
    assert len(statements) == 1


@pytest.mark.parametrize("name", READS)
def test_no_read_of_a_class_goes_through_a_whole_table(database: Database, name: str) -> None:
    record, group = _class(database, 2)
    for statement, parameters in _statements(database, lambda: READS[name](record, group)):
        with database.engine.connect() as connection:
            plan = connection.exec_driver_sql(f"explain query plan {statement}", parameters).all()
        steps = [str(step[3]) for step in plan]
        assert not [step for step in steps if step.startswith(tuple(f"SCAN {table}" for table in GROWING))], steps


@pytest.mark.parametrize("name", ["read_pages_of", "last_seen_in"])
def test_hints_and_steps_are_not_gone_through_for_a_class(database: Database, name: str) -> None:
    """A learner may have thousands. What is asked of events is found by an index that leads past them."""
    record, group = _class(database, 2)
    ((statement, parameters),) = _statements(database, lambda: READS[name](record, group))
    with database.engine.connect() as connection:
        plan = connection.exec_driver_sql(f"explain query plan {statement}", parameters).all()
    (step,) = [str(each[3]) for each in plan if " event " in str(each[3])]
    index = "ix_event_read" if name == "read_pages_of" else "ix_event_learner_module_at"
    assert step.startswith(f"SEARCH event USING COVERING INDEX {index} (learner=? AND module=?"), plan


@pytest.mark.parametrize("name", ["cells_of", "read_pages_of", "last_seen_in", "stuck_in"])
def test_what_a_class_sends_does_not_grow_with_its_history(database: Database, name: str) -> None:
    record, group = _class(database, 2)
    before = _rows(database, record, group, name)
    for member in record.members(group.cohorts[0]):
        for number in range(40):
            answer(record, member.learner, "m/e", f"again {number}")
            record.add_event(Event(member.learner, "m/e", "hint", NOW, number + 1))
            record.add_event(Event(member.learner, "m/case", "move", NOW, number + 1, "go"))
    assert _rows(database, record, group, name) == before > 0 or name == "stuck_in"


def _rows(database: Database, record: SqlRecord, group: Group, name: str) -> int:
    """How many rows the database gives to this question."""
    ((statement, parameters),) = _statements(database, lambda: READS[name](record, group))
    with database.engine.connect() as connection:
        return len(connection.exec_driver_sql(statement, parameters).all())


def _class(database: Database, members: int) -> tuple[SqlRecord, Group]:
    record = SqlRecord(database)
    cohort = new_cohort(record, "m", "n")
    for number in range(members):
        me = new_member(record, cohort)
        if number < 2:
            answer(record, me, "m/e", "x")
            record.share(Share(me, "m/e", NOW))
            record.add_event(Event(me, "m/p", "read", NOW))
    return record, of(cohort)


def _statements(database: Database, work: Callable[[], object]) -> list[tuple[str, tuple[object, ...]]]:
    found: list[tuple[str, tuple[object, ...]]] = []

    def note(*seen: object) -> None:
        found.append((str(seen[2]), tuple(seen[3])))  # type: ignore[arg-type]

    event.listen(database.engine, "before_cursor_execute", note)
    work()
    event.remove(database.engine, "before_cursor_execute", note)
    return found
