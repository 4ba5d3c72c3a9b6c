"""Going through rows, for a writer of any kind of file: what comes back is written once."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from learnenv.domain.recurring import Recurring
from learnenv.tables.cells import Cell, Moment, Row, Run, moment

_AT_ONCE = 2000
_SHORT = 100
"""Letters of a text that may come back. Of longer ones none is held."""


class Writer(ABC):
    """Turns rows into text, each cell by what it is."""

    begin, between, end = "", "", ""
    """What stands before a row, between two cells and after a row."""

    def __init__(self) -> None:
        self._ways: dict[type, Callable[[Any], str]] = {
            # Numbers of two types apart: 1 and 1.0 are equal, and are not written alike.
            int: Recurring[int, str](self.number).__getitem__,
            float: Recurring[float, str](self.number).__getitem__,
            str: Recurring[str, str](self.text, holds=_short).__getitem__,
            Run: Recurring[Run, str](self._run).__getitem__,
            tuple: self.moment,
            datetime: lambda at: self.moment(moment(at)),
            type(None): lambda _: self.nothing,
        }

    @property
    @abstractmethod
    def nothing(self) -> str:
        """An empty cell."""

    @abstractmethod
    def text(self, text: str) -> str:
        """A cell with text."""

    @abstractmethod
    def number(self, number: float) -> str:
        """A cell with a number."""

    @abstractmethod
    def moment(self, moment: Moment) -> str:
        """A cell with a moment."""

    def portions(self, rows: Iterable[Row]) -> Iterator[str]:
        """Some thousands of rows at a time, so that no more than that is ever in memory."""
        rows, around = iter(rows), f"{self.end}{self.begin}"
        while portion := list(islice(rows, _AT_ONCE)):
            columns = [self._written(column) for column in zip(*portion, strict=True)]
            yield self.begin + around.join(map(self.between.join, zip(*columns, strict=True))) + self.end

    def _written(self, column: Sequence[Cell | Run]) -> Iterable[str]:
        """Nearly every column is all of one type, and is then written without a look at each cell."""
        ways, kinds = self._ways, set(map(type, column))
        if len(kinds) == 1:
            return map(ways[kinds.pop()], column)
        return [ways[type(cell)](cell) for cell in column]

    def _run(self, run: Run) -> str:
        return self.between.join(self._ways[type(cell)](cell) for cell in run.cells)


def _short(text: str) -> bool:
    return len(text) < _SHORT
