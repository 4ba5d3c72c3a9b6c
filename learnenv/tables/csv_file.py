"""CSV (RFC 4180): commas, points in numbers, all text between quotes, UTF-8 with the mark by which Excel knows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain

from learnenv.domain.recurring import Recurring
from learnenv.tables.cells import Moment, Row
from learnenv.tables.safe import is_formula_like, writable
from learnenv.tables.writing import Writer

GUARD = "'"
"""Put before text that a spreadsheet might calculate, and before text that begins with it."""


def csv_chunks(head: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    """The file in pieces of some hundreds of rows, so that no more than that is ever in memory."""
    writer, mark = _Csv(), "\ufeff"
    for portion in chain(writer.portions([head]), writer.portions(rows)):
        yield f"{mark}{portion}".encode()
        mark = ""


class _Csv(Writer):
    """A number as it is, all else as text that is not calculated."""

    between, end, nothing = ",", "\r\n", '""'

    def __init__(self) -> None:
        super().__init__()
        self._minutes = Recurring[datetime, str](lambda minute: minute.isoformat(" ", "minutes"))

    def text(self, text: str) -> str:
        """Between quotes, and guarded where it has to be."""
        text = writable(text)
        guard = GUARD if text.startswith(GUARD) or is_formula_like(text) else ""
        return f'"{guard}{text.replace(_QUOTE, _TWO)}"'

    def number(self, number: float) -> str:
        """To its last digit."""
        return repr(number)

    def moment(self, moment: Moment) -> str:
        """As a spreadsheet knows it."""
        return f'"{self._minutes[moment[0]]}:{moment[1]}"'


_QUOTE, _TWO = '"', '""'


def csv_text(written: str) -> str:
    """The text that was written so: the way back."""
    return written.removeprefix(GUARD)
