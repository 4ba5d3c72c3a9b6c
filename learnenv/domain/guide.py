"""What belongs to no one module: learning paths, words of the trade, and problems with the methods that fit them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from learnenv.domain.text import Text

ValueT = TypeVar("ValueT")
NO_TEXT = Text()


@dataclass(frozen=True, slots=True)
class PathStep:
    """One module on a learning path."""

    module: str
    why: Text
    """Why it comes here."""
    part: Text = NO_TEXT
    """Which part of the module, where it is not the whole."""
    optional: bool = False
    pages: tuple[str, ...] = ()
    """Ids of the pages that are the part; none: the whole module."""


@dataclass(frozen=True, slots=True)
class LearningPath:
    """Modules in an order that suits a kind of learner."""

    id: str
    title: Text
    audience: Text
    """For whom it is."""
    summary: Text
    steps: tuple[PathStep, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the trade, and what it means here."""

    id: str
    term: Text
    meaning: Text
    """Markdown, one to three sentences."""
    forms: tuple[Text, ...] = ()
    """Other words for it, and other forms of the word, that a text may use."""
    modules: tuple[str, ...] = ()
    """Where it is explained."""


@dataclass(frozen=True, slots=True)
class Advice:
    """A method that fits a problem."""

    module: str
    why: Text


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that teams say of their work, and the methods that help, the best first."""

    id: str
    says: Text
    words: Text
    """Other words in which they may say it."""
    advice: tuple[Advice, ...]


@dataclass(frozen=True, slots=True)
class Limit:
    """When not to use the method of a module."""

    module: str
    when_not: Text


@dataclass(frozen=True, slots=True)
class Guide:
    """All of it together."""

    paths: tuple[LearningPath, ...] = ()
    terms: tuple[Term, ...] = ()
    problems: tuple[Problem, ...] = ()
    limits: tuple[Limit, ...] = ()

    def path(self, id: str) -> LearningPath | None:
        """The learning path with this id."""
        return next((path for path in self.paths if path.id == id), None)

    def problem(self, id: str) -> Problem | None:
        """The problem with this id."""
        return next((problem for problem in self.problems if problem.id == id), None)

    def when_not(self, module: str) -> Text:
        """When not to use the method of this module; empty if nothing is said of it."""
        return next((limit.when_not for limit in self.limits if limit.module == module), NO_TEXT)

    def joined(self, other: Guide) -> Guide:
        """Both, of what has the same id the one that was there first."""
        return Guide(
            _joined(self.paths, other.paths, "id"),
            _joined(self.terms, other.terms, "id"),
            _joined(self.problems, other.problems, "id"),
            _joined(self.limits, other.limits, "module"),
        )


def _joined(first: tuple[ValueT, ...], second: tuple[ValueT, ...], key: str) -> tuple[ValueT, ...]:
    found: dict[str, ValueT] = {}
    for each in (*first, *second):
        found.setdefault(getattr(each, key), each)
    return tuple(found.values())
