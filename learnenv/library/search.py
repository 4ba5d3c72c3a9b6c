"""Find modules by words: whatever the case or the accents, every word must occur."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from learnenv.domain.content import ModuleCard
from learnenv.domain.text import LANGUAGES, Language


class SearchIndex:
    """Title, summary, method and outcomes of every module, folded once so that a search only compares."""

    def __init__(self, cards: Iterable[ModuleCard]) -> None:
        cards = tuple(cards)
        self._texts: Mapping[Language, tuple[tuple[ModuleCard, str, str], ...]] = {
            language: tuple((card, folded(card.title.get(language)), _all(card, language)) for card in cards)
            for language in LANGUAGES
        }

    def find(self, text: str, language: Language) -> tuple[ModuleCard, ...]:
        """The modules that have every word, those that have them all in their title first; all for no words."""
        words = folded(text).split()
        found = [entry for entry in self._texts[language] if all(word in entry[2] for word in words)]
        in_title = [card for card, title, _ in found if all(word in title for word in words)]
        elsewhere = [card for card, title, _ in found if not all(word in title for word in words)]
        return (*in_title, *elsewhere)


def folded(text: str) -> str:
    """Text without case and accents and with one kind of apostrophe, for comparing."""
    apart = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _all(card: ModuleCard, language: Language) -> str:
    texts = (card.title, card.summary, card.method, *card.outcomes)
    return folded("\n".join(text.get(language) for text in texts))
