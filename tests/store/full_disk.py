"""A program of its own, run where the folder given is a disk of one megabyte: fill it, make room, go on.

Prints: the error's key, how many answers were said to be saved, how many are there, and whether writing went on.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

from learnenv.domain.errors import StoreError
from learnenv.store.open import open_record
from learnenv.testing.record_samples import answer, somebody


def main(folder: Path) -> None:
    record = open_record(f"sqlite:///{folder}/learnenv.db")
    me = somebody(record)
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(4096)):
            pass
    saved, key = 0, ""
    while not key:
        try:
            answer(record, me, f"module/e{saved}", "x" * 2000)
            saved += 1
        except StoreError as error:
            key = error.message.key
    there = len(record.standings(me))
    ballast.unlink()
    resumed = answer(record, me, "module/e", "room again").added
    record.check()
    record.close()
    sys.stdout.write(f"{key} {saved} {there} {resumed}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
