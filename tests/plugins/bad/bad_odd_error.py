"""Raises an error that is no Exception, as some test tools do."""

from collections.abc import Sequence
from pathlib import Path

from learnenv import hookimpl


class Odd(BaseException):
    """Passes any `except Exception`."""


@hookimpl
def learnenv_content() -> Sequence[Path]:
    raise Odd("skipped")
