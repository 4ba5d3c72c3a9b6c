"""A page that a plugin adds: a function from the learner's own work to parts that every front end can show."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from learnenv.domain.answer import Answer
from learnenv.domain.text import Language, Text


@dataclass(frozen=True, slots=True)
class PageText:
    """A stretch of Markdown. HTML in it is shown as text."""

    markdown: str


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A drawing. `alt` says in words what can be seen."""

    svg: str
    alt: str


@dataclass(frozen=True, slots=True)
class PageTable:
    """Rows of plain text under headings."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


PagePart: TypeAlias = PageText | PagePicture | PageTable


@dataclass(frozen=True, slots=True)
class PageAsk:
    """What a page is drawn from: the reader's language and the reader's own work, nobody else's."""

    language: Language
    answers: Mapping[str, Answer] = field(default_factory=dict)
    """The reader's latest answers to the exercises of the page's module, by exercise id."""


@dataclass(frozen=True, slots=True)
class ModulePage:
    """A page of a plugin's own, shown with a module."""

    name: str
    """Part of the address: small letters, digits and hyphens. Unique within the module."""
    module: str
    """The id of the module that it goes with."""
    title: Text
    draw: Callable[[PageAsk], Sequence[PagePart]]
    """Draws the page. Pure: the same ask gives the same parts."""
