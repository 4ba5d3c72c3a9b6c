"""Text as a cell of an XLSX file can hold it."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from learnenv.tables.safe import writable

LONGEST = 32_767
"""Characters that a cell can hold, as Excel counts them."""
_NEW_LINE = re.compile("\r\n?")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_CODE = re.compile("(_x[0-9A-Fa-f]{4}_)")
"""What Excel reads as a code for a character."""


def fitting(text: str) -> str:
    """The text as a cell can hold it: new lines of one kind, no control characters, and cut with … where it is longer
    than a cell can be."""
    text = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", _NEW_LINE.sub("\n", writable(text)))
    if len(text.encode("utf-16-le")) // 2 <= LONGEST:
        return text
    cut = text.encode("utf-16-le")[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore")
    return f"{cut}…"


def escaped(text: str) -> str:
    """A text that fits, as an element: read back letter by letter, with its white space."""
    keeps = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<t{keeps}>{escape(_CODE.sub(_AS_IT_IS, text))}</t>"


_AS_IT_IS = r"_x005F\1"
