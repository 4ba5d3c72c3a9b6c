"""Learning paths, glossary and advice on methods: what belongs to no one module."""

from collections.abc import Sequence
from pathlib import Path

from learnenv import hookimpl


@hookimpl
def learnenv_guides() -> Sequence[Path]:
    """The folder with all of it."""
    return [Path(__file__).parent / "guides"]
