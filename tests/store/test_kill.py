from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

import pytest

from learnenv.domain.record import Record
from learnenv.store.open import open_record
from learnenv.testing.record_samples import somebody
from tests.store.forking import KILLED, Forker, forker
from tests.store.often import OFTEN

WRITERS = 2
REFS = [f"module/e{number}" for number in range(6)]
Said: TypeAlias = tuple[str, str, str, int, str, str]


@pytest.fixture(scope="module")
def processes() -> Iterator[Forker]:
    with forker() as started:
        yield started


@pytest.mark.slow
def test_no_answer_that_was_saved_is_lost_when_the_program_is_killed(path: Path, url: str, processes: Forker) -> None:
    _kill_and_look(url, processes, kills=OFTEN.kills)


@pytest.mark.slow
def test_nor_with_postgresql(fresh_postgresql: str, processes: Forker) -> None:
    _kill_and_look(fresh_postgresql, processes, kills=OFTEN.kills)


def _kill_and_look(url: str, processes: Forker, *, kills: int) -> None:
    record = open_record(url)
    learners = [somebody(record) for _ in range(3)]
    record.close()
    said: list[Said] = []
    for _ in range(kills // WRITERS):
        pids = processes.start("write", WRITERS, url, *learners)
        processes.wait_for_answer()
        for pid in pids:
            time.sleep(random.uniform(0, 0.2))
            processes.kill(pid)
        assert processes.wait() == [KILLED] * WRITERS
        said += [json.loads(line) for line in processes.said]
        record = open_record(url)
        _look(record, learners, said)
        record.close()
    assert len(said) > kills


def _look(record: Record, learners: list[str], said: list[Said]) -> None:
    record.check()
    kept = [attempt for me in learners for ref in REFS for attempt in record.attempts(me, ref)]
    by_key = {(each.learner, each.ref, each.key): each for each in kept}
    assert len(by_key) == len(kept), "an attempt is there twice"
    assert len({each.sequence for each in kept}) == len(kept)
    assert len({each.answer["text"] for each in kept}) == len(kept), "an answer is there twice"
    lost = [each for each in said if tuple(each[:3]) not in by_key]
    assert lost == []
    for me, ref, key, sequence, text, given in said:
        found = by_key[me, ref, key]
        assert (found.sequence, found.answer["text"], given) == (sequence, text, text)
    before = record.all_standings()
    assert record.rebuild_standings() == len(before)
    assert record.all_standings() == before
    assert sum(each.attempts for each in before) == len(kept)
