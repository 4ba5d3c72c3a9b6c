"""The message catalogues messages/nl.po and en.po: symbolic keys, each with its sentence in that language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.catalog import Message as PoMessage
from babel.messages.pofile import read_po

from learnenv.domain.text import Language

FOLDER = Path(__file__).parent / "messages"
"""Where the catalogues are."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The sentence of one key. `one` is for a count of exactly 1; a sentence without a count has both the same."""

    one: str
    other: str

    def choose(self, count: object) -> str:
        """The form that goes with this count. Dutch and English have the same two: exactly one, and the rest."""
        return self.one if isinstance(count, int | float) and count == 1 else self.other


@cache
def catalogue(language: Language) -> Mapping[str, Entry]:
    """Key -> entry, read once per process. Raises BabelError or OSError if the file is damaged or missing."""
    with (FOLDER / f"{language}.po").open("rb") as file:
        read = read_po(file, locale=language, abort_invalid=True)
    return dict(_entry(message) for message in read if message.id)


def _entry(message: PoMessage) -> tuple[str, Entry]:
    key = message.id if isinstance(message.id, str) else message.id[0]
    forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    return key, Entry(forms[0], forms[-1])
