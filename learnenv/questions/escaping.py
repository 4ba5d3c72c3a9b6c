"""Plain words as Markdown that shows exactly these words, with as few backslashes as that takes."""

from __future__ import annotations

import re
from collections.abc import Callable

_MARKS = re.compile(
    r"""
    (?P<backslash> \\(?=[!-/:-@\[-`{-~\n]|\Z) )
    | (?P<rule> ^[ \t]*(?=(?:[-_*=][ \t]*)+$) )
    | (?P<heading> ^(?=\#{1,6}(?:[ \t]|$)) )
    | (?P<quote> ^(?=>) )
    | (?P<bullet> ^(?=[-+](?:[ \t]|$)) )
    | (?P<number> ^\d{1,9}(?=[.)](?:[ \t]|$)) )
    | (?P<fence> ^(?=~~~) )
    | (?P<tick> ` )
    | (?P<star> (?<![ \t])(?=[*~]) )
    | (?P<underscores> (?<!_)_+ )
    | (?P<bracket> (?=\[(?:\^|[^\]\n]{0,300}\][(\[:])) )
    | (?P<bang> (?=!\[) )
    | (?P<tag> (?=<[A-Za-z/!?]) )
    | (?P<entity> (?=&\#?\w+;) )
    """,
    re.VERBOSE | re.MULTILINE,
)


_CODE = re.compile(r"((?<![`\\])(`+)(?!`).*?(?<!`)\2(?!`))", re.DOTALL)


def without_code(text: str) -> str:
    """Markdown without its code in backticks."""
    return _CODE.sub("", text)


def outside_code(change: Callable[[str], str], text: str) -> str:
    """Markdown of which all but the code in backticks is changed."""
    parts = _CODE.split(text)  # words, code, its ticks, words and so on
    return "".join(part if number % 3 else change(part) for number, part in enumerate(parts) if number % 3 < 2)


def escaped(text: str, before: str = "\n") -> str:
    """The text as Markdown. `before`: the sign that stands before it, a line end at the beginning of a paragraph."""
    return _escaped(before + text)[len(before) :] if before in (" ", "x") else _escaped(text)


def _escaped(text: str) -> str:
    parts: list[str] = []
    position = 0
    for found in _MARKS.finditer(text):
        if found.start() < position:
            continue
        parts.append(text[position : found.start()])
        parts.append(_mark(found))
        position = found.end()
    return "".join([*parts, text[position:]])


def _mark(found: re.Match[str]) -> str:
    whole = found.group()
    match found.lastgroup:
        case "number":
            return f"{whole}\\"
        case "underscores":
            return whole if _is_literal(found) else "\\_" * len(whole)
        case _:
            return f"{whole.strip()}\\" if found.lastgroup == "rule" else f"\\{whole}"


def _is_literal(found: re.Match[str]) -> bool:
    """Underscores within a word mean nothing, and those after a space can only begin what nothing ends."""
    before = found.string[found.start() - 1 : found.start()]
    after = found.string[found.end() : found.end() + 1]
    return not before or before.isspace() or (before.isalnum() and after.isalnum())
