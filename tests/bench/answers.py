"""A checked answer on a lesson page, beside the same bare page under `streamlit run` and under our launcher."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil

from tests.support.server import free_port, running
from tests.support.streamlit_client import Run, Tab

LESSON = "/lesson?module=doetank-start&page=why-small"
OURS = "form/doetank-start/top-down-claim"
BARE = "form/bare"
HERE = Path(__file__).parent


@dataclass(frozen=True)
class Figure:
    """What one kind of page costs per checked answer."""

    name: str
    sessions: int
    answers: int
    cpu_ms: float
    p50_ms: float
    p95_ms: float
    per_second: float
    errors: int


def measure(data: Path, *, answers: int = 300, crowds: tuple[int, ...] = (1, 50, 200)) -> list[Figure]:
    """All figures: three servers, each with growing crowds."""
    figures: list[Figure] = []
    with running(data) as server:
        figures += _crowds("learnenv", server.port, server.process.pid, LESSON, OURS, server.begin, answers, crowds)
    for name, command in _BARE.items():
        with _bare(command) as (port, pid):
            figures += _crowds(name, port, pid, "/", BARE, lambda: "", answers, crowds)
    return figures


def table(figures: list[Figure]) -> str:
    """The figures, and the ratios that matter."""
    head = f"{'page':28}{'sessions':>9}{'answers':>9}{'CPU ms':>9}{'p50 ms':>9}{'p95 ms':>9}{'per s':>8}{'errors':>8}"
    lines = [head] + [
        f"{f.name:28}{f.sessions:>9}{f.answers:>9}{f.cpu_ms:>9.2f}{f.p50_ms:>9.1f}{f.p95_ms:>9.1f}"
        f"{f.per_second:>8.0f}{f.errors:>8}"
        for f in figures
    ]
    one = {f.name: f.cpu_ms for f in figures if f.sessions == 1}
    for name in _BARE:
        if name in one:
            lines.append(f"CPU per answer, learnenv / {name}: {one['learnenv'] / one[name]:.2f}")
    return "\n".join(lines)


def _crowds(
    name: str,
    port: int,
    pid: int,
    page: str,
    key: str,
    cookie: Callable[[], str],
    answers: int,
    crowds: tuple[int, ...],
) -> list[Figure]:
    return [asyncio.run(_crowd(name, port, pid, page, key, cookie, answers, size)) for size in crowds]


async def _crowd(
    name: str, port: int, pid: int, page: str, key: str, cookie: Callable[[], str], answers: int, size: int
) -> Figure:
    tabs = [await Tab(port, cookie=cookie()).__aenter__() for _ in range(size)]
    try:
        for tab in tabs:
            await tab.load(page)
            await _answer(tab, key, 0)
        each = max(3, answers // size)
        process = psutil.Process(pid)
        before, start = _cpu(process), time.perf_counter()
        runs = await asyncio.gather(*(_learner(tab, key, each) for tab in tabs))
        wall, cpu = time.perf_counter() - start, _cpu(process) - before
    finally:
        for tab in tabs:
            await tab.__aexit__(None)
    flat = [run for learner in runs for run in learner]
    ms = sorted(run.ms for run in flat)
    errors = sum(bool(run.exceptions) for run in flat)
    p95 = ms[int(len(ms) * 0.95)]
    return Figure(name, size, len(ms), cpu / len(ms) * 1e3, median(ms), p95, len(ms) / wall, errors)


async def _learner(tab: Tab, key: str, answers: int) -> list[Run]:
    """One learner's answers; who waits longer than the client's minute gives up, which counts as an error."""
    runs: list[Run] = []
    for number in range(1, answers + 1):
        try:
            runs.append(await _answer(tab, key, number))
        except TimeoutError:
            runs.append(Run(ms=60_000.0, exceptions=["no answer within a minute"]))
            break
    return runs


async def _answer(tab: Tab, key: str, number: int) -> Run:
    """Another option each time, so that each is a new answer that has to be graded and kept."""
    data = tab.data(key)
    options = data["fields"][0]["options"]
    value = {data["fields"][0]["name"]: options[number % len(options)]["id"]}
    return await tab.send(key, "submit", {"value": value, "key": data["key"], "seconds": 1.0})


def _cpu(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


@contextmanager
def _bare(command: Callable[[int], list[str]]) -> Iterator[tuple[int, int]]:
    port = free_port()
    process = subprocess.Popen(
        command(port), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=dict(os.environ)
    )
    try:
        _wait(port, process)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(15)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5):
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the bare page did not start")


_BARE: dict[str, Callable[[int], list[str]]] = {
    "bare, streamlit run": lambda port: [
        sys.executable,
        *("-m", "streamlit", "run", str(HERE / "bare_page.py"), "--server.headless", "true"),
        *("--server.address", "127.0.0.1", "--server.port", str(port), "--browser.gatherUsageStats", "false"),
    ],
    "bare, our launcher": lambda port: [sys.executable, "-m", "tests.bench.bare_tuned", str(port)],
}
