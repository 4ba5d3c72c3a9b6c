"""Power cuts: writers on a disk that keeps only what they asked it to keep (`shadow.c`), and what is left then."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from learnenv.store.mark import mark_path
from learnenv.store.open import open_record
from learnenv.testing.record_samples import somebody
from tests.store.forking import KILLED, Forker, forker

WRITERS = 2
LONGEST = 0.15
"""Seconds from the first answer to the cut, at most."""


class NoCompiler(Exception):
    """The disk that forgets cannot be made here."""


@dataclass
class Disk:
    """A folder with a record, what of it is safe, and what the writers said."""

    live: Path
    safe: Path
    processes: Forker
    learners: list[str] = field(default_factory=list)
    said: list[tuple[str, str, str]] = field(default_factory=list)
    """Learner, exercise and key of every answer that was said to be saved."""

    @property
    def file(self) -> Path:
        return self.live / "learnenv.db"

    @property
    def url(self) -> str:
        return f"sqlite:///{self.file}"

    def cut(self, *, mark_arrives: bool) -> None:
        """Let writers write, cut the power, and leave on the disk what was safe. `mark_arrives`: the system had come
        to writing the mark, without having been asked; nothing can forbid it that."""
        shutil.copytree(self.live, self.safe, dirs_exist_ok=True)
        pids = self.processes.start("write", WRITERS, self.url, *self.learners)
        self.processes.wait_for_answer()
        time.sleep(random.uniform(0, LONGEST))
        for pid in pids:
            self.processes.kill(pid)
        assert self.processes.wait() == [KILLED] * WRITERS
        self.said += [tuple(json.loads(line)[:3]) for line in self.processes.said]
        if mark_arrives:
            shutil.copy(mark_path(self.file), self.safe)
        shutil.rmtree(self.live)
        self.safe.rename(self.live)


@contextmanager
def forgetful_disk(folder: Path, *, careless: bool = False) -> Iterator[Disk]:
    """A record with some learners on such a disk. Raises NoCompiler."""
    folder = folder.resolve()
    live, safe = folder / "live", folder / "safe"
    environment = {"LD_PRELOAD": str(_shadow(folder)), "SHADOW_OF": str(live), "SHADOW_TO": str(safe)}
    with forker(*["careless"] * careless, environment=environment) as processes:
        disk = Disk(live, safe, processes)
        record = open_record(disk.url)
        disk.learners += [somebody(record) for _ in range(3)]
        record.close()
        yield disk


def _shadow(folder: Path) -> Path:
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        raise NoCompiler("there is no C compiler")
    made = folder / "shadow.so"
    if set(str(made)) & set(" :"):
        raise NoCompiler(f"what is in {folder} cannot be preloaded")
    command = [
        compiler,
        "-shared",
        "-fPIC",
        "-O1",
        "-o",
        str(made),
        str(Path(__file__).with_name("shadow.c")),
        "-ldl",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoCompiler(done.stderr)
    return made
