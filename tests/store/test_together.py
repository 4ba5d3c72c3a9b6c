"""Several records on one database, at work at the same time."""

from __future__ import annotations

import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from learnenv.domain.progress import Recorded
from learnenv.domain.record import Record
from learnenv.store.open import open_record
from learnenv.testing.record_samples import answer, somebody

REF = "module/exercise"


def test_two_records_on_one_file_see_each_others_answers(url: str) -> None:
    one, two = open_record(url), open_record(url)
    me = somebody(one)
    start = threading.Barrier(2)

    def work(record: Record, name: str) -> None:
        start.wait()
        for number in range(50):
            answer(record, me, REF, f"{name} {number}")

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(work, (one, two), ("one", "two")))
    assert one.attempts(me, REF) == two.attempts(me, REF)
    assert one.standing(me, REF).attempts == 100
    one.close()
    two.close()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_standings_can_be_computed_again_while_others_answer(kind: str, request: pytest.FixtureRequest) -> None:
    url = request.getfixturevalue("url" if kind == "sqlite" else "fresh_postgresql")
    record, other = open_record(url), open_record(url)
    people = [somebody(record) for _ in range(4)]
    done = threading.Event()

    def work(me: str) -> None:
        for number in range(40):
            answer(record, me, f"module/e{number % 3}", str(number), fraction=0.0)
        done.set()

    with ThreadPoolExecutor(4) as threads:
        for me in people:
            threads.submit(work, me)
        while not done.is_set():
            other.rebuild_standings()
    before = record.all_standings()
    assert sum(each.wrong_in_a_row for each in before) == 160
    record.rebuild_standings()
    assert record.all_standings() == before
    record.close()
    other.close()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_while_standings_are_computed_again_answers_wait_and_readers_do_not(
    kind: str, request: pytest.FixtureRequest
) -> None:
    record = open_record(request.getfixturevalue("url" if kind == "sqlite" else "fresh_postgresql"))
    me = somebody(record)
    before = answer(record, me, REF, "x").standing
    waiting: list[Future[Recorded]] = []

    def meanwhile(done: int, total: int) -> None:
        waiting.append(threads.submit(answer, record, me, "module/new", "y"))
        time.sleep(0.3)
        assert not waiting[0].done()
        assert record.standing(me, REF) == before

    with ThreadPoolExecutor(1) as threads:
        record.rebuild_standings(meanwhile)
        assert waiting[0].result().added
    record.close()
