"""Links that do not say where they lead, and tables that do not say what their columns hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from learnenv.checking.saying import in_data, in_lesson
from learnenv.domain.fault import DataFault, Fault, Severity
from learnenv.reader.lesson import Lesson
from learnenv.reader.outline import Link, Outline, links_in
from learnenv.reader.yaml_file import YamlFile

_VAGUE = re.compile(
    "klik( hier)?|hier|dit|deze( link| pagina| site| website)?|(de )?link|website|pagina|(lees )?(meer|verder)"
    "|meer (lezen|info|informatie)|click( here)?|here|this( link| page| site| website)?|the link|page"
    "|(read )?(more|on)|more (info|information)"
)
_BARE = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_LIKE_A_ROW = re.compile(r"\|.*\|.*\|")


def links(lesson: Lesson, seen: Outline) -> Iterator[Fault]:
    """Links in a lesson whose words say nothing, or are an address."""
    for link in seen.links:
        code = _wrong_with(link)
        if code:
            lines = (link.line, passage_end(lesson, link.line))
            yield in_lesson(lesson, lines, f"[{link.text}]", code, _SEVERITY[code], text=link.text)


def exercise_links(file: YamlFile) -> Iterator[DataFault]:
    """The same in the texts of an exercise."""
    for path, event in file.values.items():
        for link in links_in(getattr(event, "value", None) or ""):
            code = _wrong_with(link)
            if code:
                yield in_data(path, code, _SEVERITY[code], text=link.text)


def tables(lesson: Lesson, seen: Outline) -> Iterator[Fault]:
    """Tables with a column without a name (the first may go without), and rows that make no table."""
    for table in seen.tables:
        if not all(table.columns[1:]) or not any(table.columns):
            yield in_lesson(lesson, (table.line, table.line + 1), "", "table-without-head", "warning")
    for passage in seen.passages:
        line = lesson.source.lines[passage.line] if passage.line < len(lesson.source.lines) else ""
        if passage.kind == "paragraph" and _LIKE_A_ROW.fullmatch(line.strip()):
            yield in_lesson(lesson, (passage.line, passage.end), line.strip(), "no-table", "warning")


def passage_end(lesson: Lesson, line: int) -> int:
    """The first line after the paragraph that begins on this line."""
    lines = lesson.source.lines
    return next((number for number in range(line, len(lines)) if not lines[number].strip()), len(lines))


def _wrong_with(link: Link) -> str:
    words = " ".join(link.text.lower().split()).strip(" .:!»>→")
    if _VAGUE.fullmatch(words):
        return "link-vague"
    return "link-bare" if _BARE.fullmatch(link.text) else ""


_SEVERITY: Mapping[str, Severity] = {"link-vague": "warning", "link-bare": "hint"}
