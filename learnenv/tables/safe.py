"""What may stand in a cell, and which text a spreadsheet would take for a formula."""

from __future__ import annotations

import unicodedata

_BEGINS = frozenset("=+-@")
_BREAKS = frozenset("\t\r\n")
_INVISIBLE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


def is_formula_like(text: str) -> bool:
    """Whether a spreadsheet might calculate it: it begins with = + - @ or one of their full-width twins, also after
    what cannot be seen, or with a tab or a new line."""
    start = text[:1]
    if start in _BREAKS:
        return bool(text)
    if start.isascii() and start.isalnum():  # nearly every text: said at once
        return False
    first = next((letter for letter in text if unicodedata.category(letter) not in _INVISIBLE), "")
    return unicodedata.normalize("NFKC", first)[:1] in _BEGINS if first else False


def writable(text: str) -> str:
    """The text without what no file can hold: half characters, and the sign for "nothing" (NUL)."""
    if text.isascii() and "\0" not in text:
        return text
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\N{REPLACEMENT CHARACTER}")
