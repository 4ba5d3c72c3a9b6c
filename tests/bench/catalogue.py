"""Growth: what 10, 100 and 1,000 modules cost, in starting, in showing the catalogue and in checking them all."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil
from streamlit.proto.WidgetStates_pb2 import WidgetState

from learnenv import bootstrap
from learnenv.settings import read_settings
from tests.bench.bars import Bar, columns
from tests.support.modules import write_module
from tests.support.server import Server, running, start
from tests.support.streamlit_client import Run, Tab

SIZES = (10, 100, 1000)
FOUND_BY_ALL = "kleine module"
"""Words that stand in every module made here: the search that finds most."""


@dataclass(frozen=True)
class Figure:
    """What a number of modules costs. `read_ms` is the reading of all cards, in one process and without Streamlit."""

    modules: int
    read_ms: float
    start_s: float
    start_cpu_s: float
    """The server's own processor seconds in that time: on a busy machine these say what the program costs."""
    show_ms: float
    search_ms: float
    navigation_bytes: int
    check_s: float


def measure(folder: Path, *, sizes: Sequence[int] = SIZES, shows: int = 30, starts: int = 3) -> list[Figure]:
    """All figures. `folder` is filled with modules and databases. Catalogues are shown in turns, on each server once,
    so that whatever else the machine does falls on all sizes alike."""
    modules = {size: write_modules(folder, size) for size in sizes}
    read_ms = {size: read_seconds(each) * 1e3 for size, each in modules.items()}
    started = {size: _start_seconds(folder, each, starts) for size, each in modules.items()}
    shown = _shown(folder, modules, shows)
    return [
        Figure(size, read_ms[size], *started[size], *shown[size], _check_seconds(each))
        for size, each in modules.items()
    ]


def write_modules(folder: Path, size: int) -> Path:
    """Generate this many modules; the folder that holds them."""
    home = folder / f"{size}-modules"
    for number in range(size):
        write_module(home, f"made-{number:04}")
    return home


def read_seconds(modules: Path, times: int = 3) -> float:
    """Processor seconds to read the cards of all modules: the best of some tries, which noise disturbs least."""
    settings = read_settings({}, data=modules.parent / "data-unused", modules=[modules])
    tries = []
    for _ in range(times):
        before = time.process_time()
        bootstrap.library(settings)
        tries.append(time.process_time() - before)
    return min(tries)


def table(figures: Sequence[Figure]) -> str:
    """The figures, a row per number of modules."""
    head = (
        "modules",
        "read cards ms",
        "start to catalogue s",
        "CPU s",
        "show ms",
        "search ms",
        "navigation bytes",
        "check s",
    )
    rows = [
        (
            f"{each.modules:,}",
            *(each.read_ms, f"{each.start_s:.2f}", f"{each.start_cpu_s:.2f}", each.show_ms, each.search_ms),
            *(each.navigation_bytes, f"{each.check_s:.2f}"),
        )
        for each in figures
    ]
    most = figures[-1]
    check = (most.check_s - figures[0].check_s) / max(1, most.modules - figures[0].modules)
    return f"{columns([head, *rows], first=10)}\nOne more module to check: {check * 1e3:.1f} ms"


def bars(figures: Sequence[Figure]) -> list[Bar]:
    """What was promised of growth."""
    few, most = figures[0], figures[-1]
    middle = figures[-2]
    per_card = most.read_ms / most.modules / (middle.read_ms / middle.modules)
    sizes = {each.navigation_bytes for each in figures}
    named = f"{most.modules:,} modules"
    return [
        Bar(
            f"{named}: less than 5 s of processor time from start to catalogue",
            f"{most.start_cpu_s:.2f} s ({most.start_s:.2f} s by the clock)",
            most.start_cpu_s < 5,
        ),
        Bar("reading a card costs no more among many (at most 1.5 times)", f"{per_card:.2f} times", per_card <= 1.5),
        *(
            Bar(
                f"{named}: {what} takes at most twice as long as with {few.modules}", f"{ratio:.2f} times", ratio <= 2
            )
            for what, ratio in (
                ("the catalogue", most.show_ms / few.show_ms),
                ("a search", most.search_ms / few.search_ms),
            )
        ),
        Bar("the navigation message is the same size for all", f"{sizes} bytes", len(sizes) == 1),
    ]


def _start_seconds(folder: Path, modules: Path, times: int) -> tuple[float, float]:
    """From the start of the process to a catalogue that somebody new sees: by the clock, and of the processor."""
    seconds, used = [], []
    for number in range(times):
        begun = time.perf_counter()
        server = start(folder / f"data-{modules.name}-{number}", modules=[modules])
        try:
            asyncio.run(_load(server))
            seconds.append(time.perf_counter() - begun)
            spent = psutil.Process(server.process.pid).cpu_times()
            used.append(spent.user + spent.system)
        finally:
            server.stop()
    return median(seconds), median(used)


async def _load(server: Server) -> None:
    async with Tab(server.port, cookie=server.begin()) as tab:
        _sound(await tab.load("/modules"))


def _shown(folder: Path, modules: Mapping[int, Path], times: int) -> dict[int, tuple[float, float, int]]:
    """Milliseconds to show the catalogue and to search it, and the bytes of the navigation message, by size."""
    with ExitStack() as stack:
        servers = {
            size: stack.enter_context(running(folder / f"data-{each.name}-shown", modules=[each]))
            for size, each in modules.items()
        }
        return asyncio.run(_in_turns(servers, times))


async def _in_turns(servers: Mapping[int, Server], times: int) -> dict[int, tuple[float, float, int]]:
    async with AsyncExitStack() as stack:
        tabs = {
            size: await stack.enter_async_context(Tab(server.port, cookie=server.begin()))
            for size, server in servers.items()
        }
        navigation = {size: _sound(await tab.load("/modules")).navigation_bytes for size, tab in tabs.items()}
        show = await _reruns(tabs, times)
        for tab in tabs.values():
            box = next(each.text_input for each in tab.elements.values() if each.WhichOneof("type") == "text_input")
            tab.widgets[box.id] = WidgetState(id=box.id, string_value=FOUND_BY_ALL)
        search = await _reruns(tabs, times)
    return {size: (show[size], search[size], navigation[size]) for size in tabs}


async def _reruns(tabs: Mapping[int, Tab], times: int) -> dict[int, float]:
    turns = [{size: _sound(await tab.rerun()).ms for size, tab in tabs.items()} for _ in range(times)]
    return {size: median(turn[size] for turn in turns) for size in tabs}


def _sound(run: Run) -> Run:
    assert run.exceptions == []
    return run


def _check_seconds(modules: Path) -> float:
    command = [sys.executable, "-m", "learnenv.cli", "check", "--modules", str(modules)]
    begun = time.perf_counter()
    ran = subprocess.run(command, capture_output=True, text=True, env=dict(os.environ), check=False)
    assert ran.returncode == 0, ran.stdout[-2000:] + ran.stderr[-2000:]
    return time.perf_counter() - begun
