"""Search in everything there is, in memory, with SQLite's full-text index of three-letter pieces: Dutch puts words
together, so a word has to be found inside another."""

from __future__ import annotations

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
_EVERYWHERE = """
aan als bij dat deze die dit door een geen gaat had heb heeft hem hen het hij hoe hun iets iemand ieder iedereen ik in
is je jij jullie kan maar meer met mijn moet naar niet niets nog nooit onze ons ook over steeds te tot uit van veel
voor waar was wat we weer wel wie wij wil worden wordt zal ze zich zij zijn zo
about all and are but can does don for from has have how into its keep more not nothing our out over that the their
them then there they this too was what when who why will with you your
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
        words = wanted(text)
        for joint in (" AND ", " OR "):
            if rows := self._match("passage", words, joint, language):
                return tuple(Hit(cast(Kind, row[0]), row[1], row[2], excerpt(row[3], words), row[4]) for row in rows)
        return ()

    def problems(self, text: str, language: Language) -> tuple[str, ...]:
        """Ids of the problems with any of the words, the best first."""
        return tuple(row[1] for row in self._match("problem", wanted(text), " OR ", language))

    def warm(self) -> None:
        """Build the index now, so that nobody waits for it."""
        with self._lock:
            self._index("passage")

    def _match(self, table: Table, words: Iterable[str], joint: str, language: Language) -> list[tuple[str, ...]]:
        query = joint.join(f'"{word}"' for word in words)
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


def wanted(text: str) -> tuple[str, ...]:
    """The words to look for: without those that are everywhere, and without the end of a long word."""
    words = "".join(sign if sign.isalnum() else " " for sign in folded(text)[:400]).split()
    telling = [word for word in words if len(word) >= _SHORTEST and word not in _STOP] or [
        word for word in words if len(word) >= _SHORTEST
    ]
    return tuple(dict.fromkeys(word[:-2] if len(word) > _LONG else word for word in telling))


def excerpt(text: str, words: Iterable[str]) -> str:
    """The part of a text around the first of these words, cut at spaces."""
    flat = " ".join(text.split())
    seen = folded(flat)
    at = min((place for word in words if (place := seen.find(word)) >= 0), default=0)
    start = max(0, min(at - SHOWN // 3, len(flat) - SHOWN))
    cut = flat[start : start + SHOWN]
    if start:
        cut = "… " + cut.partition(" ")[2]
    return cut if start + SHOWN >= len(flat) else cut.rpartition(" ")[0] + " …"


def _fill(index: sqlite3.Connection, table: str, passages: Iterable[Passage], language: Language) -> None:
    rows = (
        (folded(each.title), folded(each.text), each.kind, each.id, each.title, each.text, each.page, language)
        for each in passages
    )
    index.executemany(f"insert into {table} values (?, ?, ?, ?, ?, ?, ?, ?)", rows)  # noqa: S608
