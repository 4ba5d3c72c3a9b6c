"""A lesson as plain values, for who looks at its content: headings, passages, links, pictures, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from markdown_it.token import Token

from learnenv.reader.markdown_scan import parse

Kind: TypeAlias = Literal["paragraph", "item", "step", "row"]

_NOTE = re.compile(r"\[\^([^\[\]\s]{1,60})\]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, on a line counted from 0."""

    level: int
    line: int
    text: str = ""
    """Its words as the browser shows them, without source marks."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, an item of a list, a step of a numbered list, or a row of a table."""

    kind: Kind
    line: int
    """The first line, from 0."""
    end: int
    """The first line after it."""
    text: str
    """Its words, without Markdown, code and source marks."""
    sources: tuple[str, ...]
    """Ids of the sources that it names."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link, in the passage that begins on a line counted from 0."""

    line: int
    text: str
    address: str


@dataclass(frozen=True, slots=True)
class TableHead:
    """The first row of a table, on a line counted from 0."""

    line: int
    columns: tuple[str, ...]


@dataclass(slots=True)
class Outline:
    """Everything in a lesson, each in order."""

    headings: list[Heading] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    """The lines on which passages with pictures begin, a line per picture."""
    tables: list[TableHead] = field(default_factory=list)


def outline(tokens: Sequence[Token]) -> Outline:
    """What stands in the lesson with these tokens."""
    reading = _Reading()
    for token in tokens:
        reading.take(token)
    return reading.made


def links_in(text: str) -> list[Link]:
    """The links in a text."""
    return outline(parse(text)).links if "](" in text else []


@dataclass(slots=True)
class _Reading:
    made: Outline = field(default_factory=Outline)
    around: list[str] = field(default_factory=list)
    """Types of the blocks that are open, without their _open."""
    cells: list[Token] = field(default_factory=list)
    row: tuple[int, int] = (0, 0)

    def take(self, token: Token) -> None:
        """Take the next token of the lesson."""
        if token.type == "inline":
            self._inline(token)
        elif token.nesting > 0:
            self.around.append(token.type.removesuffix("_open"))
            if token.type == "heading_open":
                self.made.headings.append(Heading(int(token.tag[1]), _lines(token)[0]))
            elif token.type == "tr_open":
                self.cells, self.row = [], _lines(token)
        elif token.nesting < 0:
            self.around.pop()
            if token.type == "tr_close":
                self._row_ends()

    def _inline(self, token: Token) -> None:
        if "tr" in self.around:
            self.cells.append(token)
            self._look_inside(token, self.row[0])
            return
        first, end = _lines(token)
        self._look_inside(token, first)
        if "heading" in self.around:
            said = "".join(child.content for child in _plain(token))
            self.made.headings[-1] = replace(self.made.headings[-1], text=_NOTE.sub("", said))
        else:
            self._add(self._kind(), first, end, [token])

    def _row_ends(self) -> None:
        if "thead" in self.around:
            self.made.tables.append(TableHead(self.row[0], tuple(_words(cell) for cell in self.cells)))
        else:
            self._add("row", *self.row, self.cells)

    def _kind(self) -> Kind:
        lists = [each for each in self.around if each in ("ordered_list", "bullet_list")]
        if not lists:
            return "paragraph"
        return "step" if lists[-1] == "ordered_list" else "item"

    def _add(self, kind: Kind, first: int, end: int, inlines: Sequence[Token]) -> None:
        text = " ".join(map(_words, inlines))
        sources = tuple(_NOTE.findall(text))
        self.made.passages.append(Passage(kind, first, end, _NOTE.sub("", text), sources))

    def _look_inside(self, token: Token, line: int) -> None:
        self.made.pictures += [line for child in token.children or () if child.type == "image"]
        self.made.links += list(_links(token.children or (), line))


def _links(children: Sequence[Token], line: int) -> Iterator[Link]:
    address, words = "", list[str]()
    for child in children:
        if child.type == "link_open":
            address, words = str(child.attrs.get("href", "")), []
        elif child.type == "link_close":
            yield Link(line, "".join(words).strip(), address)
        elif child.content:
            words.append(child.content)


def _words(inline: Token) -> str:
    """The words of an inline token; a picture's description and code are no part of the text."""
    words = (
        child.content if child.type == "text" else " " * (child.type != "html_inline") for child in _plain(inline)
    )
    return "".join(words).strip()


def _plain(inline: Token) -> Iterator[Token]:
    """Without what only marks a beginning or an end, so that no word is cut in two."""
    return (child for child in inline.children or () if child.nesting == 0)


def _lines(token: Token) -> tuple[int, int]:
    return (token.map[0], token.map[1]) if token.map else (0, 1)
