"""Gives one folder and fails after it."""

from collections.abc import Iterator
from pathlib import Path

from learnenv import hookimpl


@hookimpl
def learnenv_content() -> Iterator[Path]:
    yield Path(__file__).parent
    raise OSError("disk gone")
