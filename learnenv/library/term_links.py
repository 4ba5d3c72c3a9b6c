"""Links from a text to the words of the trade that it uses, each at its first place on a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from learnenv.domain.guide import Term
from learnenv.domain.text import Language

_LEAVE = re.compile(
    r"```.*?```|~~~.*?~~~|`[^`\n]*`|!?\[[^\]]*\](?:\((?:<[^>]*>|[^)]*)\))?|<[^>\n]*>|^[ ]{0,3}#[^\n]*$|https?://\S+",
    re.DOTALL | re.MULTILINE,
)
"""Code, links, pictures, headings and addresses: nothing in there becomes a link."""


class TermLinks:
    """Puts links into the texts of one page, one for each term."""

    def __init__(self, terms: Iterable[Term], language: Language, address: Callable[[str], str]) -> None:
        """`address`: the address of a term by its id."""
        self._pattern, self._ids = _pattern(tuple(terms), language)
        self._address = address
        self._linked: set[str] = set()

    def put_in(self, markdown: str) -> str:
        """The text with its links."""
        if self._pattern is None:
            return markdown
        parts: list[str] = []
        end = 0
        for left in _LEAVE.finditer(markdown):
            parts += [self._pattern.sub(self._link, markdown[end : left.start()]), left.group()]
            end = left.end()
        return "".join([*parts, self._pattern.sub(self._link, markdown[end:])])

    def _link(self, found: re.Match[str]) -> str:
        word = found.group()
        id = self._ids[word.casefold()]
        if id in self._linked:
            return word
        self._linked.add(id)
        return f"[{word}]({self._address(id)})"


@lru_cache(maxsize=8)
def _pattern(terms: tuple[Term, ...], language: Language) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    ids: dict[str, str] = {}
    for term in terms:
        for form in (term.term, *term.forms):
            if word := form.get(language).strip():
                ids.setdefault(word.casefold(), term.id)
    longest_first = sorted(ids, key=len, reverse=True)
    if not longest_first:
        return None, ids
    choice = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?<![\w-])(?:{choice})(?![\w-])", re.IGNORECASE), ids
