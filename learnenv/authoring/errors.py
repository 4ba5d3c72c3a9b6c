"""Why something could not be made: said in one line, with the way out."""

from __future__ import annotations

from pathlib import Path

from learnenv.domain.errors import LearnenvError

LONGEST_SHOWN = 60


class NotMade(LearnenvError):
    """Nothing was made, and nothing was changed."""


def shown(given: str) -> str:
    """What someone typed, short enough and clean enough to stand in a sentence."""
    plain = "".join(each if each.isprintable() else "?" for each in given)
    return plain if len(plain) <= LONGEST_SHOWN else f"{plain[: LONGEST_SHOWN - 1]}…"


def unwritable(folder: Path, error: OSError) -> NotMade:
    """There can be no writing in this folder."""
    return NotMade("authoring.unwritable", folder=shown(str(folder)), reason=error.strerror or type(error).__name__)
