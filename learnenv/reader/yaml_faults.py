"""What the YAML parser cannot read, said for an author: where, what and the mend."""

from __future__ import annotations

import re
from typing import Any

from learnenv.domain.fault import Fault
from learnenv.domain.text import Message
from learnenv.reader.text_file import TextFile, position
from learnenv.reader.yaml_quotes import Place, about_quotes
from learnenv.reader.yaml_signs import about_signs

_KINDS = (
    ("mapping values are not allowed", "colon"),
    ("could not find expected ':'", "no-colon"),
    ("cannot start any token", "sign"),
    ("unexpected end of stream", "quote"),
    ("document indicator", "quote"),
    ("unknown escape character", "backslash"),
    ("escape sequence", "backslash"),
    ("invalid unicode character escape", "backslash"),
    ("expected ',' or '}'", "bracket"),
    ("expected ',' or ']'", "bracket"),
    ("expected <block end>", "indent"),
    ("did not find expected key", "indent"),
    ("did not find expected '-' indicator", "indent"),
    ("sequence entries are not allowed", "indent"),
    ("undefined tag handle", "tag"),
    ("tab", "tab"),
)
"""Words in the parser's own message -> which of our messages says it."""

_HIDES = re.compile(r"\s#(?=[^\s].*[}\]])")


def syntax_fault(source: TextFile, error: Exception, last: Any = None) -> Fault:
    """The one fault at which the parser had to stop; `last` is the last that it could read."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    kind = _kind(source, error, *place)
    opening = _opening(error, place) if kind in ("quote", "bracket", "no-colon") else place
    found = about_quotes(source, kind, opening if kind == "quote" else place, last)
    found = found or about_signs(source, kind, place, last) or _hidden_bracket(source, kind, opening)
    kind, (line, column) = found or (kind, opening)
    line, column = _back_into_text(source, line, column)
    values: dict[str, object] = {"sign": _character(source, line, column), "name": "!"}
    return source.fault(
        Message(f"reader.yaml.{kind}", values), Message(f"reader.yaml.{kind}.mend", values), line, column
    )


def _kind(source: TextFile, error: Exception, line: int, column: int) -> str:
    said = f"{getattr(error, 'problem', '')} {getattr(error, 'context', '')} {error}".lower()
    kind = next((kind for words, kind in _KINDS if words in said), "broken")
    if kind in ("sign", "indent", "broken") and "\t" in _indentation(source, line):
        return "tab"
    if kind == "sign" and _character(source, line, column) == "\t":
        return "tab"
    return "misfit" if kind == "colon" and ": " not in _line(source, line)[: column - 1] else kind


def _opening(error: Any, place: Place) -> Place:
    """Where that began which is never closed: a quote, a bracket, a key without its colon."""
    mark = getattr(error, "context_mark", None)
    return (mark.line + 1, mark.column + 1) if mark else place


def _hidden_bracket(source: TextFile, kind: str, place: Place) -> tuple[str, Place] | None:
    """The # behind which the closing bracket stands."""
    found = _HIDES.search(_line(source, place[0]), place[1])
    return ("cut-off", (place[0], found.end())) if kind == "bracket" and found else None


def _back_into_text(source: TextFile, line: int, column: int) -> Place:
    """The place itself, or the end of the text when the parser only noticed after it."""
    lines = source.lines
    if line <= len(lines) and (lines[line - 1] or line == 1):
        return line, min(column, len(lines[line - 1]) + 1)
    return position(source.text, max(0, len(source.text.rstrip()) - 1))


def _indentation(source: TextFile, line: int) -> str:
    text = _line(source, line)
    return text[: len(text) - len(text.lstrip())]


def _character(source: TextFile, line: int, column: int) -> str:
    return _line(source, line)[column - 1 : column]


def _line(source: TextFile, line: int) -> str:
    lines = source.lines
    return lines[line - 1] if line <= len(lines) else ""
