"""The text of a cell -> the text of a lesson, with what is lost on the way."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from dataclasses import dataclass, field

from learnenv.domain.text import Message
from learnenv.reader.lesson import FENCE, is_closed
from learnenv.reader.markdown_scan import code_lines, parse, prose

_PICTURE = re.compile(
    r"!\[(?P<alt>(?:\\.|[^\[\]\\]){0,500})\]\((?P<to><[^<>\n]*>|[^()\s]*)(?:\s+[\"'][^\n]*?[\"'])?\)"
)
_NAMED_PICTURE = re.compile(r"!\[(?P<alt>(?:\\.|[^\[\]\\]){0,500})\]\[[^\[\]\n]*\]")
_LINK = re.compile(
    r"(?<!!)\[(?P<text>(?:\\.|[^\[\]\\]){0,500})\]\((?P<to><[^<>\n]*>|(?:[^()\s]|\([^()\s]*\))*)[^)\n]*\)"
)
_DEFINED = re.compile(r"^ {0,3}\[[^\]\n]+\]:\s*<?(?P<to>[^\s>]*).*$", re.MULTILINE)
_AUTOLINK = re.compile(r" *<(?P<to>[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*)>")
_TAG = re.compile(r"(?<!\\)<(?:!--.*?-->|/?[A-Za-z][\w-]*(?:[\s/][^<>]*)?>)", re.DOTALL)
_SAFE = ("https://", "http://", "mailto:", "#", "/", "?")
_SPAN = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_HIDDEN = re.compile("\0(\\d+)\0")
"""Where code within a line is put aside: no text that was read holds such a sign."""
_NOTE = re.compile(r"(?<!\\)!?\[\^(?P<id>[^\[\]\s]{1,60})\]")
_FORMULA = re.compile(
    r"""(?<!\\)\$\$.{1,2000}?\$\$ | (?<![\\$])\$(?![\s$])[^$\n]{0,500}(?<![\s\\])\$(?![\d$])
    | \\\(.{1,2000}?\\\) | \\\[.{1,2000}?\\\] | \\begin\{""",
    re.DOTALL | re.VERBOSE,
)
"""What Jupyter draws as a formula; five dollars to ten is none."""
_DIRECTIVE = re.compile(r"\{[^}\s]+\}.*")


@dataclass(frozen=True, slots=True)
class Here:
    """What the module of the lesson has, for its texts to name."""

    sources: Container[str] = ()
    """Ids of its sources. Every other [^name] is a footnote."""
    has_picture: Callable[[str], bool] = lambda name: True
    """Whether a picture is there, such as images/map.svg."""


ANYWHERE = Here()
"""No module in particular: no sources, and pictures are not looked up."""


@dataclass
class Lines:
    """One cell's text on its way into a lesson."""

    here: Here = ANYWHERE
    levels: list[tuple[int, int]] = field(default_factory=lambda: [(1, 1)])
    """The headings that this text stands under: their level in the source, and in the lesson. Shared by its cells."""
    keys: set[str] = field(default_factory=set)

    def lose(self, key: str) -> None:
        """Note a loss, once."""
        if key not in self.keys:
            self.keys.add(key)

    def kept(self, text: str, *, titled: bool) -> str:
        """The text as a lesson can hold it; `titled`: the lesson has its title already."""
        text = self._without_directives(_closed(text))
        runs = list(prose(text.split("\n"), code_lines(text), 0))
        if _FORMULA.search(_SPAN.sub("", "\n".join(run for _, run, is_prose in runs if is_prose))):
            self.lose("formula")
        kept = "\n".join(self._prose(run) if is_prose else run for _, run, is_prose in runs)
        kept = re.sub(r"\n{3,}", "\n\n", kept).strip("\n")
        return self._lowered(kept) if titled else kept

    def reasons(self) -> tuple[Message, ...]:
        """All that was lost."""
        return tuple(Message(f"notebooks.lost.{key}") for key in sorted(self.keys))

    def _prose(self, text: str) -> str:
        spans: list[str] = []

        def hide(found: re.Match[str]) -> str:
            spans.append(found[0])
            return f"\0{len(spans) - 1}\0"

        text = _SPAN.sub(hide, text)
        text = _NOTE.sub(self._note, text)
        text = _PICTURE.sub(self._picture, text)
        text = _NAMED_PICTURE.sub(self._named_picture, text)
        text = _LINK.sub(self._link, text)
        text = _DEFINED.sub(self._defined, text)
        text = _AUTOLINK.sub(self._autolink, text)
        if _TAG.search(text):
            self.lose("html")
            text = _TAG.sub("", text)
        return _HIDDEN.sub(lambda found: spans[int(found[1])], text)

    def _note(self, found: re.Match[str]) -> str:
        if found["id"] in self.here.sources:
            return found[0]
        self.lose("note")
        return f"\\[{found['id']}\\]"

    def _picture(self, found: re.Match[str]) -> str:
        to = found["to"].strip("<>")
        if to.startswith("images/") and self.here.has_picture(to):
            if not found["alt"].strip():
                self.lose("no-alt")
            return found[0].replace(found["to"], to)
        return self._named_picture(found)

    def _named_picture(self, found: re.Match[str]) -> str:
        self.lose("picture")
        return found["alt"]

    def _link(self, found: re.Match[str]) -> str:
        if found["to"].strip("<>").lower().startswith(_SAFE):
            return found[0]
        self.lose("link")
        return found["text"]

    def _defined(self, found: re.Match[str]) -> str:
        if found["to"].lower().startswith(_SAFE) or found[0].lstrip().startswith("[^"):
            return found[0]
        self.lose("link")
        return ""

    def _autolink(self, found: re.Match[str]) -> str:
        if found["to"].lower().startswith(_SAFE):
            return found[0]
        self.lose("link")
        return ""

    def _lowered(self, text: str) -> str:
        """The text with every title in it one level down, and no level between headings left out."""
        lines = text.split("\n")
        for token in parse(text):
            if token.type != "heading_open" or token.map is None:
                continue
            level = int(token.tag[1])
            new = self._level(max(2, level))
            if new == level:
                continue
            self.lose("heading" if new > level else "heading-level")
            first, last = token.map[0], token.map[1] - 1
            if token.markup == "=":
                lines[last] = lines[last].replace("=", "-")
            else:
                lines[first] = lines[first].replace("#" * level, "#" * new, 1)
        return "\n".join(lines)

    def _level(self, level: int) -> int:
        """Where a heading of this level in the source comes in the lesson: right below the one that it is under."""
        while len(self.levels) > 1 and self.levels[-1][0] >= level:
            self.levels.pop()
        new = self.levels[-1][1] + 1
        self.levels.append((level, new))
        return new

    def _without_directives(self, text: str) -> str:
        """Fences of MyST that mean nothing here become the text that is in them."""
        lines = text.split("\n")
        for token in reversed(parse(text)):
            info = token.info.strip()
            if token.type != "fence" or token.map is None or not _DIRECTIVE.fullmatch(info):
                continue
            if token.level == 0 and info.startswith(f"{FENCE} "):
                continue
            self.lose("directive")
            lines[token.map[0] : token.map[1]] = ["", *token.content.rstrip("\n").split("\n"), ""]
        return "\n".join(lines)


def hashed(text: str) -> str:
    """The text with # before titles that have a line of = below them."""
    lines = text.split("\n")
    for token in reversed(parse(text)):
        if token.type == "heading_open" and token.markup == "=" and token.level == 0 and token.map is not None:
            first, end = token.map
            lines[first:end] = ["# " + " ".join(line.strip() for line in lines[first : end - 1])]
    return "\n".join(lines)


def _closed(text: str) -> str:
    """The text with every fence closed, at the latest at its end: in a notebook no code goes on in the next cell."""
    lines = text.split("\n")
    for token in reversed(parse(text)):
        if token.type == "fence" and token.map is not None and not is_closed(lines, token, token.map):
            before = lines[token.map[0]].partition(token.markup)[0]
            lines.insert(token.map[1], re.sub(r"[^>\s]", " ", before) + token.markup)
    return "\n".join(lines)
