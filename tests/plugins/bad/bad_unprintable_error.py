"""Raises an error that cannot even be printed."""

from collections.abc import Sequence
from pathlib import Path

from learnenv import hookimpl


class Unprintable(Exception):
    """Fails when someone asks what is wrong."""

    def __str__(self) -> str:
        raise RuntimeError("nor this")


@hookimpl
def learnenv_content() -> Sequence[Path]:
    raise Unprintable
