"""The trainer's pages and exports as a running server gives them."""

from __future__ import annotations

import asyncio
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Event, Thread

import psutil

from tests.bench.class_seed import COHORT, TOKEN
from tests.support.server import Server
from tests.support.streamlit_client import Tab

COOKIE = f"learnenv-session={TOKEN}"
PAGES = {
    "overview": f"/cohort?cohort={COHORT}",
    "items of one module": f"/cohort-items?cohort={COHORT}&module=module-0",
    "answers to one exercise": f"/cohort-answers?cohort={COHORT}&exercise=module-0/item-1",
    "one member": f"/cohort-learner?cohort={COHORT}&learner=learner-1",
    "tries of one member": f"/cohort-learner?cohort={COHORT}&learner=learner-1&exercise=module-0/item-1",
}
EXPORTS = (
    *(f"{what}.{kind}" for what in ("progress", "items", "answers") for kind in ("csv", "xlsx")),
    "xapi.jsonl",
)


@dataclass(frozen=True)
class Shown:
    """One page, from the request to the last thing on it."""

    database: str
    page: str
    p50_ms: float
    p95_ms: float
    cpu_ms: float
    kilobytes: float


@dataclass(frozen=True)
class Export:
    """One file, from the request to its last byte."""

    database: str
    name: str
    seconds: float
    cpu_seconds: float
    megabytes: float
    grown: float
    """How much more memory the server had, at most, than before; in MB."""


def shown(server: Server, database: str, times: int) -> Iterator[Shown]:
    """Every page, one after the other."""
    for page, address in PAGES.items():
        runs, cpu = asyncio.run(_load(server, address, times))
        spent = sorted(run[0] for run in runs)
        p95 = spent[min(len(spent) - 1, int(len(spent) * 0.95))]
        yield Shown(database, page, spent[len(spent) // 2], p95, cpu, runs[-1][1] / 1e3)


def exports(server: Server, database: str) -> Iterator[Export]:
    """Every file, one after the other."""
    process = psutil.Process(server.process.pid)
    for name in EXPORTS:
        request = urllib.request.Request(f"{server.url}/export/cohort/{COHORT}/{name}", headers={"Cookie": COOKIE})
        over, memory = Event(), [process.memory_info().rss]
        watching = Thread(target=_watch, args=(process, memory, over))
        watching.start()
        begun, cpu, size = time.perf_counter(), _cpu(process), 0
        with urllib.request.urlopen(request, timeout=600) as answer:
            while piece := answer.read(1 << 16):
                size += len(piece)
        seconds, cpu = time.perf_counter() - begun, _cpu(process) - cpu
        over.set()
        watching.join()
        yield Export(database, name, seconds, cpu, size / 1e6, (max(memory) - memory[0]) / 1e6)


async def _load(server: Server, address: str, times: int) -> tuple[list[tuple[float, int]], float]:
    process = psutil.Process(server.process.pid)
    async with Tab(server.port, cookie=COOKIE) as tab:
        await tab.load(address)
        before, runs = _cpu(process), []
        for _ in range(times):
            run = await tab.load(address)
            if run.exceptions:
                raise AssertionError(f"{address}: {run.exceptions}")
            runs.append((run.ms, run.bytes))
        return runs, 1000 * (_cpu(process) - before) / times


def _watch(process: psutil.Process, memory: list[int], over: Event) -> None:
    while not over.wait(0.1):
        memory.append(process.memory_info().rss)


def _cpu(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)
