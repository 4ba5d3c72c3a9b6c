"""What module.yaml may hold. The docstrings are shown to authors by their editor."""

from __future__ import annotations

from dataclasses import dataclass

from learnenv.domain.text import Text

NO_TEXT = Text()


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One lesson page."""

    id: str
    """The first part of its file's name: lessons/<id>.nl.md and lessons/<id>.en.md."""
    minutes: int = 0
    """How long it takes."""


@dataclass(frozen=True, slots=True)
class ProductEntry:
    """What a learner makes and takes away."""

    exercise: str
    """Id of the open exercise in which it is made."""
    title: Text


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """Where a fact comes from."""

    id: str
    """How a text names it: S01 for [^S01]."""
    title: str
    author: str = ""
    year: str = ""
    url: str = ""
    licence: str = ""
    seen: Text = NO_TEXT
    """What of it was read, where that is not all."""


@dataclass(frozen=True, slots=True)
class CardFile:
    """A learning module."""

    id: str
    """Small letters, digits and hyphens; never changes."""
    title: Text
    pages: tuple[PageEntry, ...]
    """The lesson pages in order."""
    version: str = ""
    """Such as "1.0.0"."""
    summary: Text = NO_TEXT
    """Two sentences for the card in the catalogue."""
    method: Text = NO_TEXT
    """The innovation method that it teaches."""
    minutes: int = 0
    """How long the whole module takes."""
    outcomes: tuple[Text, ...] = ()
    """What a learner can do afterwards."""
    requires: tuple[str, ...] = ()
    """Ids of the modules to do before this one."""
    produces: tuple[ProductEntry, ...] = ()
    picture: str = ""
    """A file in images/."""
    picture_alt: Text = NO_TEXT
    """What the picture shows, for who cannot see it."""
    sources: tuple[SourceEntry, ...] = ()
    authors: tuple[str, ...] = ()
    licence: str = ""
    mastery: float = 0.8
    """Mean score, 0 to 1, from which a completed module is mastered."""


WANTED = ("version", "summary", "method", "minutes", "outcomes")
"""Fields without which a module can be shown, though not as it should be."""
