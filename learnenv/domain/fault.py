"""What is wrong in a module's files: said so that its author can mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from learnenv.domain.text import Message, Words

DataPath: TypeAlias = tuple[str | int, ...]
"""The way to a value in file data, such as ("options", 2, "text")."""

Severity: TypeAlias = Literal["error", "warning", "hint"]
"""An error hides something from learners or misleads them; a warning works and is better mended; a hint is advice."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault in one file. `line` and `column` count from 1; 0 means the file as a whole."""

    what: Words
    mend: Words
    file: str = ""
    line: int = 0
    column: int = 0
    excerpt: str = ""
    """The faulty line itself, as it stands in the file."""
    width: int = 1
    """How many characters to underline from `column`."""
    severity: Severity = "error"

    @property
    def code(self) -> str:
        """A short name for this kind of fault that stays the same, for editors and scripts: unknown-field."""
        return self.what.key.partition(".")[2] if isinstance(self.what, Message) else "of-the-type"


@dataclass(frozen=True, slots=True)
class DataFault:
    """A fault that an exercise type finds in data: where in the data, what, and the mend."""

    path: DataPath
    what: Words
    mend: Words
    at_key: bool = False
    """Point at the key of the last step rather than at its value."""
    severity: Severity = "error"


@dataclass(slots=True)
class ContentError(Exception):
    """Data that is no exercise: all that is wrong with it at once."""

    faults: Sequence[DataFault] = field(default_factory=tuple)

    def __str__(self) -> str:
        return "; ".join(f"{'.'.join(map(str, fault.path))}: {fault.what}" for fault in self.faults)
