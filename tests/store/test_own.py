"""Everything of one person: no table that names people is forgotten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from uuid import uuid4

import pytest

from learnenv.domain.learner import Session
from learnenv.domain.record import Record
from learnenv.store import tables_work
from learnenv.store.memory import MemoryRecord
from learnenv.store.open import open_record
from learnenv.store.sql_own import tables_read
from learnenv.store.tables import metadata
from learnenv.testing.record_erasing import do_everything
from learnenv.testing.record_people_samples import new_cohort, new_member


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def record(request: pytest.FixtureRequest) -> Iterator[Record]:
    if request.param == "memory":
        yield MemoryRecord()
        return
    url = "sqlite://" if request.param == "sqlite" else request.getfixturevalue("shared_postgresql")
    record = open_record(url)
    yield record
    record.close()


def test_everything_that_names_somebody_is_found(record: Record) -> None:
    cohort = new_cohort(record, "m")
    me, other = new_member(record, cohort), new_member(record, cohort)
    do_everything(record, cohort.id, me, other, uuid4().hex, uuid4().hex)
    do_everything(record, cohort.id, other, me, uuid4().hex, uuid4().hex)
    found = Counter(type(each).__name__ for each in record.everything_of(me))
    both = {"Grant": 4, "Invite": 2, "Review": 2, "Comment": 3, "FlagNote": 2, "Look": 2}
    own = {"Learner": 1, "Session": 1, "Attempt": 2, "Event": 1, "Standing": 1, "Draft": 1, "Bookmark": 1}
    assert found == both | own | {"Member": 1, "Account": 1, "Identity": 1, "Share": 1, "Snippet": 1}
    assert record.history(me) == tuple(each for each in record.everything_of(me) if hasattr(each, "fingerprint"))
    assert not [each for each in record.everything_of(me) if isinstance(each, Session) and each.learner != me]
    assert record.everything_of("nobody") == ()


def test_every_table_that_refers_to_a_learner_is_read() -> None:
    named = {
        table
        for table in metadata.tables.values()
        if any(key.column.table.name == "learner" for key in table.foreign_keys)
    }
    passing = {tables_work.erasing, tables_work.erased_count}
    assert (named | {tables_work.look}) - passing <= tables_read()
