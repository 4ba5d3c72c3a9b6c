"""Makes a hook asynchronous, which nobody awaits."""

from collections.abc import Sequence
from pathlib import Path

from learnenv import hookimpl


@hookimpl
async def learnenv_content() -> Sequence[Path]:
    return [Path(__file__).parent]
