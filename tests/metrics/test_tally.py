"""Counting: exact with many threads, and next to nothing in time."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from learnenv.metrics import Spread, Tally
from learnenv.metrics.prometheus import Asked, Numbers, published
from learnenv.metrics.tally import BOUNDS
from tests.support.server import free_port


def test_nothing_is_lost_when_many_count_at_once() -> None:
    tally = Tally()

    def work(_: int) -> None:
        tally.answer()
        tally.type_error("stone")
        tally.plugin_error("pack")
        tally.commits.add(0.02)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(work, range(2000)))
    counts, seconds = tally.commits.read()
    assert (tally.answers, sum(counts), round(seconds)) == (2000, 2000, 40)
    assert tally.plugin_errors({"stone": "pack"}) == {"pack": 4000}


def test_times_are_counted_up_to_their_bound_also_when_something_fails() -> None:
    spread = Spread()
    for seconds in (0.0, BOUNDS[0], BOUNDS[0] + 0.0001, BOUNDS[-1] + 1):
        spread.add(seconds)
    with pytest.raises(KeyError), spread.timed():
        raise KeyError
    counts, _ = spread.read()
    assert (counts[0], counts[1], counts[-1], len(counts)) == (3, 1, 1, len(BOUNDS) + 1)


def test_counting_an_answer_costs_less_than_a_thousandth_of_writing_it() -> None:
    tally, rounds = Tally(), 10_000
    began = time.process_time()
    for _ in range(rounds):
        with tally.commits.timed():
            pass
        tally.answer()
    assert (time.process_time() - began) / rounds < 0.000_03


def test_an_address_that_is_taken_is_refused() -> None:
    port = free_port()
    stop = published("127.0.0.1", port, asked())
    with pytest.raises(OSError, match="in use"):
        published("127.0.0.1", port, asked())
    stop()


def asked(*, ready: bool = True) -> Asked:
    return Asked({"stone": "pack"}, lambda: ready, lambda: {"pack": 0, "broken": 2}, lambda: 1.0, lambda: None)


def samples(numbers: Numbers) -> dict[tuple[str, str], float]:
    return {
        (sample.name, sample.labels.get("plugin", "")): sample.value
        for family in numbers.collect()
        for sample in family.samples
    }


def test_every_plugin_is_counted_before_its_first_error() -> None:
    """Prometheus sees no rise from nothing to one."""
    tally = Tally()
    before = samples(Numbers(tally, asked()))
    assert before["learnenv_plugin_errors_total", "pack"] == 0
    assert before["learnenv_plugin_errors_total", "broken"] == 0
    assert before["learnenv_plugin_problems", "pack"] == 0
    assert before["learnenv_plugin_problems", "broken"] == 2
    tally.type_error("stone")
    assert samples(Numbers(tally, asked()))["learnenv_plugin_errors_total", "pack"] == 1


def test_a_record_that_cannot_be_used_is_told_and_not_asked_for_more() -> None:
    ready, not_ready = (samples(Numbers(Tally(), asked(ready=each))) for each in (True, False))
    assert (ready["learnenv_ready", ""], ready["learnenv_database_bytes", ""]) == (1, 1)
    assert not_ready["learnenv_ready", ""] == 0
    assert ("learnenv_database_bytes", "") not in not_ready
