"""The server killed, or asked to stop, over and over while learners answer: no answer that was shown as saved may be
lost, and who is asked to stop does so in time and leaves no process behind.

Every tab writes texts that occur once, so each can be found again in the record. An answer that was under way when
the server died is sent again with its old key, as a browser does: it must then be there once, not twice.
"""

from __future__ import annotations

import asyncio
import random
import subprocess
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from websockets.exceptions import ConnectionClosed

from learnenv.domain.record import Record
from learnenv.settings import read_settings
from learnenv.store.open import open_record
from tests.bench.bars import Bar, columns
from tests.support.modules import REFLECTION, write_module
from tests.support.server import Server, start
from tests.support.streamlit_client import Tab

MODULE = "killed"
EXERCISES = ("first", "second", "third")
LEARNERS = 3
TABS_EACH = 2
LONGEST = 0.8
"""Seconds from the first answer of a round to its end, at most."""
LONGEST_STOP = 10.0
"""Seconds that a server may take to stop when it is asked to."""


@dataclass
class Figure:
    """What the kills did. Everything from `missing` to `left_behind` has to be 0."""

    kills: int = 0
    asked: bool = False
    """To stop, instead of being killed."""
    saved: int = 0
    under_way: int = 0
    kept_unsaid: int = 0
    """Of those under way: already on record when the server died before it could say so."""
    missing: int = 0
    double: int = 0
    refused: int = 0
    standings_off: int = 0
    left_behind: int = 0
    """Processes that a server had started and that outlived it."""
    slowest_stop: float = 0.0
    seconds: float = 0.0


@dataclass(frozen=True)
class _Sent:
    """An answer as a tab sent it."""

    exercise: str
    text: str
    drawn_with: str


@dataclass
class _Writer:
    """One tab of one learner, across all restarts."""

    name: str
    cookie: str
    learner: str = ""
    written: int = 0
    pending: _Sent | None = None
    saved: list[_Sent] = field(default_factory=list)
    refused: int = 0


def measure(folder: Path, kills: int, *, ask: bool = False) -> Figure:
    """Kill the server so many times, or ask it to stop; what was found after each of them."""
    begun = time.perf_counter()
    modules = write_module(folder, MODULE, dict.fromkeys(EXERCISES, REFLECTION))
    data = folder / "data"
    figure = Figure(asked=ask)
    writers: list[_Writer] = []
    for _ in range(kills):
        server = start(data, modules=[modules])
        writers = writers or _begin(server)
        asyncio.run(_round(server, writers, figure))
        figure.kills += 1
        _look(data, writers, figure)
    figure.seconds = time.perf_counter() - begun
    return figure


def table(figure: Figure) -> str:
    """The figure as text."""
    return columns(
        [
            (f"server {'asked to stop (SIGTERM)' if figure.asked else 'killed (SIGKILL)'}, times", figure.kills),
            ("answers shown as saved", figure.saved),
            ("  of these missing", figure.missing),
            ("answers on record twice", figure.double),
            ("answers refused without a kill", figure.refused),
            ("kills after which standings differ from a rebuild", figure.standings_off),
            ("under way at a kill, sent again", figure.under_way),
            ("  of these already on record", figure.kept_unsaid),
            *([("slowest to stop, seconds", figure.slowest_stop)] if figure.asked else []),
            ("seconds in all", figure.seconds),
        ]
    )


def bars(figure: Figure) -> list[Bar]:
    """What was promised of a server that ends."""
    of = f"after {figure.kills} {'stops' if figure.asked else 'kills'} and {figure.saved:,} answers"
    return [
        Bar("answers shown as saved and lost: 0", f"{figure.missing} {of}", figure.missing == 0),
        Bar("answers twice on record: 0", f"{figure.double} {of}", figure.double == 0),
        Bar("answers refused for no reason: 0", f"{figure.refused} {of}", figure.refused == 0),
        Bar("standings equal to a rebuild", f"{figure.standings_off} times not", figure.standings_off == 0),
        *(_bars_of_stops(figure) if figure.asked else ()),
    ]


def _bars_of_stops(figure: Figure) -> list[Bar]:
    in_time = figure.slowest_stop <= LONGEST_STOP
    return [
        Bar(f"stops within {LONGEST_STOP:g} s", f"{figure.slowest_stop:.1f} s at most", in_time),
        Bar("processes left behind: 0", f"{figure.left_behind}", figure.left_behind == 0),
    ]


def _begin(server: Server) -> list[_Writer]:
    cookies = [server.begin() for _ in range(LEARNERS)]
    return [_Writer(f"{who}-{tab}", cookie) for who, cookie in enumerate(cookies) for tab in range(TABS_EACH)]


async def _round(server: Server, writers: Sequence[_Writer], figure: Figure) -> None:
    """All tabs answer until the server ends at a random moment."""
    answered = asyncio.Event()
    async with AsyncExitStack() as stack:
        tabs = [await stack.enter_async_context(Tab(server.port, cookie=writer.cookie)) for writer in writers]
        await asyncio.gather(*(tab.load(f"/lesson?module={MODULE}&page=page-1") for tab in tabs))
        writing = [asyncio.create_task(_write(*each, answered)) for each in zip(tabs, writers, strict=True)]
        await asyncio.wait_for(answered.wait(), 30)
        await asyncio.sleep(random.uniform(0, LONGEST))
        await asyncio.to_thread(_stop, server, figure) if figure.asked else server.kill()
        await asyncio.gather(*writing)


def _stop(server: Server, figure: Figure) -> None:
    family = psutil.Process(server.process.pid).children(recursive=True)
    begun = time.monotonic()
    try:
        server.stop()
    except subprocess.TimeoutExpired:
        server.kill()
    figure.slowest_stop = max(figure.slowest_stop, time.monotonic() - begun)
    figure.left_behind += len(psutil.wait_procs(family, timeout=1)[1])


async def _write(tab: Tab, writer: _Writer, answered: asyncio.Event) -> None:
    """Answer without pause until the connection breaks; first what was under way when it broke before."""
    writer.learner = tab.data(f"form/{MODULE}/{EXERCISES[0]}")["keep"].split("/")[1]
    try:
        while True:
            writer.pending = writer.pending or _next(tab, writer)
            await _send(tab, writer, writer.pending)
            writer.pending = None
            answered.set()
    except ConnectionClosed:
        return


def _next(tab: Tab, writer: _Writer) -> _Sent:
    writer.written += 1
    exercise = EXERCISES[writer.written % len(EXERCISES)]
    return _Sent(exercise, f"text {writer.name} {writer.written}", tab.data(f"form/{MODULE}/{exercise}")["key"])


async def _send(tab: Tab, writer: _Writer, sent: _Sent) -> None:
    key = f"form/{MODULE}/{sent.exercise}"
    run = await tab.send(key, "submit", {"value": {"text": sent.text}, "key": sent.drawn_with, "seconds": 1.0})
    shown = tab.data(key)
    saved = (shown["result"] or {}).get("state") == "saved" and shown["value"].get("text") == sent.text
    if saved and not run.exceptions:
        writer.saved.append(sent)
    else:
        writer.refused += 1


def _look(data: Path, writers: Sequence[_Writer], figure: Figure) -> None:
    """Read the record as the kill left it and compare it with what the tabs were told."""
    record = open_record(read_settings({}, data=data).database_url)
    try:
        record.check()
        kept = _kept(record, {writer.learner for writer in writers})
        before = record.all_standings()
        record.rebuild_standings()
        off = record.all_standings() != before
    finally:
        record.close()
    said = Counter((writer.learner, sent.exercise, sent.text) for writer in writers for sent in writer.saved)
    pending = [(writer.learner, each.exercise, each.text) for writer in writers if (each := writer.pending)]
    figure.saved = said.total()
    figure.missing = sum(each not in kept for each in said)
    figure.double = sum(count - 1 for count in kept.values())
    figure.refused = sum(writer.refused for writer in writers)
    figure.standings_off += off
    figure.under_way += len(pending)
    figure.kept_unsaid += sum(each in kept for each in pending)


def _kept(record: Record, learners: set[str]) -> Counter[tuple[str, str, str]]:
    """How often each answer is on record, by learner, exercise and text; and each key, by the same."""
    attempts = [
        (exercise, attempt)
        for learner in sorted(learners)
        for exercise in EXERCISES
        for attempt in record.attempts(learner, f"{MODULE}/{exercise}")
    ]
    keys = Counter((each.learner, exercise, each.key) for exercise, each in attempts)
    texts = Counter((each.learner, exercise, str(each.answer["text"])) for exercise, each in attempts)
    return texts + Counter({key: count for key, count in keys.items() if count > 1})
