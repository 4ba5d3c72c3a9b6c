"""A class with a history, written to the record in bulk: one by one a million answers would take an hour."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table, text

from learnenv.domain.learner import Actor, Learner, Session
from learnenv.domain.people import Assignment, Cohort, Grant, Member, Organisation
from learnenv.domain.progress import Attempt, Event, Standing, after_attempt
from learnenv.services.app import App
from learnenv.services.identity import secret_hash
from learnenv.store import tables, tables_people
from learnenv.store.answers import to_json
from learnenv.store.rows import from_attempt, from_item, from_learner, from_session
from tests.support.modules import CHOICE

COHORT = "klas"
TOKEN = "the-trainer-of-the-class"
TRAINER = Actor("trainer", "nl", staff=True)
PER_MODULE = 20
PAGES = 5
AT_ONCE = 50
MEMBER = ("cohort", "learner", "name", "joined", "team", "left")

_History = tuple[list[Attempt], list[Standing], list[Event]]


_NUMBER = """
type: numeric
title: {nl: Hoeveel, en: How many}
prompt: {nl: Hoeveel is 6 keer 7?, en: What is 6 times 7?}
value: 42
"""
EXERCISES = {f"item-{number}": _NUMBER if number % 10 == 0 else CHOICE for number in range(PER_MODULE)}


@dataclass(frozen=True)
class Size:
    """A class: how many, how much to do, and how much was done at each thing."""

    learners: int
    items: int
    tries: int = 1

    @property
    def name(self) -> str:
        return f"{self.learners} x {self.items}, {self.learners * self.items * self.tries:,} attempts"

    @property
    def modules(self) -> list[str]:
        return [f"module-{number}" for number in range(self.items // PER_MODULE)]


def seed(core: App, size: Size) -> None:
    """A cohort of this size, its trainer, who is signed in by TOKEN, and all that its members did."""
    record, now, chance = core.record, datetime.now(UTC), random.Random(1)
    record.save_organisation(Organisation("org", "Gemeente", now))
    assignments = [Assignment(COHORT, n, each, now - timedelta(days=1)) for n, each in enumerate(size.modules)]
    record.save_cohort(Cohort(COHORT, "org", "Klas", now, "CODE", most_members=5000), assignments)
    people = [TRAINER.learner, *(f"learner-{number}" for number in range(size.learners))]
    _write(core, tables.learner, [from_learner(Learner(each, now, "nl")) for each in people])
    late, token = now + timedelta(days=99), secret_hash(TOKEN)
    _write(core, tables.session, [from_session(Session(token, TRAINER.learner, now, now, late, late))])
    record.give(Grant(TRAINER.learner, "trainer", "cohort", COHORT, "", now))
    members = [Member(COHORT, who, f"Deelnemer {number}", now) for number, who in enumerate(people[1:])]
    _write(core, tables_people.member, [{name: getattr(each, name) for name in MEMBER} for each in members])
    for start in range(0, len(members), AT_ONCE):
        done = [
            _history(each.learner, chance.random(), size, now - timedelta(days=chance.randrange(20)), chance)
            for each in members[start : start + AT_ONCE]
        ]
        _write_all(core, done, size.tries)
    _count_up(core)


def _history(who: str, skill: float, size: Size, at: datetime, chance: random.Random) -> _History:
    """One learner at every item: the standings are folded as the program folds them."""
    attempts, standings, read = [], [], []
    for module in size.modules:
        for page in range(1, PAGES + 1):
            if chance.random() < skill:
                read.append(Event(who, f"{module}/page-{page}", "read", at))
        for item in range(PER_MODULE):
            standing = Standing(who, f"{module}/item-{item}")
            for number in range(size.tries):
                made = _attempt(standing, number, chance.random() < 0.25 + 0.7 * skill, at, chance)
                attempts.append(made)
                standing = after_attempt(standing, made)
            standings.append(standing)
    return attempts, standings, read


def _write_all(core: App, done: list[_History], tries: int) -> None:
    """Some learners at once. The ids of attempts follow each other, so a standing's are known from its place."""
    standings = [standing for _, of_one, _ in done for standing in of_one]
    rows = [from_attempt(each, to_json(each.answer)) for of_one, _, _ in done for each in of_one]
    first = _write(core, tables.attempt, rows)
    numbered = [
        replace(each, first_sequence=first + place * tries, last_sequence=first + place * tries + tries - 1)
        for place, each in enumerate(standings)
    ]
    _write(core, tables.standing, [from_item(each) for each in numbered])
    _write(core, tables.event, [from_item(each) for _, _, of_one in done for each in of_one])


def _attempt(standing: Standing, number: int, right: bool, at: datetime, chance: random.Random) -> Attempt:
    """No two take as long, and of those to a number hardly two are alike: what is alike is quick to write."""
    fraction = 1.0 if right else 0.0
    typed = str(42 if right else chance.randrange(1000, 2000))
    answer = {"number": typed} if _is_typed(standing.ref) else {"choice": "yes-this" if right else "not-that"}
    return Attempt(
        standing.learner,
        standing.ref,
        f"key-{number}",
        answer,
        "f" * 32,
        fraction,
        fraction,
        None,
        standing.tries,
        0,
        "nl",
        "web",
        at + timedelta(minutes=number, seconds=chance.random() * 60),
        chance.lognormvariate(3, 1),
        certainty=chance.choice((None, None, "low", "mid", "high")),
        sequence=number + 1,
    )


def _is_typed(ref: str) -> bool:
    return ref.endswith("0")


def _write(core: App, table: Table, rows: list[Any]) -> int:
    """Add rows at once; the id of the first, where the database gives ids."""

    def work(connection: Connection) -> int:
        before = connection.scalar(text(f"select max(id) from {table.name}")) if table in _COUNTED else 0
        if connection.dialect.name == "postgresql" and table is tables.attempt:
            names = list(rows[0])
            cursor = connection.connection.driver_connection.cursor()  # type: ignore[union-attr]
            with cursor.copy(f"copy {table.name} ({', '.join(names)}) from stdin") as copy:
                for row in rows:
                    copy.write_row([row[name] for name in names])
        else:
            connection.execute(table.insert(), rows)
        return int(before or 0) + 1

    return int(core.record._database.write(work)) if rows else 0  # type: ignore[attr-defined]


def _count_up(core: App) -> None:
    """PostgreSQL plans by what it last counted, which it does by itself within a minute."""
    database = core.record._database  # type: ignore[attr-defined]
    if database.engine.dialect.name == "postgresql":
        database.write(lambda connection: connection.execute(text("analyze")))


_COUNTED = (tables.attempt, tables.event)
