"""Erasing leaves nothing of a person in the files, and nothing but erasing can remove what happened."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, Executable, insert, text

from learnenv.domain.errors import StoreError
from learnenv.domain.learner import Learner
from learnenv.domain.people import Account, Comment, FlagNote, Identity, Look, Member, Share, Snippet
from learnenv.domain.progress import Bookmark, Draft, Event
from learnenv.domain.record import Record
from learnenv.store.database import Database
from learnenv.store.open import open_database, open_record
from learnenv.store.sql import SqlRecord
from learnenv.store.tables_work import erasing
from learnenv.testing.record_people_samples import LATER, new_cohort, new_grant
from learnenv.testing.record_samples import NOW, answer, new_session, somebody

CANARY = "kanarie-7f3a"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    url = request.getfixturevalue("url" if request.param == "sqlite" else "shared_postgresql")
    database = open_database(url)
    yield database
    database.close()


@pytest.mark.parametrize(
    "change",
    [
        "delete from attempt where learner = '{me}'",
        "delete from event where learner = '{me}'",
        "delete from look where actor = '{me}'",
        "update look set actor = '' where actor = '{me}'",
        "update attempt set score = 1 where learner = '{me}'",
    ],
)
@pytest.mark.parametrize("pretext", ["", "somebody else", "an old date"])
def test_nothing_but_erasing_removes_what_happened(database: Database, change: str, pretext: str) -> None:
    record = SqlRecord(database)
    me, other = _busy(record), _busy(record)
    marker = {"somebody else": [_erasing(other, None)], "an old date": [_erasing("", LONG_AGO)]}.get(pretext, [])
    with pytest.raises(StoreError, match="only ever added"):
        _run(database, *marker, text(change.format(me=me)))
    assert len(record.attempts(me, "m/e")) == 1
    assert record.standing(me, "m/e").hints == 1
    assert [each.actor for each in record.looks(actor=me)] == [me]


def test_what_happened_cannot_be_changed_even_while_erasing(database: Database) -> None:
    me = _busy(SqlRecord(database))
    for change in ("update attempt set module = 'x'", "update event set module = 'x'"):
        with pytest.raises(StoreError, match="only ever added"):
            _run(database, _erasing(me, NOW), text(change))


def test_nothing_is_being_erased_once_it_is_done(database: Database) -> None:
    record = SqlRecord(database)
    record.erase(_busy(record))
    record.remove_expired(sessions_before=NOW, tries_before=NOW, invites_before=NOW, looks_before=NOW)
    with database.engine.connect() as connection:
        assert connection.scalar(text("select count(*) from erasing")) == 0


def test_when_erasing_fails_half_way_nothing_is_removed(database: Database) -> None:
    record = SqlRecord(database)
    me = _busy(record)
    with database.engine.begin() as connection:
        connection.execute(text("create table visitor (learner varchar(200) references learner (id))"))
        connection.execute(text("insert into visitor values (:me)"), {"me": me})
    try:
        with pytest.raises(StoreError):
            record.erase(me)
        assert len(record.attempts(me, "m/e")) == 1
        assert record.learner(me) is not None
    finally:
        with database.engine.begin() as connection:
            connection.execute(text("drop table visitor"))
    assert record.erase(me)


def test_who_is_erased_while_they_are_answering_is_gone(database: Database) -> None:
    record = SqlRecord(database)
    for _ in range(5):
        me, failed = _busy(record), threading.Event()

        def go_on(me: str = me, failed: threading.Event = failed) -> None:
            try:
                for number in range(2_000):
                    answer(record, me, "m/e", str(number))
                    record.save_bookmark(Bookmark(me, "m", "p", NOW))
            except StoreError:
                failed.set()

        busy = threading.Thread(target=go_on)
        busy.start()
        assert record.erase(me)
        busy.join()
        assert failed.is_set()
        assert record.learner(me) is None
        assert record.attempts(me, "m/e") == ()
        assert record.bookmarks(me) == ()


def test_no_byte_of_who_is_erased_is_left_in_the_files(path: Path, url: str) -> None:
    record = open_record(url)
    others = [_busy(record) for _ in range(3)]
    me = _everywhere(record)
    assert _found(path)
    for other in others:
        answer(record, other, "m/late", "later")
    assert record.erase(me)
    assert not _found(path)
    record.check()
    record.close()
    assert not _found(path)
    again = open_record(url)
    assert [len(again.attempts(other, "m/late")) for other in others] == [1, 1, 1]
    again.close()


def test_many_can_be_erased_and_the_files_written_anew_once(path: Path, url: str) -> None:
    record = open_record(url)
    assert record.erase(_everywhere(record), scrub=False)
    assert _found(path)
    record.scrub()
    assert not _found(path)
    record.close()


def test_a_record_whose_latest_answers_were_erased_opens_as_before(path: Path, url: str) -> None:
    record = open_record(url)
    other, me = _busy(record), _busy(record)
    last = record.attempts(me, "m/e")[-1].sequence
    record.erase(me)
    record.check()
    record.close()
    again = open_record(url)
    assert answer(again, other, "m/new", "x").attempt.sequence > last
    again.close()


def test_erasing_says_so_when_somebody_keeps_the_file_busy_and_can_be_done_again(path: Path, url: str) -> None:
    record = open_record(url, wait=0.3)
    me = _everywhere(record)
    reader = open_database(url)
    with reader.engine.connect() as connection:
        connection.exec_driver_sql("BEGIN")
        connection.execute(text("select count(*) from learner")).all()
        with pytest.raises(StoreError) as caught:
            record.erase(me)
    assert caught.value.message.key == "store.locked"
    assert record.learner(me) is None
    reader.close()
    assert not record.erase(me)
    assert not _found(path)
    record.close()


def _erasing(learner: str, looks_before: datetime | None) -> Executable:
    return insert(erasing).values(number=1, learner=learner, looks_before=looks_before)


def _run(database: Database, *statements: Executable) -> None:
    def run(connection: Connection) -> None:
        for statement in statements:
            connection.execute(statement)

    database.write(run)


def _busy(record: Record) -> str:
    me = somebody(record)
    answer(record, me, "m/e", "x")
    record.add_event(Event(me, "m/e", "hint", NOW, 1))
    record.add_looks([Look(NOW, me, "answers")])
    return me


def _everywhere(record: Record) -> str:
    """A learner whose id, and all that can be typed, has the canary in it."""
    cohort = new_cohort(record, CANARY.replace("-", ""), "m")
    me = f"{CANARY}-id"
    learner = Learner(me, NOW, "nl", f"{CANARY}-recovery")
    record.add_learner(learner, replace(new_session(me), token_hash=f"{CANARY}-token"))
    for number in range(30):
        answer(record, me, f"m/e{number}", f"{CANARY} " * 300)
        record.save_draft(Draft(me, "m/e", {"text": f"{CANARY} " * number}, NOW))
    record.add_event(Event(me, "m/case", "move", NOW, 1, CANARY))
    record.save_bookmark(Bookmark(me, "m", CANARY, NOW))
    record.add_member(Member(cohort.id, me, CANARY, NOW, CANARY))
    record.set_account(Account(me, f"{CANARY}@example.org", CANARY, NOW))
    record.add_identity(Identity(CANARY, CANARY, me, NOW))
    record.give(new_grant(me, scope_id=CANARY))
    record.share(Share(me, "m/e1", NOW))
    record.add_comment(Comment(me, "m/e1", me, CANARY, NOW))
    record.put_flag_notes([FlagNote(cohort.id, me, "idle", "m", NOW, me, NOW, LATER, CANARY)])
    record.save_snippet(Snippet(f"{CANARY}-snippet", me, "m", CANARY, CANARY))
    record.add_looks([Look(NOW, me, "answers", me)])
    return me


def _found(path: Path) -> list[str]:
    return [each.name for each in path.parent.iterdir() if CANARY.encode() in each.read_bytes()]
