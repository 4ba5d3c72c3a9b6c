"""Exercise files as plain data, in the order in which authors write them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count
from typing import Any

from learnenv import Language

Data = dict[str, Any]
LONGEST_NAME = 80


@dataclass(slots=True)
class Making:
    """One question on its way to an exercise file: in which language, what it is called and what it asks."""

    language: Language
    title: str
    prompt: str
    general: str = ""
    """Feedback whatever the answer."""
    tags: tuple[str, ...] = ()
    feedback: dict[str, str] = field(default_factory=dict)
    """Feedback by state: right, partial, wrong."""

    def said(self, text: str) -> Data:
        """A text in the one language of the source."""
        return {self.language: text}

    def file(self, type_: str, own: Mapping[str, Any]) -> Data:
        """The exercise file."""
        explains = "learnenv-explanation" in self.tags
        said = {"right": "", "partial": "", "wrong": "", **self.feedback, "general": "" if explains else self.general}
        feedback = {state: self.said(text) for state, text in said.items() if text}
        title = self.title.replace("![", "! [")  # in plain words no picture may come to life
        data: Data = {"type": type_, "title": self.said(title), "prompt": self.said(self.prompt), **own}
        data |= {"feedback": feedback} if feedback else {}
        return data | ({"explanation": self.said(self.general)} if explains and self.general else {})

    def with_feedback(self, entry: Data, feedback: str) -> Data:
        """An entry of a list with what is said about it, if anything is."""
        return {**entry, "feedback": self.said(feedback)} if feedback else entry


def letters() -> Iterator[str]:
    """Ids for the options of a question: a, b, c and so on."""
    yield from "abcdefghijklmnopqrstuvwxyz"
    yield from (f"option-{number}" for number in count(27))


def title_from(text: str) -> str:
    """A name for a question that has none: how it begins."""
    text = " ".join(text.split())
    if len(text) <= LONGEST_NAME:
        return text
    start = text[: LONGEST_NAME - 1].rpartition(" ")[0] or text[: LONGEST_NAME - 1]
    return f"{start.rstrip(' ,.;:')}…"


def plainly(number: Decimal) -> Decimal:
    """A number without an exponent and without zeros at its end."""
    return Decimal(f"{number.normalize():f}")
