"""Starting `forker.py` and talking to it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).parents[2]
KILLED = signal.SIGKILL.value


class Forker:
    """Makes processes that open a record or write to it."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.said: list[str] = []
        """What the writers said since the last start, one JSON text per answer."""

    def start(self, what: str, count: int, *words: str) -> list[int]:
        """Start processes; their ids."""
        assert self._process.stdin
        self.said.clear()
        self._process.stdin.write(" ".join((what, str(count), *words)) + "\n")
        self._process.stdin.flush()
        return self._until("pids")

    def wait_for_answer(self) -> None:
        """Wait until a writer has said an answer."""
        assert self._process.stdout
        self.said.append(self._process.stdout.readline().removeprefix("answer ").rstrip())

    def wait(self) -> list[int]:
        """Wait until all have ended; their exit statuses."""
        return self._until("ended")

    @staticmethod
    def kill(pid: int) -> None:
        """End a process at once, if it has not ended yet."""
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)

    def _until(self, word: str) -> list[int]:
        assert self._process.stdout
        for line in self._process.stdout:
            first, rest = line.rstrip("\n").split(" ", 1)
            if first == word:
                return [int(each) for each in rest.split()]
            self.said.append(rest)
        raise AssertionError("the forker ended")


@contextmanager
def forker(*words: str, environment: Mapping[str, str] | None = None) -> Iterator[Forker]:
    """A forker that is ended afterwards."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)} | (environment or {})
    with subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("forker.py")), *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as process:
        yield Forker(process)
        assert process.stdin
        process.stdin.close()
        process.wait(10)
