"""Growth: what 10, 100 and 1,000 modules cost, in starting, in showing the catalogue and in checking them all."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

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
    show_ms: float
    search_ms: float
    navigation_bytes: int
    check_s: float


def measure(folder: Path, *, sizes: Sequence[int] = SIZES, shows: int = 30, starts: int = 3) -> list[Figure]:
    """All figures, the sizes one after another. `folder` is filled with modules and databases."""
    return [_measure(folder, size, shows, starts) for size in sizes]


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
    head = ("modules", "read cards ms", "start to catalogue s", "show ms", "search ms", "navigation bytes", "check s")
    rows = [
        (
            f"{each.modules:,}",
            *(each.read_ms, f"{each.start_s:.2f}", each.show_ms, each.search_ms),
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
        Bar(f"{named}: less than 5 s from start to catalogue", f"{most.start_s:.2f} s", most.start_s < 5),
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


def _measure(folder: Path, size: int, shows: int, starts: int) -> Figure:
    modules = write_modules(folder, size)
    read_ms = read_seconds(modules) * 1e3
    seconds = [_start_seconds(folder / f"start-{size}-{number}", modules) for number in range(starts)]
    with running(folder / f"shown-{size}", modules=[modules]) as server:
        show, search, navigation = asyncio.run(_shown(server, shows))
    return Figure(size, read_ms, median(seconds), show, search, navigation, _check_seconds(modules))


def _start_seconds(data: Path, modules: Path) -> float:
    """From the start of the process to a catalogue that somebody new sees."""
    begun = time.perf_counter()
    server = start(data, modules=[modules])
    try:
        asyncio.run(_load(server))
        return time.perf_counter() - begun
    finally:
        server.stop()


async def _load(server: Server) -> None:
    async with Tab(server.port, cookie=server.begin()) as tab:
        _sound(await tab.load("/modules"))


async def _shown(server: Server, times: int) -> tuple[float, float, int]:
    async with Tab(server.port, cookie=server.begin()) as tab:
        navigation = _sound(await tab.load("/modules")).navigation_bytes
        show = median([_sound(await tab.rerun()).ms for _ in range(times)])
        box = next(each.text_input for each in tab.elements.values() if each.WhichOneof("type") == "text_input")
        tab.widgets[box.id] = WidgetState(id=box.id, string_value=FOUND_BY_ALL)
        search = median([_sound(await tab.rerun()).ms for _ in range(times)])
    return show, search, navigation


def _sound(run: Run) -> Run:
    assert run.exceptions == []
    return run


def _check_seconds(modules: Path) -> float:
    command = [sys.executable, "-m", "learnenv.cli", "check", "--modules", str(modules)]
    begun = time.perf_counter()
    ran = subprocess.run(command, capture_output=True, text=True, env=dict(os.environ), check=False)
    assert ran.returncode == 0, ran.stdout[-2000:] + ran.stderr[-2000:]
    return time.perf_counter() - begun
