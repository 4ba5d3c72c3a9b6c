"""The module "Begin bij de mens, niet bij het systeem".

Its content is text in the folder content/; this file only says where that is.
"""

from collections.abc import Sequence
from pathlib import Path

from learnenv import hookimpl


@hookimpl
def learnenv_content() -> Sequence[Path]:
    """The folder of this module."""
    return [Path(__file__).parent / "content"]
