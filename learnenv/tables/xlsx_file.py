"""XLSX, as far as a table of plain cells needs it. It is written as it goes, so memory does not grow with the table.

A writer of our own, because those of others look at each cell on its own: a million rows take them minutes. What
comes back is put into words once, which works because cells say nothing of where they are: they follow each other.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import chain, islice
from math import isfinite
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from learnenv.domain.recurring import Recurring
from learnenv.tables import xlsx_parts as parts
from learnenv.tables.cells import Moment, Row
from learnenv.tables.safe import is_formula_like
from learnenv.tables.writing import Writer
from learnenv.tables.xlsx_text import escaped, fitting

MOST_ROWS = 1_000_000
"""Rows on one sheet, below the head; more go on to the next."""
MOST_BYTES = 1_000_000_000
"""Of one sheet, before it is pressed; likewise."""
MOST_SHARED = 50_000
"""Texts that are kept once for the whole file. More stand in their own cells."""
_WAITING = 3
"""Portions that may wait to be pressed."""
_SHORT = 100
_EXACT = 2**53
_DAY_ZERO, _DAY = datetime(1899, 12, 30), timedelta(days=1)
"""In a spreadsheet a moment is a number of days."""
_SECONDS = {f"{second:02}": second / 86_400 for second in range(60)}


def write_xlsx(file: IO[bytes], title: str, head: Sequence[str], rows: Iterable[Row]) -> None:
    """Write a table with a head that stays in sight. `title` names the sheet."""
    writer, sheets = _Xlsx(), 0
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=1) as book, ThreadPoolExecutor(1) as presser:
        waiting: Iterator[Row] | None = iter(rows)
        while waiting is not None:
            sheets += 1
            with book.open(parts.SHEET.format(sheets), "w") as sheet:
                sheet.write(parts.before(head, first=sheets == 1).encode())
                sheet.write(writer.head(head).encode())
                _press(presser, sheet, writer.portions(islice(waiting, MOST_ROWS)))
                sheet.write(parts.AFTER.encode())
            waiting = _more(waiting)
        for name, text in parts.around(title, sheets, writer.shared).items():
            book.writestr(name, text)


def _press(presser: Executor, sheet: IO[bytes], portions: Iterator[str]) -> None:
    """Write to a sheet until it is full. Pressing takes a third of the time, and lets Python go on meanwhile: so what
    was made is pressed while the next is made. A few portions may wait, or each would wait for the other."""
    size, pressing = 0, deque[Future[int]]()
    for portion in portions:
        pressing.append(presser.submit(sheet.write, portion.encode()))
        if len(pressing) > _WAITING:
            size += pressing.popleft().result()
        if size > MOST_BYTES:
            break
    for each in pressing:
        each.result()


def _more(rows: Iterator[Row]) -> Iterator[Row] | None:
    """What is left; None when nothing is."""
    following = next(rows, None)
    return None if following is None else chain([following], rows)


class _Xlsx(Writer):
    """Cells with their type. Texts that may come back are numbers of the file's shared texts."""

    begin, end, nothing = "<row>", "</row>", "<c/>"

    def __init__(self) -> None:
        super().__init__()
        self.shared: dict[str, int] = {}
        self._minutes = Recurring[datetime, float](lambda minute: (minute - _DAY_ZERO) / _DAY)

    def head(self, names: Sequence[str]) -> str:
        """The first row, in its own style."""
        return self.begin + "".join(self._in(parts.HEAD, fitting(each)) for each in names) + self.end

    def text(self, text: str) -> str:
        """A cell with text. What a spreadsheet might calculate stays text also when somebody edits the cell."""
        fits = fitting(text)
        return self._in(parts.GUARDED if is_formula_like(fits) else parts.PLAIN, fits) if fits else self.nothing

    def number(self, number: float) -> str:
        """A number to its last digit; as text where a spreadsheet has no such number."""
        known = isfinite(number) and abs(number) <= _EXACT
        return f"<c><v>{number!r}</v></c>" if known else self.text(str(number))

    def moment(self, moment: Moment) -> str:
        """A moment that a spreadsheet can reckon with."""
        days = self._minutes[moment[0]] + _SECONDS[moment[1]]
        return f'<c s="{parts.MOMENT}"><v>{days!r}</v></c>'

    def _in(self, style: int, text: str) -> str:
        if len(text) < _SHORT and (text in self.shared or len(self.shared) < MOST_SHARED):
            number = self.shared.setdefault(text, len(self.shared))
            return f'<c s="{style}" t="s"><v>{number}</v></c>' if style else f'<c t="s"><v>{number}</v></c>'
        return f'<c s="{style}" t="inlineStr"><is>{escaped(text)}</is></c>'
