"""Short texts compared as a person would: white space, capitals, wildcards and a slip of the finger."""

from __future__ import annotations

import re
import unicodedata

_STAR = re.compile(r"(?<!\\)\*")


def tidy(text: str, case_sensitive: bool) -> str:
    """One form for texts that look the same: NFC, trimmed, single spaces and, unless case counts, case folded."""
    one = " ".join(unicodedata.normalize("NFC", text).split())
    return one if case_sensitive else unicodedata.normalize("NFC", one.casefold())


def has_wildcard(pattern: str) -> bool:
    r"""Whether there is a `*` in a pattern that is not written as `\*`."""
    return bool(_STAR.search(pattern))


def with_wildcards_as(pattern: str, filling: str) -> str:
    r"""A pattern as plain text, every `*` replaced by the filling and every `\*` by a star."""
    return filling.join(_literals(pattern))


def fits(pattern: str, text: str) -> bool:
    """Whether a text fits a pattern, both tidied. One pass from left to right, so no text takes long."""
    first, *rest = _literals(pattern)
    if not rest:
        return text == first
    *middle, last = rest
    end = len(text) - len(last)
    if not (text.startswith(first) and text.endswith(last) and len(first) <= end):
        return False
    position = len(first)
    for literal in middle:
        found = text.find(literal, position, end)
        if found < 0:
            return False
        position = found + len(literal)
    return True


def slack(answer: str) -> int:
    """How many slips are forgiven in an answer of this length; none in one with digits, where each digit counts."""
    if any(character.isdigit() for character in answer):
        return 0
    return 2 if len(answer) > 9 else 1 if len(answer) > 3 else 0


def slips(one: str, other: str) -> int:
    """The Damerau-Levenshtein distance: letters added, left out, changed, or two neighbours swapped.

    The true distance, in which letters may still be added between two that were swapped ("ca" to "abc" is 2, not 3).
    Takes time and room in proportion to len(one) x len(other).
    """
    far = len(one) + len(other)
    table = [[far] * (len(other) + 2) for _ in range(len(one) + 2)]
    for i in range(len(one) + 1):
        table[i + 1][1] = i
    for j in range(len(other) + 1):
        table[1][j + 1] = j
    last_row: dict[str, int] = {}
    for i, a in enumerate(one, start=1):
        last_column = 0
        for j, b in enumerate(other, start=1):
            k, m = last_row.get(b, 0), last_column
            if a == b:
                last_column = j
            table[i + 1][j + 1] = min(
                table[i][j] + (a != b),
                table[i + 1][j] + 1,
                table[i][j + 1] + 1,
                table[k][m] + (i - k - 1) + 1 + (j - m - 1),
            )
        last_row[a] = i
    return table[-1][-1]


def _literals(pattern: str) -> list[str]:
    return [part.replace(r"\*", "*") for part in _STAR.split(pattern)]
