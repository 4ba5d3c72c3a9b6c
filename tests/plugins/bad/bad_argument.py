"""Wants an argument that the hook does not give."""

from collections.abc import Sequence
from pathlib import Path

from learnenv import hookimpl


@hookimpl
def learnenv_content(config: object) -> Sequence[Path]:
    return [Path(str(config))]
