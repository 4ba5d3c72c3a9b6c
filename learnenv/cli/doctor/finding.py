"""What the doctor finds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from learnenv.domain.text import Message

State: TypeAlias = Literal["good", "doubtful", "bad"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. Only a bad one makes the command end with 1."""

    state: State
    what: Message
    detail: str = field(default="")
    """Technical, not translated."""


def good(key: str, **values: object) -> Finding:
    """All is well."""
    return Finding("good", Message(key, values))


def doubtful(key: str, **values: object) -> Finding:
    """It works, and someone should look at it."""
    return Finding("doubtful", Message(key, values))


def bad(key: str, **values: object) -> Finding:
    """It does not work or is not safe."""
    return Finding("bad", Message(key, values))
