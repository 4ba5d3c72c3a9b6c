"""A checked answer on a lesson page, beside the same bare page under `streamlit run` and under our launcher."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

import psutil

from tests.bench.bars import Bar
from tests.support.server import READ_ALL, free_port, running
from tests.support.streamlit_client import Run, Tab

LESSON = "/lesson?module=doetank-start&page=why-small"
OURS = "form/doetank-start/top-down-claim"
BARE = "form/bare"
HERE = Path(__file__).parent
MOST_CPU = {"bare, streamlit run": 0.25, "bare, our launcher": 1.5}
"""How much of a bare page's CPU a checked answer may cost."""


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


@dataclass(frozen=True)
class _Page:
    """A page to answer on, and the process that serves it."""

    name: str
    port: int
    pid: int
    address: str
    form: str
    cookie: Callable[[], str]


def measure(
    data: Path, *, answers: int = 300, crowds: tuple[int, ...] = (1, 50, 200), rounds: int = 6
) -> list[Figure]:
    """All figures. One session is measured in turns, a few answers on each server at a time, so that whatever else
    the machine does falls on all alike; then each server gets its crowds by itself."""
    with ExitStack() as stack:
        server = stack.enter_context(running(data, program=READ_ALL))
        pages = [_Page("learnenv", server.port, server.process.pid, LESSON, OURS, server.begin)]
        for name, command in BARE_SERVERS.items():
            port, pid = stack.enter_context(bare(command))
            pages.append(_Page(name, port, pid, "/", BARE, lambda: ""))
        figures: list[Figure] = []
        if 1 in crowds:
            turns = [[asyncio.run(_crowd(page, answers // rounds, 1)) for page in pages] for _ in range(rounds)]
            figures += [_together([turn[at] for turn in turns]) for at in range(len(pages))]
        return figures + [asyncio.run(_crowd(page, answers, size)) for page in pages for size in crowds if size > 1]


def bars(figures: list[Figure]) -> list[Bar]:
    """CPU per answer of one session, as a ratio to each bare page."""
    one = {each.name: each.cpu_ms for each in figures if each.sessions == 1}
    ratios = {name: one["learnenv"] / one[name] for name in MOST_CPU if name in one}
    return [
        Bar(f"CPU per answer at most {MOST_CPU[name]} x {name}", f"{ratio:.2f}", ratio <= MOST_CPU[name])
        for name, ratio in ratios.items()
    ]


def table(figures: list[Figure]) -> str:
    """The figures, and the ratios that matter."""
    head = f"{'page':28}{'sessions':>9}{'answers':>9}{'CPU ms':>9}{'p50 ms':>9}{'p95 ms':>9}{'per s':>8}{'errors':>8}"
    lines = [head] + [
        f"{f.name:28}{f.sessions:>9}{f.answers:>9}{f.cpu_ms:>9.2f}{f.p50_ms:>9.1f}{f.p95_ms:>9.1f}"
        f"{f.per_second:>8.0f}{f.errors:>8}"
        for f in figures
    ]
    one = {f.name: f.cpu_ms for f in figures if f.sessions == 1}
    for name in BARE_SERVERS:
        if name in one:
            lines.append(f"CPU per answer, learnenv / {name}: {one['learnenv'] / one[name]:.2f}")
    return "\n".join(lines)


def _together(turns: list[Figure]) -> Figure:
    """Turns of one session as one figure: sums for what adds up, medians for what does not."""
    count = sum(turn.answers for turn in turns)
    return replace(
        turns[0],
        answers=count,
        cpu_ms=sum(turn.cpu_ms * turn.answers for turn in turns) / count,
        p50_ms=median(turn.p50_ms for turn in turns),
        p95_ms=median(turn.p95_ms for turn in turns),
        per_second=median(turn.per_second for turn in turns),
        errors=sum(turn.errors for turn in turns),
    )


async def _crowd(page: _Page, answers: int, size: int) -> Figure:
    tabs = [await Tab(page.port, cookie=page.cookie()).__aenter__() for _ in range(size)]
    try:
        for tab in tabs:
            await tab.load(page.address)
            await _answer(tab, page.form, 0)
        each = max(3, answers // size)
        process = psutil.Process(page.pid)
        before, start = _cpu(process), time.perf_counter()
        runs = await asyncio.gather(*(_learner(tab, page.form, each) for tab in tabs))
        wall, cpu = time.perf_counter() - start, _cpu(process) - before
    finally:
        for tab in tabs:
            await tab.__aexit__(None)
    flat = [run for learner in runs for run in learner]
    ms = sorted(run.ms for run in flat)
    errors = sum(bool(run.exceptions) for run in flat)
    p95 = ms[int(len(ms) * 0.95)]
    return Figure(page.name, size, len(ms), cpu / len(ms) * 1e3, median(ms), p95, len(ms) / wall, errors)


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
def bare(command: Callable[[int], list[str]]) -> Iterator[tuple[int, int]]:
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


BARE_SERVERS: dict[str, Callable[[int], list[str]]] = {
    "bare, streamlit run": lambda port: [
        sys.executable,
        *("-m", "streamlit", "run", str(HERE / "bare_page.py"), "--server.headless", "true"),
        *("--server.address", "127.0.0.1", "--server.port", str(port), "--browser.gatherUsageStats", "false"),
    ],
    "bare, our launcher": lambda port: [sys.executable, "-m", "tests.bench.bare_tuned", str(port)],
}
