"""Texts as question files hold them, in one of Moodle's four formats -> Markdown or plain words, and back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Literal, TypeAlias, cast

from learnenv.questions.escaping import escaped, outside_code, without_code
from learnenv.questions.html import TAGS, from_html
from learnenv.questions.losses import Losses

Format: TypeAlias = Literal["moodle", "html", "plain", "markdown"]
FORMATS: tuple[Format, ...] = ("moodle", "html", "plain", "markdown")


@dataclass(frozen=True, slots=True)
class Rich:
    """A text and how it is to be read. `moodle` is HTML in which a line end counts."""

    text: str
    format: Format


def with_format(text: str, default: Format) -> Rich:
    """The text without its [format], if it begins with one; any other word in brackets is part of the text."""
    found = re.match(r"\[(\w+)\]", text)
    if found and found[1] in FORMATS:
        return Rich(text[found.end() :].strip(), cast(Format, found[1]))
    return Rich(text.strip(), default)


def to_markdown(rich: Rich, losses: Losses) -> str:
    """The text as our exercise files hold prompts and feedback."""
    _note_strange(rich.text, losses)
    match rich.format:
        case "markdown":
            return _own_markdown(rich.text, losses)
        case "plain":
            lines = (escaped(line.strip()) for line in rich.text.strip().split("\n"))
            return re.sub(r"(?:\\\n){2,}", "\n\n", "\\\n".join(lines))
        case "html":
            return from_html(rich.text, losses, markdown=True)
        case "moodle":
            return from_html(rich.text.replace("\n", "<br>"), losses, markdown=True)


def to_plain(rich: Rich, losses: Losses) -> str:
    """The text as our exercise files hold options and other short texts: one line of words."""
    _note_strange(rich.text, losses)
    match rich.format:
        case "markdown":
            text = _without_marks(rich.text, losses)
        case "plain":
            text = rich.text
        case _:
            text = from_html(rich.text.replace("\n", "<br>"), losses, markdown=False)
    return _lines_joined(text).replace("![", "! [")


def _lines_joined(text: str) -> str:
    return " ".join(line.strip() for line in text.strip().split("\n") if line.strip())


def _note_strange(text: str, losses: Losses) -> None:
    if re.search(r"\$\$.+\$\$|\\\(.+\\\)|\\\[.+\\\]", text, re.DOTALL):
        losses.add("questions.formula")
    if "\N{REPLACEMENT CHARACTER}" in text:
        losses.add("questions.unreadable-sign")
    if re.search(r"\{mlang\s", text):
        losses.add("questions.several-languages")


_IMAGE = re.compile(r"!\[((?:\\.|[^\[\]\\])*)\]\(\s*(<[^<>\n]*>|[^\s()]*)[^()\n]*\)")
_LINK = re.compile(r"(?<!!)\[((?:\\.|[^\[\]\\])*)\]\(\s*(<[^<>\n]*>|[^\s()]*)[^()\n]*\)")
_HTML_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)(?=[\s/>])[^<>]*>")
_MARKED = re.compile(
    r"(?<![\\*])(\*{1,3})(?![\s*])(.{1,300}?)(?<![\s\\])\1(?!\*)"
    r"|(?<![\\\w])(_{1,3})(?![\s_])(.{1,300}?)(?<![\s\\])\3(?!\w)"
    r"|(?<![\\`])(`{1,3})(?!`)(.{1,300}?)(?<!`)\5(?!`)"
)
"""Words between marks. Bounded, so that no text takes long."""


def _own_markdown(text: str, losses: Losses) -> str:
    """Markdown as it stands, but for what would be refused: pictures from elsewhere and names of sources."""
    text = outside_code(lambda words: _safe(words, losses), text)
    for tag in _HTML_TAG.findall(without_code(text)):
        if tag.lower() in TAGS:
            losses.formatting(f"<{tag.lower()}>")
    return text.strip()


def _safe(words: str, losses: Losses) -> str:
    words = _IMAGE.sub(lambda found: _image_words(found, losses), words)
    words = re.sub(r"(?<!\\)!?\[(?=\^)", r"\\[", words)
    return re.sub(r"(?<!\\)!(?=\[)", r"\\!", words)


def _image_words(found: re.Match[str], losses: Losses) -> str:
    losses.add("questions.image-lost", name=found[2].strip("<>").rpartition("/")[2][:60])
    return found[1]


def _without_marks(text: str, losses: Losses) -> str:
    text = _IMAGE.sub(lambda found: _image_words(found, losses), text)
    for address in (found[2] for found in _LINK.finditer(text)):
        losses.add("questions.link-lost", address=address[:80])
    text = _LINK.sub(r"\1", text)
    for _ in range(2):  # marks may stand within marks
        text = _MARKED.sub(lambda found: _unmarked(found, losses), text)
    return unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text))


def _unmarked(found: re.Match[str], losses: Losses) -> str:
    losses.formatting(found[1] or found[3] or found[5])
    return found[2] or found[4] or found[6]
