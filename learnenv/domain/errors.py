"""The errors that are expected: each says in the reader's language where, what and the way out."""

from __future__ import annotations

from learnenv.domain.text import Message, Words


class LearnenvError(Exception):
    """An expected error. Shown at the edge, once, in one line, without a traceback."""

    def __init__(self, key: str, /, **values: object) -> None:
        self.message = Message(key, values)
        super().__init__(str(self.message))


class NotFound(LearnenvError):
    """There is nothing by this name: a module, page, exercise or file."""


class NotAllowed(LearnenvError):
    """Whoever asks may not see or do this."""


class TriesUsedUp(LearnenvError):
    """The exercise allows no further try."""


class StoreError(LearnenvError):
    """The record cannot be opened, read or written now; nothing was half written."""


class SettingsError(LearnenvError):
    """A setting of the person who runs the program is wrong."""


class InvalidAnswer(Exception):
    """An answer that cannot be read yet. It is shown at its field, not stored, and costs no try."""

    def __init__(self, problems: dict[str, Words]) -> None:
        """Take what is wrong per field name; never empty."""
        self.problems = problems
        super().__init__("; ".join(f"{name}: {words}" for name, words in problems.items()))
