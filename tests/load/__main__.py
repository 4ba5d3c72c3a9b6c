"""The program: `python -m tests.load [--full] [part …]` puts servers under load and prints a table; without parts,
everything, in about a quarter of an hour. --full takes as long as the bars say: hours.

LEARNENV_LOAD_SECONDS says how long a class works (45), LEARNENV_LOAD_LEARNERS how many they are (200),
LEARNENV_LOAD_RAMP in how many seconds they come in (60), LEARNENV_LOAD_SESSIONS how many sessions are opened and
closed (1000), LEARNENV_LOAD_ANSWERS how often each learner of the week answers (60).
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.__main__ import load, machine
from tests.load import kept, leak, weeks
from tests.load.course import Teaching
from tests.load.found import Found, Line
from tests.load.plan import Plan, read_plan
from tests.load.servers import NotHere, UnderTest, bare_page, one_on_sqlite, two_on_postgresql

Lines = list[tuple[Line, bool]]
SERVERS: Mapping[str, Callable[[Path, int], AbstractContextManager[UnderTest]]] = {
    "sqlite": one_on_sqlite,
    "cluster": two_on_postgresql,
    "bare": bare_page,
}
PARTS = (*SERVERS, "week")


def main(arguments: Sequence[str]) -> int:
    """Measure these parts, or all. 2 for a part or a number that makes no sense, else 0, whatever the figures are."""
    parts = [each for each in arguments if each != "--full"]
    unknown = [part for part in parts if part not in PARTS]
    if unknown:
        print(f"There is no part {', '.join(unknown)}. Parts: {', '.join(PARTS)}.", file=sys.stderr)
        return 2
    try:
        plan = read_plan(full="--full" in arguments)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    print(machine(), NOTE, sep="\n", flush=True)
    lines: Lines = []
    for part in parts or PARTS:
        began = time.perf_counter()
        with TemporaryDirectory(prefix="learnenv-load-") as folder:
            try:
                lines += weeks.measure(Path(folder), plan) if part == "week" else _server(part, Path(folder), plan)
            except NotHere as error:
                print(f"\n{part}: NOT measured: {error}.", flush=True)
        print(f"({time.perf_counter() - began:.0f} s, {load()})", flush=True)
    print("", table(lines), sep="\n")
    return 0


def measure(part: str, folder: Path, plan: Plan) -> Found:
    """One server, from start to what is on record when it has stopped."""
    with SERVERS[part](folder, 2 * plan.learners) as under_test:
        teaching = Teaching(under_test, plan)
        course = asyncio.run(teaching.hold())
        leaked = asyncio.run(leak.measure(under_test, plan)) if under_test.record else None
        found = (
            kept.count(under_test.record, [each.told for each in teaching.learners]) if under_test.record else None
        )
        return Found(under_test.name, course, plan.think, found, leaked)


def table(lines: Lines) -> str:
    """Bar, target, measured, how."""
    rows = [("bar", "target", "measured", "", "how")]
    rows += [(*line[:3], "" if met else "NOT MET", line[3]) for line, met in lines]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n".join("  ".join((*map(str.ljust, row[:4], widths), row[4])).rstrip() for row in rows)


def _server(part: str, folder: Path, plan: Plan) -> Lines:
    found = measure(part, folder, plan)
    print(f"\n{found.name}\n\n{found.table()}", flush=True)
    return [((f"{found.name}: {line[0]}", *line[1:]), met) for line, met in found.lines(plan)]


NOTE = (
    "The load generator runs on the same cores, and so do nginx and PostgreSQL: with cores of its own a server does "
    "more. What holds anywhere is the processor time of the server for each answer (CPU ms), with the pages and "
    "drafts that belong to it."
)

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
