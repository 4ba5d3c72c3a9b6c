"""What commands print on: sentences in the reader's language, colour only where it is seen by a person."""

from __future__ import annotations

import os
import sys
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from learnenv.domain.text import Words
from learnenv.language import Speech

if TYPE_CHECKING:
    from rich.console import Console

_WIDE = 200
"""Columns for output that goes to a file or another program, so that nothing is cut off."""
_COLOUR_ANYHOW = "FORCE_COLOR"
"""Set by who wants colours also where nobody seems to look."""


class Screen:
    """Standard output, in one language. `error` is the same for standard error, where progress goes too."""

    def __init__(self, speech: Speech, *, error: bool = False) -> None:
        self.speech = speech
        self._error = error

    @cached_property
    def console(self) -> Console:
        """Rich's own. It is read when there is something to colour or to put in columns."""
        from rich.console import Console

        console = Console(stderr=self._error, highlight=False, markup=False, emoji=False)
        if not console.is_terminal:
            console = Console(stderr=self._error, highlight=False, markup=False, emoji=False, width=_WIDE)
        return console

    def say(self, words: Words | str, /, style: str = "", **values: object) -> None:
        """Print a sentence by its key, or an author's text."""
        self.line(self.speech.say(words, **values), style)

    def line(self, text: str = "", style: str = "") -> None:
        """Print text as it is, never broken: addresses and paths stay whole to copy."""
        stream = sys.stderr if self._error else sys.stdout
        if stream.isatty() or _COLOUR_ANYHOW in os.environ:
            self.console.print(text, style=style or None, soft_wrap=True)
        else:
            print(text, file=stream)

    def table(self, headings: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
        """Print rows under the sentences of these keys."""
        from rich.table import Table

        table = Table(box=None, pad_edge=False, padding=(0, 3, 0, 0), header_style="bold")
        for heading in headings:
            table.add_column(self.speech.say(heading), overflow="fold")
        for row in rows:
            table.add_row(*row)
        self.console.print(table)


def short(path: Path) -> str:
    """A path as a person here would write it: from the present folder where it lies in there."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
