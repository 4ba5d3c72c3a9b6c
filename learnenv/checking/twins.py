"""The two languages of a page ought to be built alike: the same headings, pictures, tables and sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from learnenv.checking.saying import in_lesson
from learnenv.domain.fault import Fault
from learnenv.domain.text import LANGUAGES, Language
from learnenv.reader.lesson import Lesson
from learnenv.reader.outline import Outline


def twins(lessons: Mapping[Language, Lesson], seen: Mapping[Language, Outline]) -> Iterator[Fault]:
    """Warnings for what stands in one language of a page and not in the other."""
    for language, other in (LANGUAGES, LANGUAGES[::-1]):
        here, there = seen[language], seen[other]
        lesson, file = lessons[language], lessons[other].source.name
        yield from _extra_heading(lesson, here, there, file)
        pictures = _beyond(here.pictures, there.pictures)
        tables = _beyond([table.line for table in here.tables], [table.line for table in there.tables])
        for code, line in (("picture-one-sided", pictures), ("table-one-sided", tables)):
            if line is not None:
                yield in_lesson(lesson, (line, line + 1), "", code, "warning", file=file)
        yield from _extra_sources(lesson, lessons[other], file)


def _extra_heading(lesson: Lesson, here: Outline, there: Outline, file: str) -> Iterator[Fault]:
    """The first heading without a counterpart, in the language that has more of them; else one of another level."""
    if len(here.headings) < len(there.headings):
        return
    levels = [heading.level for heading in there.headings]
    same_number = len(here.headings) == len(levels)
    if same_number and lesson.source.name > file:
        return
    for number, heading in enumerate(here.headings):
        if number >= len(levels) or heading.level != levels[number]:
            code = "heading-level-differs" if same_number else "heading-one-sided"
            counts = {} if same_number else {"here": len(here.headings), "there": len(levels)}
            lines = (heading.line, heading.line + 1)
            yield in_lesson(lesson, lines, "", code, "warning", file=file, **counts)
            return


def _beyond(here: Sequence[int], there: Sequence[int]) -> int | None:
    """The line of the first one that the other language does not have."""
    return here[len(there)] if len(here) > len(there) else None


def _extra_sources(lesson: Lesson, other: Lesson, file: str) -> Iterator[Fault]:
    for id in lesson.notes:
        if id not in other.notes:
            every_line = (0, len(lesson.source.lines))
            yield in_lesson(lesson, every_line, f"[^{id}]", "source-one-sided", "warning", id=id, file=file)
