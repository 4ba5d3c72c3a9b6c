"""A program of its own that makes processes to be killed: it has loaded everything, so a fork starts at once.

Reads `open COUNT URL [FOLDER]`, where a copy from before an upgrade goes, or `write COUNT URL LEARNER...` from its
input; answers with `pids ...` and, when all have ended, `ended` with their exit statuses. Writers say each answer on
the same output, after it was recorded. Started with `careless`, it has SQLite write on without waiting for the disk,
as it must never be set.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import sys
import traceback
from pathlib import Path
from typing import Any, NoReturn
from uuid import uuid4

import alembic.command
import alembic.config
import alembic.script  # noqa: F401  (loaded here, so that a fork need not)

from learnenv.domain.progress import Event
from learnenv.store import sqlite
from learnenv.store.keep import Keep
from learnenv.store.open import open_record
from learnenv.testing.record_samples import NOW, answer


def main(careless: bool = False) -> None:
    if careless:
        _do_not_wait_for_the_disk()
    for line in sys.stdin:
        what, count, url, *words = line.split()
        pids = [_fork(what, url, words) for _ in range(int(count))]
        _say("pids", *pids)
        statuses = [os.waitpid(pid, 0)[1] for pid in pids]
        _say("ended", *statuses)


def _fork(what: str, url: str, words: list[str]) -> int:
    pid = os.fork()
    if pid:
        return pid
    try:
        _write(url, words) if what == "write" else open_record(url, keep=Keep(folder=Path(*words))).close()
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(1)


def _write(url: str, learners: list[str]) -> NoReturn:
    """Answer, ask for hints and send some answers twice, until somebody kills this."""
    record = open_record(url)
    chance = random.Random(os.getpid())
    for number in itertools.count(1):
        me, ref, key = chance.choice(learners), f"module/e{chance.randrange(6)}", uuid4().hex
        text = f"{os.getpid()} {number}"
        for _ in range(1 + (number % 5 == 0)):
            recorded = answer(record, me, ref, text, key=key, fraction=chance.random())
            kept = recorded.attempt
            _say("answer", json.dumps([me, ref, kept.key, kept.sequence, kept.answer["text"], text]))
        if number % 7 == 0:
            record.add_event(Event(me, ref, "hint", NOW, chance.randrange(1000)))
    raise AssertionError("there is no last number")


def _do_not_wait_for_the_disk() -> None:
    prepare = sqlite.SqliteDatabase._prepare

    def careless(self: sqlite.SqliteDatabase, connection: Any, record: object) -> None:
        prepare(self, connection, record)
        connection.execute("PRAGMA synchronous=NORMAL")

    sqlite.SqliteDatabase._prepare = careless  # type: ignore[method-assign]


def _say(*words: object) -> None:
    # One small write, which a pipe takes whole: two writers never mix their lines.
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


if __name__ == "__main__":
    main("careless" in sys.argv[1:])
