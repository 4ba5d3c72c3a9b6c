"""A program of its own: back up a database to a folder where it does not fit, and restore a backup there.

Words: the database, and the folder. Prints for both the error's key and the name that it gives. With `limit` before
them no file may become larger than 100 kB, which fails as a disk does that is broken.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from pathlib import Path

from learnenv.domain.errors import StoreError
from learnenv.store.backup import back_up, restore

_LIMIT = 100_000


def main(database: Path, folder: Path, *, limited: bool) -> None:
    if limited:
        resource.setrlimit(resource.RLIMIT_FSIZE, (_LIMIT, resource.RLIM_INFINITY))
    said = [
        _refusal(lambda: back_up(f"sqlite:///{database}", folder / "copy.sqlite3", _ignore)),
        _refusal(lambda: restore(f"sqlite:///{folder}/new.sqlite3", database, _ignore)),
    ]
    sys.stdout.write(json.dumps([said, sorted(each.name for each in folder.iterdir())]))


def _refusal(work: Callable[[], None]) -> tuple[str, str]:
    try:
        work()
    except StoreError as error:
        return error.message.key, str(error.message.values["path"])
    return "", ""


def _ignore(done: int, total: int) -> None:
    """Nobody looks on."""


if __name__ == "__main__":
    main(Path(sys.argv[-2]), Path(sys.argv[-1]), limited="limit" in sys.argv[1:-2])
