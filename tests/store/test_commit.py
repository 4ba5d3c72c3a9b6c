"""A commit that fails leaves nothing behind: not in the file, and not in a connection that others are given."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import pytest
from sqlalchemy import event

from learnenv.domain.errors import StoreError
from learnenv.domain.progress import Draft
from learnenv.store.open import open_database, open_record
from learnenv.store.sql import SqlRecord
from learnenv.testing.record_samples import NOW, answer, somebody

REF = "module/exercise"
NOTHING, REFUSED, TRANSACTION = 0, 1, 22
"""What SQLite calls these."""


@pytest.mark.parametrize(
    ("in_memory", "refused"), [(False, ("COMMIT",)), (False, ("COMMIT", "ROLLBACK")), (True, ("COMMIT",))]
)
def test_after_a_failed_commit_nobody_reads_what_was_not_saved_and_everybody_can_write(
    url: str, in_memory: bool, refused: tuple[str, ...]
) -> None:
    database = open_database("sqlite://" if in_memory else url, wait=1)
    record = SqlRecord(database)
    me = somebody(record)
    record.save_draft(Draft(me, REF, {"text": "typed"}, NOW))
    now: list[str] = []

    @event.listens_for(database.engine, "checkout")
    def refuse(connection: Any, *_: object) -> None:
        connection.set_authorizer(lambda what, how, *_: REFUSED if what == TRANSACTION and how in now else NOTHING)

    now += refused
    with pytest.raises(StoreError):
        answer(record, me, REF, "never saved")
    for _ in range(5):
        assert record.attempts(me, REF) == ()
        assert record.standing(me, REF).attempts == 0
        assert record.drafts(me, [REF])[REF].answer == {"text": "typed"}
    now.clear()
    if not in_memory:
        with closing(open_record(url, wait=1)) as other:
            assert answer(other, me, "module/other", "by somebody else").added
    assert answer(record, me, REF, "never saved").added
    assert record.standing(me, REF).attempts == 1
    database.close()
