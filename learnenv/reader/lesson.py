"""One lesson file in one language -> its title, its stretches of prose and the places of its exercises."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from markdown_it.token import Token

from learnenv.domain.fault import Fault
from learnenv.domain.text import Message
from learnenv.reader.guess import nearest
from learnenv.reader.markdown_scan import code_lines_of, notes_in, parse
from learnenv.reader.text_file import TextFile, read_text_file

FENCE = "{learnenv}"
CODE_FENCE = "{code-cell}"
PYTHON = ("", "python", "python3", "ipython", "ipython3")
"""What a cell of code says that it is, where it is Python."""
MOST_LEFT_OPEN = 20
"""Blocks left open in one file that are ended where they should be."""
_OPTION = re.compile(r"---$|:[\w-]+:", re.MULTILINE)
"""How MyST sets something for a cell, on its first line."""
_FENCE_INFO = re.compile(r"(\{[^}\s]*\}?)\s*(.*)")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines of prose, from `first` up to but not including `end`, counted from 0."""

    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Meeting:
    """A fence that names an exercise, on a line counted from 0."""

    exercise: str
    line: int


@dataclass(frozen=True, slots=True)
class CodeCell:
    """A fence of code that a notebook can run, on a line counted from 0."""

    code: str
    line: int


Part: TypeAlias = Stretch | Meeting | CodeCell


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson file taken apart. Not readable: there is nothing to show, and the faults say why."""

    source: TextFile
    title: str = ""
    parts: tuple[Part, ...] = ()
    code: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()
    """Ids of the sources named in the text, in order of first naming."""
    faults: tuple[Fault, ...] = field(default=())
    readable: bool = True
    tokens: Sequence[Token] = ()
    """The whole file as its Markdown parser sees it."""

    def meetings(self) -> dict[str, Meeting]:
        """The exercises met here by id, in order."""
        return {part.exercise: part for part in reversed(self.parts) if isinstance(part, Meeting)}


def read_lesson(folder: Path, name: str) -> Lesson:
    """The lesson file `name` in `folder`; never raises for what a file may hold."""
    return parse_lesson(read_text_file(folder, name))


def parse_lesson(source: TextFile) -> Lesson:
    """The lesson in this text."""
    if source.faults:
        return Lesson(source, faults=tuple(source.faults), readable=False)
    tokens = _tokens(source)
    reading = _Reading(source, tokens)
    title, start = reading.title()
    reading.check_headings()
    parts = reading.parts(start)
    if not parts:
        reading.say("lesson-empty", max(0, start - 1))
    code = code_lines_of(tokens)
    return Lesson(source, title, parts, code, _notes(source, code), tuple(reading.faults), tokens=tokens)


def _tokens(source: TextFile) -> list[Token]:
    """The tokens of a file, in which a block left open ends on the empty line below it, so that it costs no more than
    itself: to the parser it goes on over whatever blocks come after it."""
    lines, tokens = source.lines, parse(source.text)
    for _ in range(MOST_LEFT_OPEN):
        found = next((token for token in tokens if _can_end_early(lines, token)), None)
        if found is None or found.map is None:
            break
        end = found.map[0] + 1
        lines = [*lines[:end], found.markup, *lines[end + 1 :]]
        tokens = parse("\n".join(lines))
    return tokens


def _notes(source: TextFile, code: frozenset[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(notes_in(source.lines, code))) if "[^" in source.text else ()


@dataclass(slots=True)
class _Reading:
    source: TextFile
    tokens: Sequence[Token]
    faults: list[Fault] = field(default_factory=list)

    def say(self, key: str, line: int, mend: str = "mend", **values: object) -> None:
        """Add a fault on a whole line counted from 0."""
        what, way = Message(f"reader.{key}", values), Message(f"reader.{key}.{mend}", values)
        text = self.source.lines[line]
        indent = len(text) - len(text.lstrip())
        self.faults.append(self.source.fault(what, way, line + 1, indent + 1, max(1, len(text) - indent)))

    def title(self) -> tuple[str, int]:
        """The title and the first line after it."""
        first = self.tokens[0] if self.tokens else None
        if first is None or first.type != "heading_open" or first.tag != "h1" or first.map is None:
            self.say("lesson-without-title", first.map[0] if first is not None and first.map else 0)
            return "", 0
        return _plain(self.tokens[1]), first.map[1]

    def check_headings(self) -> None:
        level = 1
        for number, token in enumerate(self.tokens[1:], 2):
            if token.type != "heading_open" or token.map is None:
                continue
            if not self.tokens[number].children:
                self.say("heading-empty", token.map[0])
            here = int(token.tag[1])
            if here == 1:
                self.say("second-title", token.map[0])
            elif here > level + 1:
                self.say("heading-skipped", token.map[0], wanted="#" * (level + 1), got="#" * here)
            level = here

    def parts(self, start: int) -> tuple[Part, ...]:
        """Everything after the title, in order."""
        parts: list[Part] = []
        for token in self.tokens:
            if token.type != "fence" or token.map is None:
                continue
            part = self._part(token, token.map)
            if part is not None:
                parts += [*self._stretch(start, token.map[0]), part]
                start = token.map[1]
        return (*parts, *self._stretch(start, len(self.source.lines)))

    def _stretch(self, first: int, end: int) -> list[Stretch]:
        lines = self.source.lines
        while first < end and not lines[first].strip():
            first += 1
        while end > first and not lines[end - 1].strip():
            end -= 1
        return [Stretch(first, end)] if first < end else []

    def _part(self, token: Token, lines: Sequence[int]) -> Meeting | CodeCell | None:
        """What this fence stands for; None for a fence that is just text, or one that cannot be used."""
        info = _FENCE_INFO.fullmatch(token.info.strip())
        left_open = _is_left_open(self.source.lines, token, lines)
        if left_open:
            self.say("fence-open", lines[0], mark=token.markup)
        if info is None:
            return None
        name, exercise = info.groups()
        if name == CODE_FENCE:
            return self._code(token, lines[0], exercise)
        if name != FENCE:
            self.say("unknown-fence", lines[0], "mend-meant" if nearest(name, [FENCE]) else "mend", name=name)
        elif token.level:
            self.say("fence-inside", lines[0])
        elif not exercise:
            self.say("fence-without-exercise", lines[0])
        else:
            if token.content.strip() and not left_open:
                text = token.content[: len(token.content) - len(token.content.lstrip())]
                self.say("fence-with-text", lines[0] + 1 + text.count("\n"))
            return Meeting(exercise, lines[0])
        return None

    def _code(self, token: Token, line: int, language: str) -> CodeCell | None:
        if token.level:
            self.say("code-inside", line)
        elif language.lower() not in PYTHON:
            self.say("code-language", line, language=language)
        elif _OPTION.match(token.content):
            self.say("code-options", line + 1)
        elif not token.content.strip():
            self.say("code-empty", line)
        else:
            return CodeCell(token.content.strip("\n"), line)
        return None


def is_closed(lines: Sequence[str], token: Token, place: Sequence[int]) -> bool:
    """Whether the fence at this place ends where its author wrote so, and not at the end of the text."""
    last = lines[place[1] - 1].strip(" >\t") if place[1] - place[0] > 1 else ""
    return last.startswith(token.markup) and not last.strip(token.markup[0])


def _is_left_open(lines: Sequence[str], token: Token, place: Sequence[int]) -> bool:
    """Whether a block is never closed, or only by the end of a later one that it swallowed."""
    own = token.info.strip().startswith((FENCE, CODE_FENCE))
    begins = token.markup if own else token.markup + FENCE
    swallows = any(line.lstrip().startswith(begins) for line in token.content.split("\n"))
    return swallows or not is_closed(lines, token, place)


def _can_end_early(lines: Sequence[str], token: Token) -> bool:
    """Whether this is an exercise left open that must have ended at once: a block of an exercise holds nothing."""
    if token.type != "fence" or token.map is None or token.level or not token.info.strip().startswith(FENCE):
        return False
    first = token.map[0] + 1
    return first < len(lines) and not lines[first].strip() and _is_left_open(lines, token, token.map)


def _plain(inline: Token) -> str:
    """A heading's words without its Markdown."""
    words = (child.content if child.type != "softbreak" else " " for child in inline.children or ())
    return "".join(words).strip()
