"""Search in everything there is, in memory, with SQLite's full-text index of three-letter pieces: Dutch puts words
together, so a word has to be found inside another. Places with the word itself come first."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from threading import Lock
from typing import Literal, Protocol, TypeAlias, cast

from learnenv.domain.content import LearningModule, ModuleCard
from learnenv.domain.guide import Guide
from learnenv.domain.text import LANGUAGES, Language
from learnenv.library.passages import Kind, Passage, guide_passages, module_passages
from learnenv.library.search import folded

Table: TypeAlias = Literal["passage", "problem"]
MOST_HITS = 40
SHOWN = 200
"""About how many letters of a passage are shown."""
_SHORTEST = 3
"""The index has pieces of three letters."""
_LONG = 6
"""From here on the end of a word is left off, so that one form of it finds another."""
_TITLE_WEIGHT = 6.0
_ENDINGS = ("en", "es", "e", "n", "s")
"""What a word can have behind it in either language and still be the same word."""
_SIGNS = re.compile(r"[\W_]+")
_EVERYWHERE = """
aan als bij dat deze die dit door een elkaar gaat geen had heb heeft hem hen het hij hoe hun ieder iedereen iemand
iets ik in is je jij jullie kan maar meer mensen met mijn moet naar niet niets nog nooit ons onze ook over steeds te
tot uit van veel voor waar was wat we weer wel wie wij wil worden wordt zal ze zich zij zijn zo
about all and are but can does don each everyone for from has have how into its keep more not nothing other our out
over people that the their them then there they this too was what when who why will with you your
"""
_STOP = frozenset(_EVERYWHERE.split())


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that has the words, with the part of its text around them."""

    kind: Kind
    id: str
    title: str
    excerpt: str
    page: str = ""


class Shelf(Protocol):
    """What there is to search in."""

    def cards(self) -> tuple[ModuleCard, ...]:
        """Every module's card."""

    def module(self, id: str) -> LearningModule:
        """A whole module."""

    def guide(self) -> Guide:
        """The guides."""


class FullText:
    """The index, built when somebody first searches. Safe to use from many threads."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._lock = Lock()
        self._built: dict[Table, sqlite3.Connection] = {}

    def find(self, text: str, language: Language) -> tuple[Hit, ...]:
        """Places with every word; where there is none, places with some of them. The best first."""
        words = telling(text)
        for joint in (" AND ", " OR "):
            if rows := self._ranked("passage", words, joint, language):
                return tuple(Hit(cast(Kind, row[0]), row[1], row[2], excerpt(row[3], words), row[4]) for row in rows)
        return ()

    def problems(self, text: str, language: Language) -> tuple[str, ...]:
        """Ids of the problems with any of the words, the best first."""
        return tuple(row[1] for row in self._ranked("problem", telling(text), " OR ", language))

    def warm(self) -> None:
        """Build the index now, so that nobody waits for it."""
        with self._lock:
            self._index("passage")

    def _ranked(self, table: Table, words: tuple[str, ...], joint: str, language: Language) -> list[tuple[str, ...]]:
        """Where the words stand by themselves, and then where they are inside others; each place once."""
        rows: dict[tuple[str, ...], tuple[str, ...]] = {}
        for query in (_by_themselves(words, joint), _inside(words, joint)):
            for row in self._match(table, query, language):
                rows.setdefault(row[:2], row)
        return list(rows.values())[:MOST_HITS]

    def _match(self, table: Table, query: str, language: Language) -> list[tuple[str, ...]]:
        if not query:
            return []
        asked = (
            f"select kind, id, title, text, page from {table} where {table} match ? and language = ? "  # noqa: S608
            f"order by bm25({table}, {_TITLE_WEIGHT}, 1.0) limit {MOST_HITS}"
        )
        with self._lock:
            return self._index(table).execute(asked, (query, language)).fetchall()

    def _index(self, table: Table) -> sqlite3.Connection:
        if table not in self._built:
            index = sqlite3.connect(":memory:", check_same_thread=False)
            columns = "folded_title, folded, kind unindexed, id unindexed, title unindexed, text unindexed"
            more = "page unindexed, language unindexed, tokenize = 'trigram'"
            index.execute(f"create virtual table {table} using fts5({columns}, {more})")
            for language in LANGUAGES:
                _fill(
                    index,
                    table,
                    self._passages(language) if table == "passage" else self._problems(language),
                    language,
                )
            self._built[table] = index
        return self._built[table]

    def _passages(self, language: Language) -> Iterator[Passage]:
        for card in self._shelf.cards():
            yield from module_passages(self._shelf.module(card.id), language)
        yield from guide_passages(self._shelf.guide(), language)

    def _problems(self, language: Language) -> Iterator[Passage]:
        for problem in self._shelf.guide().problems:
            yield Passage("problem", problem.id, problem.says.get(language), problem.words.get(language))


def telling(text: str) -> tuple[str, ...]:
    """The words to look for: without those that are everywhere, unless there are no others."""
    words = [word for word in _SIGNS.split(folded(text)[:400]) if len(word) >= _SHORTEST]
    return tuple(dict.fromkeys([word for word in words if word not in _STOP] or words))


def stem(word: str) -> str:
    """A word without the end of it, if it is long."""
    return word[:-2] if len(word) > _LONG else word


def forms(word: str) -> tuple[str, ...]:
    """A word with and without the endings that leave it the same word."""
    bare = next(
        (word[: -len(end)] for end in _ENDINGS if word.endswith(end) and len(word) - len(end) >= _SHORTEST), word
    )
    return tuple(dict.fromkeys((word, bare, *(start + end for start in (word, bare) for end in ("e", "en", "s")))))


def excerpt(text: str, words: Iterable[str]) -> str:
    """The part of a text around the first of these words, by itself if it can be, cut at spaces."""
    flat = " ".join(text.split())
    seen, words = folded(flat), tuple(words)
    itself = "|".join(re.escape(form) for word in words for form in forms(word))
    if found := re.search(rf"\b(?:{itself})\b", seen):
        at = found.start()
    else:
        at = min((place for word in words if (place := seen.find(stem(word))) >= 0), default=0)
    start = max(0, min(at - SHOWN // 3, len(flat) - SHOWN))
    cut = flat[start : start + SHOWN]
    if start:
        cut = "… " + cut.partition(" ")[2]
    return cut if start + SHOWN >= len(flat) else cut.rpartition(" ")[0] + " …"


def _by_themselves(words: Iterable[str], joint: str) -> str:
    """The query for texts in which these words stand by themselves."""
    return joint.join("(" + " OR ".join(f'" {form} "' for form in forms(word)) + ")" for word in words)


def _inside(words: Iterable[str], joint: str) -> str:
    """The query for texts in which these words are, also as a part of others."""
    return joint.join(dict.fromkeys(f'"{stem(word)}"' for word in words))


def _spaced(text: str) -> str:
    """The words of a text with a space around each, so that the index knows where one begins and ends."""
    return f" {_SIGNS.sub(' ', folded(text)).strip()} "


def _fill(index: sqlite3.Connection, table: str, passages: Iterable[Passage], language: Language) -> None:
    rows = (
        (_spaced(each.title), _spaced(each.text), each.kind, each.id, each.title, each.text, each.page, language)
        for each in passages
    )
    index.executemany(f"insert into {table} values (?, ?, ?, ?, ?, ?, ?, ?)", rows)  # noqa: S608
