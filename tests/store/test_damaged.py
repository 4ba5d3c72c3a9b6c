from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from learnenv.domain.errors import StoreError
from learnenv.domain.progress import Event
from learnenv.store.mark import mark_path, read_mark
from learnenv.store.open import open_record
from learnenv.testing.record_samples import NOW, answer, somebody
from tests.store.damage import ANSWERS, DAMAGES, contents, fill


def refused(url: str) -> str:
    with pytest.raises(StoreError) as caught:
        open_record(url, wait=1)
    return caught.value.message.key


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_is_refused_and_left_as_it_is(damage: Callable[[Path], None], path: Path, url: str) -> None:
    damage(path)
    before = contents(path)
    assert refused(url) == "store.damaged"
    assert refused(url) == "store.damaged"
    assert contents(path) == before


def test_a_whole_file_is_opened_after_a_clean_end_and_after_a_kill(tmp_path: Path) -> None:
    for name, end in (("ended.db", True), ("killed.db", False)):
        fill(tmp_path / name, end=end)
        record = open_record(f"sqlite:///{tmp_path / name}")
        assert len(record.all_standings()) == ANSWERS
        record.check()
        record.close()


def test_an_emptied_file_is_refused(path: Path, url: str) -> None:
    fill(path, count=1)
    path.write_bytes(b"")
    assert refused(url) == "store.damaged"
    assert path.read_bytes() == b""


def test_a_file_whose_tables_are_gone_is_refused(path: Path, url: str) -> None:
    fill(path, count=1)
    path.unlink()
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA journal_mode=WAL")
    assert refused(url) == "store.damaged"


def test_a_file_that_is_gone_is_not_replaced_by_a_new_one(path: Path, url: str) -> None:
    fill(path, count=1)
    path.unlink()
    assert refused(url) == "store.gone"
    assert not path.exists()
    mark_path(path).unlink()
    open_record(url).close()


def test_an_older_copy_is_noticed_and_taken_when_the_mark_is_removed(path: Path, url: str) -> None:
    fill(path, count=2)
    older = shutil.copy(path, path.with_name("older"))
    record = open_record(url)
    answer(record, somebody(record), "module/e", "later")
    record.close()
    shutil.copy(older, path)
    assert refused(url) == "store.behind"
    mark_path(path).unlink()
    record = open_record(url)
    assert len(record.all_standings()) == 2
    record.close()


def test_another_record_in_its_place_is_noticed(path: Path, url: str) -> None:
    fill(path, count=1)
    other = path.with_name("other.db")
    fill(other, count=5)
    shutil.copy(other, path)
    assert refused(url) == "store.other-record"


def test_an_unreadable_mark_beside_a_whole_file_is_made_anew(path: Path, url: str) -> None:
    fill(path, count=3)
    mark_path(path).write_text("{")
    open_record(url).close()
    found = read_mark(path)
    assert found is not None
    assert (found.attempt, bool(found.record)) == (3, True)


def test_the_mark_follows_every_answer_and_event(path: Path, url: str) -> None:
    record = open_record(url)
    me = somebody(record)
    events = 0
    for number in range(1, 4):
        sequence = answer(record, me, "module/e", str(number)).attempt.sequence
        answer(record, me, "module/e", str(number))
        record.add_event(Event(me, "module/e", "hint", NOW, number))
        record.add_event(Event(me, "module/e", "hint", NOW, 1))
        found = read_mark(path)
        assert found is not None
        assert found.attempt == sequence == number
        assert found.event > events
        events = found.event
    record.close()


def test_a_file_of_another_program_is_refused_and_left_as_it_is(path: Path, url: str) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE theirs (x)")
    before = path.read_bytes()
    assert refused(url) == "store.not-ours"
    assert path.read_bytes() == before


def test_check_notices_that_the_file_was_removed_or_replaced(path: Path, url: str) -> None:
    record = open_record(url)
    me = somebody(record)
    answer(record, me, "module/e", "one")
    record.check()
    path.rename(path.with_name("elsewhere"))
    for act in (record.check, lambda: answer(record, me, "module/e", "two")):
        with pytest.raises(StoreError) as caught:
            act()
        assert caught.value.message.key == "store.replaced"
    record.close()


def test_check_notices_damage_in_a_file_that_is_in_use(path: Path, url: str) -> None:
    fill(path)
    record = open_record(url)
    record.check()
    data = path.read_bytes()
    middle = len(data) // 2 // 4096 * 4096
    with path.open("r+b") as file:
        file.seek(middle)
        file.write(b"rubbish!" * 1024)
    with pytest.raises(StoreError) as caught:
        record.check()
    assert caught.value.message.key == "store.damaged"
    record.close()
