"""A preview of a test's own: the program as an author starts it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.support.server import Server, start

SOON = 15.0
PROGRAM = """
import os, sys
port = sys.argv[sys.argv.index("--port") + 1]
sys.argv[1:] = ["preview", os.environ["PREVIEW_THIS"], "--port", port, "--lang", os.environ["PREVIEW_IN"]]
from learnenv.cli import main
main()
"""


@contextmanager
def previewing(
    folder: Path, data: Path, *, language: str = "nl", environment: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """A preview of `folder` for the length of a with block; `data` is a folder that it should not touch."""
    own = {"PREVIEW_THIS": str(folder), "PREVIEW_IN": language, **(environment or {})}
    server = start(data, environment=own, program=PROGRAM)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.stop()


def log_of(data: Path) -> str:
    """What the program printed."""
    return (data.parent / f"{data.name}.log").read_text()


def contents(*folders: Path) -> dict[str, tuple[int, bytes]]:
    """Every file in these folders, with when it was changed and what is in it."""
    files = (Path(place) / name for folder in folders for place, _, names in os.walk(folder) for name in names)
    return {str(file): (file.stat().st_mtime_ns, file.read_bytes()) for file in files}


def until(true: Callable[[], bool]) -> None:
    """Wait for something that comes soon."""
    end = time.monotonic() + SOON
    while not true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.01)
