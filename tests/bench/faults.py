"""Every way in which a database can be cut short while answers come in: how many were said to be saved, how many of
these are lost, and how many are there twice."""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import OperationalError

from learnenv.store.mark import mark_path
from learnenv.store.open import open_record
from learnenv.testing.record_samples import somebody
from tests.bench.bars import Bar, columns
from tests.store.forking import Forker, forker
from tests.store.power_cut import NoCompiler, forgetful_disk
from tests.support.postgresql import own_database

WRITERS = 2
LONGEST = 0.2
CONTROL = "power cut, with SQLite set to be careless (the control)"


@dataclass(frozen=True)
class Figure:
    """What one kind of fault did."""

    fault: str
    times: int
    acknowledged: int
    lost: int
    double: int


def measure(folder: Path, times: int) -> list[Figure]:
    """Each kind so many times; what cannot be tried here is left out."""
    figures = []
    with forker() as processes:
        figures.append(_kills("program killed, SQLite", processes, f"sqlite:///{folder}/killed.db", times))
        try:
            with own_database() as url:
                figures.append(_kills("program killed, PostgreSQL", processes, url, times))
        except OperationalError:
            pass
    for name, place in (("power cut, SQLite", "cut"), (CONTROL, "control")):
        try:
            (folder / place).mkdir()
            figures.append(_cuts(name, folder / place, times, careless=name == CONTROL))
        except NoCompiler:
            pass
    return figures


def table(figures: list[Figure]) -> str:
    """The figures as text."""
    head = ("fault", "times", "acknowledged", "lost", "twice")
    return columns([head, *((each.fault, each.times, each.acknowledged, each.lost, each.double) for each in figures)])


def bars(figures: list[Figure]) -> list[Bar]:
    """What was promised; of the control, that it loses: else the others would prove nothing."""
    return [
        Bar(f"{each.fault}: {'some lost' if each.fault == CONTROL else '0 lost'}", f"{each.lost}", _is_met(each))
        for each in figures
    ]


def _is_met(figure: Figure) -> bool:
    return figure.double == 0 and (figure.lost > 0) == (figure.fault == CONTROL)


def _kills(fault: str, processes: Forker, url: str, times: int) -> Figure:
    with closing(open_record(url)) as record:
        learners = [somebody(record) for _ in range(3)]
    said: list[tuple[str, str, str]] = []
    for _ in range(times):
        pids = processes.start("write", WRITERS, url, *learners)
        processes.wait_for_answer()
        for pid in pids:
            time.sleep(random.uniform(0, LONGEST / WRITERS))
            processes.kill(pid)
        processes.wait()
        said += _keys(processes.said)
    return Figure(fault, times * WRITERS, len(said), *_look(url, said))


def _cuts(fault: str, folder: Path, times: int, *, careless: bool) -> Figure:
    acknowledged = lost = double = 0
    with forgetful_disk(folder, careless=careless) as disk:
        for _ in range(times):
            disk.cut(mark_arrives=False)
            mark_path(disk.file).unlink()  # it would refuse the start where answers are missing
            gone, twice = _look(disk.url, disk.said)
            acknowledged, lost, double = acknowledged + len(disk.said), lost + gone, double + twice
            disk.said.clear()
    return Figure(fault, times, acknowledged, lost, double)


def _look(url: str, said: list[tuple[str, str, str]]) -> tuple[int, int]:
    """How many of these are lost, and how many are there twice."""
    with closing(open_record(url)) as record:
        record.check()
        of = {(me, ref) for me, ref, _ in said}
        kept = Counter((me, ref, each.key) for me, ref in of for each in record.attempts(me, ref))
    return len(set(said) - kept.keys()), sum(count - 1 for count in kept.values())


def _keys(lines: list[str]) -> Iterator[tuple[str, str, str]]:
    for line in lines:
        me, ref, key, *_ = json.loads(line)
        yield me, ref, key
