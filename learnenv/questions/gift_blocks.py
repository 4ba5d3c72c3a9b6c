"""A GIFT file cut into its questions: at blank lines, without comments, each with its line and its category."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from learnenv.questions.gift_signs import hidden, shown

_ASCII_SPACE = " \t\f\v"
_CATEGORY = "$CATEGORY:"
_ID = re.compile(r"\[id:((?:\\\]|[^\]])+)\]")
_TAG = re.compile(r"\[tag:((?:\\\]|[^\]<>])+)\]")


@dataclass(frozen=True, slots=True)
class Block:
    """One question as it stands in the file, its escaped signs hidden."""

    text: str
    line: int
    category: str = ""
    id: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str

    @property
    def is_comment(self) -> bool:
        return self.text.startswith("//")


def blocks(lines: Sequence[str]) -> Iterator[Block]:
    """The questions in order. As in Moodle, a blank line ends a question wherever it stands, even within braces."""
    category = ""
    for run in _runs(lines):
        comments = "\n".join(line.text for line in run if line.is_comment)
        said = [line for line in run if not line.is_comment]
        if said and said[0].text.startswith(_CATEGORY):
            category = shown(hidden(said.pop(0).text.removeprefix(_CATEGORY))).strip()
        if said:
            text = "\n".join(line.text for line in said)
            yield Block(hidden(text), said[0].number, category, *_labels(comments))


def _runs(lines: Sequence[str]) -> Iterator[list[_Line]]:
    """Lines that stand together. A line of nothing but odd spaces looks blank and ends a question too, unless it is
    within braces, where Moodle takes it along."""
    run: list[_Line] = []
    open_brace = False
    for number, line in enumerate(lines, start=1):
        if not line.strip(_ASCII_SPACE) or (not line.strip() and not open_brace):
            if run:
                yield run
            run, open_brace = [], False
            continue
        run.append(_Line(number, line.strip()))
        if not run[-1].is_comment:
            open_brace = _open_after(run[-1].text, open_brace)
    if run:
        yield run


def _open_after(text: str, before: bool) -> bool:
    bare = hidden(text)
    last, first = bare.rfind("{"), bare.rfind("}")
    return last > first if last != first else before


def _labels(comments: str) -> tuple[str, tuple[str, ...]]:
    """The id and the tags that Moodle writes into comments."""
    id = _ID.search(comments)
    tags = (found.replace("\\]", "]").strip() for found in _TAG.findall(comments))
    return id[1].replace("\\]", "]").strip() if id else "", tuple(dict.fromkeys(tag for tag in tags if tag))
