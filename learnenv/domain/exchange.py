"""Questions that exist already, in formats of others: what an importer makes of them and an exporter writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from learnenv.domain.content import Exercise
from learnenv.domain.text import Language, Text, Words

Fate: TypeAlias = Literal["kept", "kept-with-loss", "skipped"]


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of one question on its way in or out. Every question of the source has one of these."""

    name: str
    """The question's own name, else how it begins."""
    fate: Fate
    reasons: tuple[Words, ...] = ()
    """What was lost, or why it was skipped; empty when it was kept whole."""
    line: int = 0
    """Where the question begins in the source, from 1; 0 when it has no line."""
    data: Mapping[str, Any] = field(default_factory=dict)
    """Coming in: the exercise file that it becomes, as plain data; empty when it was skipped."""
    category: str = ""
    """Where the source files the question."""
    id: str = ""
    """The id that the source gives it."""
    tags: tuple[str, ...] = ()
    """Labels that the source gives it."""


@dataclass(frozen=True, slots=True)
class Written:
    """What an exporter made: the file's content, and what became of each exercise."""

    content: bytes
    carried: tuple[Carried, ...]


@dataclass(frozen=True, slots=True)
class Importer:
    """A format that questions come from."""

    name: str
    """Short and in small letters, such as gift."""
    title: Text
    suffixes: tuple[str, ...]
    """How files of this format are named, such as .gift."""
    recognises: Callable[[bytes], bool]
    """Whether a file looks like this format."""
    read: Callable[[bytes, Language], Sequence[Carried]]
    """Every question of a file, with its texts in this language. Never raises for what a file may hold: a piece that
    is no question is a Carried that was skipped."""


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format that exercises can be written to."""

    name: str
    title: Text
    suffix: str
    write: Callable[[Sequence[Exercise], Language], Written]
    """The exercises as one file, in this language."""
