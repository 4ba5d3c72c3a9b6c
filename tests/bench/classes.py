"""The trainer's pages for a small and for a very large class, in SQLite and, if a server is there, in PostgreSQL: CPU
time and queries of each service call, and how long a running server takes to show the page. Then the exports."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import event as events
from sqlalchemy.exc import OperationalError

from learnenv import bootstrap
from learnenv.look.class_map import Group, Line, class_map
from learnenv.services import attention, cohort_answers, cohort_learner, cohort_view, items
from learnenv.services.app import App
from learnenv.settings import read_settings
from tests.bench.bars import Bar, columns
from tests.bench.class_pages import Export, Shown, exports, shown
from tests.bench.class_seed import COHORT, EXERCISES, TRAINER, Size, seed
from tests.support.modules import write_module
from tests.support.postgresql import own_database
from tests.support.server import running

MOST_MS, MOST_QUERIES, MOST_SECONDS = 1000, 10, 10
SIZES = (Size(30, 20), Size(1000, 100), Size(1000, 100, 10))


@dataclass(frozen=True)
class Figure:
    """What one page of the trainer's costs."""

    database: str
    size: Size
    page: str
    cpu_ms: float
    """Of this process alone: what else the machine does is not in it."""
    queries: int


@dataclass(frozen=True)
class Measured:
    """All that was measured."""

    calls: Sequence[Figure]
    shown: Sequence[Shown]
    exports: Sequence[Export]


def measure(
    folder: Path,
    sizes: Sequence[Size] = SIZES,
    *,
    times: int = 20,
    databases: Sequence[str] = ("SQLite", "PostgreSQL"),
    served: bool = True,
) -> Measured:
    """Every page for every size in every database there is; of the last size also as a server shows it."""
    calls: list[Figure] = []
    pages: list[Shown] = []
    files: list[Export] = []
    for database in databases:
        for number, size in enumerate(sizes):
            with ExitStack() as stack:
                url = stack.enter_context(own_database()) if database == "PostgreSQL" and _there_is_one() else ""
                if database == "PostgreSQL" and not url:
                    break
                home = folder / f"{database}-{number}"
                calls += _calls(home, url, size, times, database)
                if served and size == sizes[-1]:
                    environment = {"LEARNENV_DATABASE_URL": url} if url else {}
                    with running(home / "data", modules=[home / "modules"], environment=environment) as server:
                        pages += shown(server, database, times)
                        files += exports(server, database)
    return Measured(calls, pages, files)


def table(measured: Measured) -> str:
    """The figures in columns."""
    calls = [(f"{f.database}: {f.size.name}: {f.page}", f.cpu_ms, f.queries) for f in measured.calls]
    parts = [columns([("class and page", "CPU ms", "queries"), *calls], first=52)]
    if measured.shown:
        rows = [(f"{f.database}: {f.page}", f.p50_ms, f.p95_ms, f.cpu_ms, f.kilobytes) for f in measured.shown]
        parts.append(columns([("page as a server shows it", "p50 ms", "p95 ms", "CPU ms", "kB"), *rows], first=52))
    if measured.exports:
        files = [
            (f"{f.database}: {f.name}", f.seconds, f.cpu_seconds, f.megabytes, f.grown) for f in measured.exports
        ]
        parts.append(columns([("export", "s", "CPU s", "MB", "MB of memory more"), *files], first=52))
    return "\n\n".join(parts)


def bars(measured: Measured) -> list[Bar]:
    """The slowest page, the most queries, whether history makes it slower, and the slowest export."""
    most = max(measured.calls, key=lambda each: each.queries)
    found = [Bar(f"at most {MOST_QUERIES} queries a page", f"{most.queries}, {most.page}", most.queries <= 10)]
    if measured.shown:
        slow = max(measured.shown, key=lambda each: each.p95_ms)
        found.append(Bar(f"a page within {MOST_MS} ms (p95)", f"{slow.p95_ms:.0f}, {slow.page}", slow.p95_ms <= 1000))
    for database in {each.database: None for each in measured.calls}:
        first = [each for each in measured.calls if (each.database, each.page) == (database, "overview")][-2:]
        if len(first) == 2 and first[0].size.learners == first[1].size.learners:
            ratio = first[1].cpu_ms / first[0].cpu_ms
            promise = f"{database}: no slower with ten times the history (ratio at most 1.25)"
            found.append(Bar(promise, f"{ratio:.2f}", ratio <= 1.25))
    for each in measured.exports:
        promise = f"{each.database}: {each.name} within {MOST_SECONDS} s"
        found.append(Bar(promise, f"{each.seconds:.1f}", each.seconds <= MOST_SECONDS))
    return found


def _there_is_one() -> bool:
    try:
        with own_database():
            return True
    except OperationalError:
        return False


def _calls(folder: Path, url: str, size: Size, times: int, database: str) -> Iterator[Figure]:
    for module in size.modules:
        write_module(folder / "modules", module, EXERCISES, pages=5)
    environment = {"LEARNENV_DATABASE_URL": url} if url else {}
    core = bootstrap.start(read_settings(environment, data=folder / "data", modules=[folder / "modules"]))
    try:
        seed(core, size)
        for page, call in _pages(core, size.modules).items():
            with _counting(core) as asked:
                call()
            before = time.process_time()
            for _ in range(times):
                call()
            yield Figure(database, size, page, 1000 * (time.process_time() - before) / max(times, 1), len(asked))
    finally:
        core.record.close()


def _pages(core: App, modules: list[str]) -> dict[str, Callable[[], object]]:
    ref = f"{modules[0]}/item-1"

    def picture() -> str:
        found = cohort_view.grid(core, TRAINER, COHORT)
        groups = [Group(each.id, len(each.steps)) for each in found.modules]
        lines = [Line(row.member.name, [state for page in row.states for state in page]) for row in found.rows]
        return class_map(groups, lines, title=COHORT)

    return {
        "overview": lambda: items.hardest(attention.overview(core, TRAINER, COHORT).grid),
        "picture": picture,
        "items of one module": lambda: items.items(core, TRAINER, COHORT, modules[0]),
        "answers to one exercise": lambda: cohort_answers.answers(core, TRAINER, COHORT, ref),
        "one member": lambda: cohort_learner.learner(core, TRAINER, COHORT, "learner-1"),
        "tries of one member": lambda: cohort_learner.tries(core, TRAINER, COHORT, "learner-1", ref),
    }


@contextmanager
def _counting(core: App) -> Iterator[list[str]]:
    """What is read from the database. The line in the audit log is written besides."""
    engine: Any = core.record._database.engine  # type: ignore[attr-defined]
    asked: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        if statement.lstrip()[:6].upper() == "SELECT":
            asked.append(statement)

    events.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        events.remove(engine, "before_cursor_execute", note)
