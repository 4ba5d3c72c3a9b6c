"""What people read: an author's text in both languages, or a message of ours by its key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Language: TypeAlias = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """An author's text in Dutch and English; where one is missing the other stands in for it."""

    nl: str = ""
    en: str = ""

    def get(self, language: Language) -> str:
        """The text in this language, else in the other one."""
        return (self.nl or self.en) if language == "nl" else (self.en or self.nl)

    def __bool__(self) -> bool:
        return bool(self.nl or self.en)


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence of the program itself: its key in the message catalogues and what fills its placeholders."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.key} {dict(self.values)}" if self.values else self.key


Words: TypeAlias = Text | Message
"""Anything that can be shown to a person."""
