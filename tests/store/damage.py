"""Records that hold something, and five ways in which a file gets damaged."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from learnenv.store.open import open_record
from learnenv.testing.record_samples import answer, somebody

ANSWERS = 150


def fill(path: Path, *, end: bool = True, count: int = ANSWERS) -> None:
    """Put a record with answers at this path; `end=False` leaves it as a killed program would."""
    work = path if end else path.with_name("running.db")
    record = open_record(f"sqlite:///{work}")
    me = somebody(record)
    for number in range(count):
        answer(record, me, f"module/e{number}", f"answer {number}")
    if not end:
        for suffix in ("", "-wal", ".mark"):
            shutil.copy(f"{work}{suffix}", f"{path}{suffix}")
    record.close()


def contents(path: Path) -> dict[str, bytes]:
    """What is in the database file and in the files that belong to it; SQLite may make an empty log by looking."""
    files = (path, path.with_name(path.name + "-wal"), path.with_name(path.name + ".mark"))
    return {file.name: file.read_bytes() for file in files if file.exists() and file.stat().st_size}


def rubbish_at_the_start(path: Path) -> None:
    fill(path)
    _overwrite(path, 0, 4096)


def rubbish_in_the_middle(path: Path) -> None:
    fill(path)
    answers = path.read_bytes().index(b"answer 20")
    _overwrite(path, answers // 4096 * 4096, 8192)


def cut_off(path: Path) -> None:
    fill(path)
    os.truncate(path, path.stat().st_size * 2 // 3)


def nothing_but_zeros(path: Path) -> None:
    fill(path)
    path.write_bytes(bytes(path.stat().st_size))


def rubbish_in_the_log(path: Path) -> None:
    fill(path, end=False)
    log = path.with_name(path.name + "-wal")
    _overwrite(log, log.stat().st_size // 3, 8192)


DAMAGES: Mapping[str, Callable[[Path], None]] = {
    each.__name__: each
    for each in (rubbish_at_the_start, rubbish_in_the_middle, cut_off, nothing_but_zeros, rubbish_in_the_log)
}


def _overwrite(path: Path, start: int, size: int) -> None:
    with path.open("r+b") as file:
        file.seek(start)
        file.write(random.Random(1).randbytes(size))
