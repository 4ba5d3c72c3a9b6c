"""The closed set of fields that a learner can fill in. Types are open, fields are closed: a front end draws these
and knows no exercise type; an exercise type describes its form in these and knows no front end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from learnenv.domain.text import Text

NO_TEXT = Text()


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose, order or place. Its id is stable and never shown to a browser."""

    id: str
    text: Text
    fixed: bool = False
    """Keeps its place when the others are shuffled, such as "none of these"."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """Choose one option. Answer: its id."""

    name: str
    options: tuple[Option, ...]
    label: Text = NO_TEXT
    help: Text = NO_TEXT
    required: bool = True
    shuffle: bool = True


@dataclass(frozen=True, slots=True)
class ManyOf:
    """Tick options. Answer: a tuple of ids in the order of the options."""

    name: str
    options: tuple[Option, ...]
    label: Text = NO_TEXT
    help: Text = NO_TEXT
    required: bool = True
    shuffle: bool = True


@dataclass(frozen=True, slots=True)
class Order:
    """Put items in order. Answer: a tuple of all ids, first to last. Always shuffled before it is shown."""

    name: str
    items: tuple[Option, ...]
    label: Text = NO_TEXT
    help: Text = NO_TEXT
    required: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """Give each item a place: matching and categorising. Answer: item id -> place id, for every item."""

    name: str
    items: tuple[Option, ...]
    places: tuple[Option, ...]
    label: Text = NO_TEXT
    help: Text = NO_TEXT
    required: bool = True
    shuffle_places: bool = False


@dataclass(frozen=True, slots=True)
class Range:
    """The stretch of a slider: from `least` to `most`, `step` at a time, with at most two decimals."""

    least: float
    most: float
    step: float = 1


@dataclass(frozen=True, slots=True)
class Number:
    """Type a number. Answer: the text as typed; the exercise type reads it, so `41,7` and `41.7` both work."""

    name: str
    label: Text = NO_TEXT
    help: Text = NO_TEXT
    unit: Text = NO_TEXT
    required: bool = True
    range: Range | None = None
    """Draws a slider beside the box. What is typed may lie between its steps or beyond its ends."""


@dataclass(frozen=True, slots=True)
class ShortText:
    """Type a line of text, or a date (answer: YYYY-MM-DD)."""

    name: str
    label: Text = NO_TEXT
    help: Text = NO_TEXT
    required: bool = True
    format: Literal["text", "date"] = "text"


@dataclass(frozen=True, slots=True)
class LongText:
    """Type paragraphs. `min_words` and `max_words` are shown as a range to aim for; 0 is no bound."""

    name: str
    label: Text = NO_TEXT
    help: Text = NO_TEXT
    required: bool = True
    min_words: int = 0
    max_words: int = 0
    rows: int = 6


@dataclass(frozen=True, slots=True)
class Table:
    """Fill in rows. Answer: a tuple of rows, each column id -> text; wholly empty rows are left out."""

    name: str
    columns: tuple[Option, ...]
    label: Text = NO_TEXT
    help: Text = NO_TEXT
    required: bool = True
    max_rows: int = 20


Field: TypeAlias = OneOf | ManyOf | Order | Place | Number | ShortText | LongText | Table
Form: TypeAlias = tuple[Field, ...]
"""The fields of an exercise in the order they are shown, each with a name of its own."""
