"""Something with an id and a text: the entries of most lists in an exercise file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from learnenv import Option, Text

NO_TEXT = Text()
"""What a text is that an author left out."""


@dataclass(frozen=True, slots=True)
class Item:
    """An entry with an id and a text."""

    id: str
    """Your own short name for this entry. Learners never see it. Keep it when you change the text."""
    text: Text
    """What the learner reads, in both languages."""


def as_options(items: Iterable[Item]) -> tuple[Option, ...]:
    """Items as a form shows them."""
    return tuple(Option(item.id, item.text) for item in items)
