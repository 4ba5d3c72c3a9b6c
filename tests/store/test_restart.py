"""PostgreSQL is restarted, gently and roughly, in the middle of a class: nobody notices more than a wait."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import pairwise

import pytest

from learnenv.store.open import open_record
from learnenv.testing.record_samples import answer, somebody
from tests.support.postgresql_server import NoServer, postgresql_server

pytestmark = pytest.mark.slow

RESTARTS = ("fast", "immediate") * 4
LEARNERS = 4
REFS = tuple(f"module/e{number}" for number in range(3))
PATIENCE = 60.0
"""Longer than a server waits, because on a busy machine a restart can take longer than the few seconds it should."""


def test_no_answer_is_lost_or_doubled_and_no_learner_sees_an_error() -> None:
    pytest.importorskip("psycopg", reason="restarts of PostgreSQL were NOT tried: psycopg is not installed")
    try:
        with postgresql_server() as server, closing(open_record(server.url, wait=PATIENCE)) as record:
            learners = [somebody(record) for _ in range(LEARNERS)]
            over = threading.Event()
            said: list[list[tuple[float, str, str]]] = [[] for _ in learners]

            def work(me: str, own: list[tuple[float, str, str]]) -> None:
                while not over.is_set():
                    ref, text = REFS[len(own) % len(REFS)], f"answer {len(own)}"
                    assert answer(record, me, ref, text).attempt.answer["text"] == text
                    own.append((time.monotonic(), ref, text))

            with ThreadPoolExecutor(LEARNERS) as threads:
                working = [threads.submit(work, *each) for each in zip(learners, said, strict=True)]
                for mode in RESTARTS:
                    given = sum(map(len, said))
                    server.restart(mode)
                    _until(lambda given=given: sum(map(len, said)) > given + LEARNERS)
                over.set()
                assert [each.result() for each in working] == [None] * LEARNERS
            for me, own in zip(learners, said, strict=True):
                kept = [(ref, str(each.answer["text"])) for ref in REFS for each in record.attempts(me, ref)]
                assert sorted(kept) == sorted((ref, text) for _, ref, text in own)
            before = record.all_standings()
            record.rebuild_standings()
            assert record.all_standings() == before
    except NoServer as error:
        pytest.skip(f"restarts of PostgreSQL were NOT tried: {error}")
    moments = sorted(each[0] for own in said for each in own)
    longest = max(later - earlier for earlier, later in pairwise(moments))
    print(f"{len(RESTARTS)} restarts, {len(moments)} answers, 0 lost, 0 double, longest wait {longest:.2f} s")


def _until(true: object) -> None:
    assert callable(true)
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "nobody could answer any more"
        time.sleep(0.01)
