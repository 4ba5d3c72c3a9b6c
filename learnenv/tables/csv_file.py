"""CSV (RFC 4180): commas, points in numbers, all text between quotes, UTF-8 with the mark by which Excel knows it.

A spreadsheet that is set to another mark between columns, as a Dutch one is, takes most quotes for letters and begins
a cell after each of its own marks and on each line of a text. So text is guarded there too, as at its beginning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache
from itertools import chain
from typing import Literal, TypeAlias

from learnenv.domain.recurring import Recurring
from learnenv.tables.cells import Moment, Row
from learnenv.tables.safe import is_formula_like, writable
from learnenv.tables.writing import Writer

GUARD = "'"
"""Put before text that a spreadsheet might calculate, and before text that begins with it."""
Mark: TypeAlias = Literal[",", ";"]
"""What stands between two columns."""
_OTHERS: dict[Mark, str] = {",": ";", ";": ","}


def csv_chunks(head: Sequence[str], rows: Iterable[Row], mark: Mark = ",") -> Iterator[bytes]:
    """The file in pieces of some thousands of rows, so that no more than that is ever in memory."""
    writer, first = _Csv(mark), "\ufeff"
    for portion in chain(writer.portions([head]), writer.portions(rows)):
        yield f"{first}{portion}".encode()
        first = ""


class _Csv(Writer):
    """A number as it is, all else as text that is not calculated."""

    end, nothing = "\r\n", '""'

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self.between = mark
        self._mark = mark
        self._minutes = Recurring[datetime, str](lambda minute: minute.isoformat(" ", "minutes"))

    def text(self, text: str) -> str:
        """Between quotes, and guarded where it has to be."""
        text = _guarded(writable(text), _begins(self._mark))
        return f'"{text.replace(_QUOTE, _TWO)}"'

    def number(self, number: float) -> str:
        """To its last digit."""
        return repr(number)

    def moment(self, moment: Moment) -> str:
        """As a spreadsheet knows it."""
        return f'"{self._minutes[moment[0]]}:{moment[1]}"'


_QUOTE, _TWO = '"', '""'


def csv_text(written: str, mark: Mark = ",") -> str:
    """The text that was written so: the way back."""
    return re.sub(f"({_begins(mark).pattern}){GUARD}", r"\1", written.removeprefix(GUARD))


@cache
def _begins(mark: Mark) -> re.Pattern[str]:
    """What a cell would begin after, for who takes the quotes for letters."""
    return re.compile(rf"[{_OTHERS[mark]}\t\r\n]+")


def _guarded(text: str, begins: re.Pattern[str]) -> str:
    inside = begins.sub(lambda found: found[0] + _guard(text[found.end() :]), text)
    return _guard(text) + inside


def _guard(text: str) -> str:
    return GUARD if text.startswith(GUARD) or is_formula_like(text) else ""
