"""Readiness: one look for all who ask, never a long wait, and the log says when it turns."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.concurrency import run_in_threadpool

from learnenv.domain.errors import StoreError
from learnenv.store.memory import MemoryRecord
from learnenv.web import readiness
from learnenv.web.readiness import Readiness
from tests.support.apart import apart


class Fragile(MemoryRecord):
    """A record that counts how often it is asked, and can be made to fail or to hang."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0
        self.broken = False
        self.goes_on = threading.Event()
        self.goes_on.set()

    def demand_writable(self) -> None:
        self.asked += 1
        self.goes_on.wait(20)
        if self.broken:
            raise StoreError("store.full", path="/secret/place")


def test_many_who_ask_share_one_look(monkeypatch: pytest.MonkeyPatch) -> None:
    record = Fragile()

    async def talk() -> None:
        ready = Readiness(record)
        assert all(await asyncio.gather(*(ready.ask() for _ in range(50))))
        assert await ready.ask()
        assert record.asked == 1
        monkeypatch.setattr(readiness, "FRESH", 0.0)
        assert await ready.ask()
        assert record.asked == 2

    apart(talk())


def test_what_breaks_is_noticed_and_so_is_that_it_is_well_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(readiness, "FRESH", 0.0)
    record = Fragile()

    async def talk() -> list[bool]:
        ready = Readiness(record)
        said = []
        for broken in (False, True, True, False):
            record.broken = broken
            said.append(await ready.ask())
        return said

    assert apart(talk()) == [True, False, False, True]
    said = [each.getMessage() for each in caplog.records]
    assert len(said) == 2, "once for each turn, not for each who asks"
    assert "/secret/place" in said[0]
    assert said[1] == "ready again"


def test_a_record_that_says_nothing_is_not_ready_until_it_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "FRESH", 0.0)
    record = Fragile()
    record.goes_on.clear()

    async def talk() -> list[bool]:
        ready = Readiness(record, patience=0.05)
        said = [await ready.ask(), await ready.ask()]
        assert record.asked == 1, "there is never a second look while one waits"
        record.goes_on.set()
        while not await ready.ask():
            await asyncio.sleep(0.01)
        return said

    assert apart(talk()) == [False, False]


def test_from_outside_the_loop_it_is_the_same_and_a_loop_that_hangs_is_not_ready(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(readiness, "FRESH", 0.2)
    record = Fragile()
    ready = Readiness(record, patience=1.0)
    goes_on = threading.Event()

    async def talk() -> list[bool]:
        said = [await run_in_threadpool(ready.told)]
        with ready.at_work():
            said.append(await run_in_threadpool(ready.told))
            record.broken = True
            await asyncio.sleep(0.3)
            said.append(await run_in_threadpool(ready.told))
            record.broken = False
            await asyncio.sleep(0.3)
            with ThreadPoolExecutor(1) as outside:
                asked = outside.submit(ready.told)
                asked.add_done_callback(lambda _: goes_on.set())
                assert goes_on.wait(20), "who asks waits no longer than they have patience"
                said.append(asked.result())
        return [*said, await run_in_threadpool(ready.told)]

    assert apart(talk()) == [False, True, False, False, False]
