"""What an author writes down for a canvas."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from learnenv import Text
from learnenv.exercise_types.items import NO_TEXT, Item

Example: TypeAlias = Text | str | tuple[Text | str, ...] | tuple[dict[str, Text | str], ...]
"""A cell filled in: a text; for a list a text per row; for a table a text per column for each row."""

STATEMENTS = "good-enough"
"""Name of the field with the statements to tick."""
LIST_COLUMN = "item"
"""Id of the one column of a list."""


@dataclass(frozen=True, slots=True)
class CanvasCell:
    """One box of the canvas."""

    id: str
    """Your own short name for this cell. Answers are kept under it: never change it once learners have begun."""
    title: Text
    """The heading of the cell, in both languages."""
    example: Example
    """The cell well filled in. For a text, number or date: a text. For a list: a list of texts. For a table: a list
    of rows, each with a text per column id. Dates are written as 2025-03-31."""
    help: Text = NO_TEXT
    """What to fill in, in a sentence or two."""
    kind: Literal["text", "list", "table", "number", "date"] = "text"
    """What is filled in."""
    required: bool = True
    """Whether the canvas can be handed in without it."""
    columns: tuple[Item, ...] = ()
    """For a table alone: its columns."""
    unit: Text = NO_TEXT
    """For a number alone: shown behind it, for instance %."""
    opens_with: str = ""
    """A cell of a canvas that the learner filled in before, as module/exercise/cell. What stands there is put in this
    cell to begin with. Name the canvas in `consumes` in module.yaml too."""


@dataclass(frozen=True, slots=True)
class CanvasCheck:
    """Something the program can check in a cell. Give exactly one of at_least, at_most and distinct."""

    cell: str
    """Id of the cell."""
    feedback: Text
    """What the learner reads as long as it is not so."""
    at_least: Decimal | None = None
    """At least this many rows (list, table) or words (text), or the number itself is at least this."""
    at_most: Decimal | None = None
    """At most this many rows (list, table) or words (text), or the number itself is at most this."""
    distinct: int | None = None
    """At least this many different values in one column of a table."""
    column: str = ""
    """With distinct: id of the column."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement that the learner ticks about their own canvas."""

    id: str
    """Your own short name for this statement. Keep it when you change the text."""
    text: Text
    """The statement, in both languages, true when the canvas is good enough in this respect."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """A canvas of named cells that the learner fills in and keeps."""

    cells: tuple[CanvasCell, ...]
    """The cells in order."""
    checks: tuple[CanvasCheck, ...] = ()
    """What the program checks. Keep these to what can be counted."""
    good_enough: tuple[Statement, ...] = ()
    """Statements with which the learner judges their own canvas."""

    def cell(self, id: str) -> CanvasCell:
        """The cell with this id."""
        return next(cell for cell in self.cells if cell.id == id)
