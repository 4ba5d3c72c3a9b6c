"""What is lost of a question on its way, and the word for a question that cannot come along at all."""

from __future__ import annotations

from dataclasses import dataclass, field

from learnenv import Carried, Message


class Skip(Exception):
    """This question cannot be kept; `why` says so to whoever carries it."""

    def __init__(self, key: str, **values: object) -> None:
        self.why = Message(key, values)
        super().__init__(str(self.why))


@dataclass(slots=True)
class Losses:
    """The losses of one question, each said once."""

    said: list[Message] = field(default_factory=list)
    tags: dict[str, None] = field(default_factory=dict)
    """Names of the marks of formatting that were lost, in order."""

    def add(self, key: str, **values: object) -> None:
        """Note a loss."""
        message = Message(key, values)
        if message not in self.said:
            self.said.append(message)

    def formatting(self, tag: str) -> None:
        """Note formatting that was lost."""
        self.tags.setdefault(tag)

    def reasons(self) -> tuple[Message, ...]:
        """All of them."""
        if not self.tags:
            return tuple(self.said)
        return (*self.said, Message("questions.formatting-lost", {"tags": ", ".join(self.tags)}))


def no_text() -> Carried:
    """What becomes of a file that is no text: one thing, skipped."""
    return Carried("?", "skipped", (Message("questions.not-text"),), 1)
