"""Finding what matters in Markdown prose while leaving code and addresses alone."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

MARKS = re.compile(
    r"""
    (?P<link> (?<=\]\() (?P<to> <[^<>\n]*> | [^\s()<>]+ ) )
    | (?P<skip> \\. | (?<!`)(?P<ticks>`+)(?!`) .*? (?<!`)(?P=ticks)(?!`)
        | <(?:https?://|mailto:)[^\s<>]*> | <[^\s<>@]+@[^\s<>@]+> )
    | (?P<url> https?://[^\s<>()\[\]*`!]+ )
    | (?P<image> !\[ (?P<alt>(?:\\.|[^\[\]\\])*) \]
        \( [ \n]* (?P<src> <[^<>\n]*> | [^\s()<>]* ) (?:\s+(?:"[^"]*"|'[^']*'))? \s* \) )
    | (?P<bang> !(?=\[) )
    | (?P<note> \[\^ (?P<id>[^\[\]\s]{1,60}) \] (?P<definition>:)? )
    | (?P<html> <(?=[A-Za-z/!?]) (?P<tag> !-- | [A-Za-z][A-Za-z0-9]*(?=[\s/>]) )? )
    | (?P<dollar> \$ )
    | (?P<emoji> :(?=(?:100|1234):|(?!\d{1,60}:)[\w+-]{1,60}:|material/) )
    | (?P<colon> :(?=[^\W\d_]) )
    """,
    re.VERBOSE | re.DOTALL,
)
"""What is looked for in prose, in this order at each place; the first name that is set says what was found."""


def parser() -> MarkdownIt:
    """The Markdown that lessons are written in; HTML is text, and no address is dropped in silence."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]
    return markdown


def parse(text: str) -> list[Token]:
    """The tokens of a text."""
    return _PARSER.parse(text)


def code_lines(text: str) -> frozenset[int]:
    """The lines, from 0, that are code and must stay as they are."""
    if not _MAY_HOLD_CODE.search(text):
        return frozenset()
    return code_lines_of(parse(text))


def code_lines_of(tokens: Sequence[Token]) -> frozenset[int]:
    """The lines, from 0, of the code in these tokens."""
    maps = (token.map for token in tokens if token.type in ("fence", "code_block") and token.map)
    return frozenset(line for first, end in maps for line in range(first, end))


def prose(lines: Sequence[str], code: Container[int], first: int = 0) -> Iterator[tuple[int, str, bool]]:
    """The lines in runs: number of the first, text, and whether it is prose rather than code or white space."""
    start, run = first, list[str]()
    for number, line in enumerate(lines, first):
        plain = number in code or not line.strip()
        if run and (plain or _BEGINS_A_BLOCK.match(line)):
            yield start, "\n".join(run), True
            run = []
        if plain:
            yield number, line, False
        else:
            start = start if run else number
            run.append(line)
    if run:
        yield start, "\n".join(run), True


def notes_in(lines: Sequence[str], code: Container[int], first: int = 0) -> list[str]:
    """Ids of the sources that are named in these lines, in order, as often as they are named."""
    runs = (text for _, text, is_prose in prose(lines, code, first) if is_prose and "[^" in text)
    return [found["id"] for text in runs for found in MARKS.finditer(text) if found["note"]]


def image_addresses(text: str) -> list[str]:
    """The addresses of all images in a text."""
    if "![" not in text:
        return []
    inside = (child for token in parse(text) for child in token.children or ())
    return [str(child.attrs.get("src", "")) for child in inside if child.type == "image"]


def link_addresses(text: str) -> list[str]:
    """The addresses of all links in a text, as a browser gets them."""
    inside = (child for token in parse(text) for child in token.children or ())
    return [str(child.attrs.get("href", "")) for child in inside if child.type == "link_open"]


_PARSER = parser()
_BEGINS_A_BLOCK = re.compile(r"\s*(?:#|[-+*] |\d+[.)] |>|\|)")
"""At such a line code in backticks has ended, whatever stood open before it."""
_MAY_HOLD_CODE = re.compile(r"```|~~~|^(?: {4}|\t)", re.MULTILINE)
