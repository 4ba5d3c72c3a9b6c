"""What the processes take meanwhile: processor time and memory of the servers, of this program, of all else."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

import psutil


@dataclass(frozen=True)
class Reading:
    """At one moment, since the start."""

    at: float
    servers: float
    """Seconds of processor time of the servers under test."""
    others: float
    """Of what stands beside them: web server and database server."""
    ourselves: float
    busy: float
    """Of everything on this machine."""


@dataclass(frozen=True)
class Usage:
    """Between two readings."""

    seconds: float
    servers: float
    others: float
    ourselves: float
    busy: float

    def shares(self) -> str:
        """In words, as parts of one core."""
        rest = max(0.0, self.busy - self.servers - self.others - self.ourselves)
        parts = (self.servers, self.others, self.ourselves, rest)
        server, beside, load, else_ = (f"{100 * part / self.seconds:.0f} %" for part in parts)
        return f"of one core: server {server}, nginx and database {beside}, load generator {load}, all else {else_}"


class Watch:
    """Reads the clocks of the processes."""

    def __init__(self, servers: Sequence[int], others: Sequence[int] = (), names: Sequence[str] = ()) -> None:
        self._servers = [psutil.Process(pid) for pid in servers]
        self._others = [psutil.Process(pid) for pid in others]
        self._names = names
        self._ourselves = psutil.Process()

    def read(self) -> Reading:
        """Now. A process of another program that is gone has taken nothing."""
        beside = [*self._others, *(child for each in self._others for child in each.children(recursive=True))]
        beside += [each for each in psutil.process_iter(["name"]) if each.info["name"] in self._names]
        every = psutil.cpu_times()
        return Reading(
            time.perf_counter(),
            sum(map(_seconds, self._servers)),
            sum(map(_seconds, beside)),
            _seconds(self._ourselves),
            sum(every) - every.idle - getattr(every, "iowait", 0.0),
        )

    def since(self, before: Reading) -> Usage:
        """What was taken since then."""
        now = self.read()
        return Usage(
            now.at - before.at,
            now.servers - before.servers,
            max(0.0, now.others - before.others),
            now.ourselves - before.ourselves,
            now.busy - before.busy,
        )

    def megabytes(self) -> list[float]:
        """Memory of each server."""
        return [each.memory_info().rss / 2**20 for each in self._servers]


def _seconds(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return float(times.user + times.system)
