"""Where a text in Markdown can be cut so that each piece still reads as it did."""

from __future__ import annotations

import re

from learnenv.reader.markdown_scan import parse

_DEFINITION = re.compile(r"^ {0,3}\[[^\]]+\]:", re.MULTILINE)


def block_starts(text: str) -> tuple[int, ...]:
    """The lines, from 0, on which the blocks of a text begin: paragraphs, headings, lists and so on. A text that
    defines addresses for its links is one block, since every part of it may need them."""
    if _DEFINITION.search(text):
        return (0,)
    starts = {token.map[0] for token in parse(text) if token.level == 0 and token.map and token.nesting >= 0}
    return tuple(sorted({0, *starts}))
