"""The two lesson files of a page -> the page, with exercises in their places and sources numbered."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from learnenv.domain.content import Block, CaseHere, CodeHere, ExerciseHere, MissingPart, Page, Prose, Source
from learnenv.domain.fault import Fault
from learnenv.domain.text import LANGUAGES, Language, Message, Text
from learnenv.reader.guess import did_you_mean
from learnenv.reader.lesson import CodeCell, Lesson, Meeting, Stretch, read_lesson
from learnenv.reader.names import lesson_file
from learnenv.reader.safe_markdown import MarkdownProblem, Surroundings, clean_lines

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class PageReading:
    """A page and the faults of its lessons. `met` are the ids of all exercises named on it, sound or not."""

    page: Page
    faults: tuple[Fault, ...]
    met: frozenset[str]
    lessons: Mapping[Language, Lesson]
    """The lesson files as they were read, the unreadable ones too."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the rest of the module has to offer to a page."""

    sound: Container[str]
    """Ids of the exercises that can be shown."""
    cases: Container[str]
    """Ids of the case studies that can be shown."""
    there: Container[str]
    """Ids of the exercises and cases that have a file, sound or not."""
    names: tuple[str, ...]
    """The same, in order, to guess from."""
    sources: Mapping[str, Source]


def read_page(folder: Path, module: str, id: str, minutes: int, known: Known) -> PageReading:
    """The page `id` of the module in `folder`; never raises for content."""
    lessons: dict[Language, Lesson] = {each: read_lesson(folder, lesson_file(id, each)) for each in LANGUAGES}
    readable = {language: lesson for language, lesson in lessons.items() if lesson.readable}
    named = dict.fromkeys(note for lesson in readable.values() for note in lesson.notes if note in known.sources)
    around = Surroundings(module, folder, marks(tuple(named), tuple(known.sources)))
    faults = [fault for lesson in lessons.values() for fault in lesson.faults]
    faults += _one_sided(readable)
    blocks: dict[Language, tuple[Block, ...]] = {}
    for language, lesson in readable.items():
        blocks[language], more = _blocks(lesson, around, known)
        faults += more
    met = frozenset(exercise for lesson in readable.values() for exercise in lesson.meetings())
    return PageReading(_page(id, minutes, readable, blocks, tuple(named)), tuple(faults), met, lessons)


def marks(named: tuple[str, ...], known: tuple[str, ...]) -> dict[str, str]:
    """What stands in the text for each source: its number on the page, raised, such as ⁽¹⁾."""
    order = dict.fromkeys((*named, *known))
    return {id: f"⁽{str(number).translate(_SUPERSCRIPT)}⁾" for number, id in enumerate(order, 1)}


def _page(
    id: str,
    minutes: int,
    lessons: Mapping[Language, Lesson],
    blocks: Mapping[Language, tuple[Block, ...]],
    sources: tuple[str, ...],
) -> Page:
    """A language without a readable file shows the other one's, as any text does; without both, what is missing."""
    titles = Text(**{language: lesson.title for language, lesson in lessons.items()})
    instead = next((made for made in blocks.values() if made), (MissingPart(id),))
    shown = {language: blocks.get(language) or instead for language in LANGUAGES}
    return Page(id, titles or Text(nl=id), minutes, shown, sources)


def _blocks(lesson: Lesson, around: Surroundings, known: Known) -> tuple[tuple[Block, ...], list[Fault]]:
    blocks: list[Block] = []
    faults: list[Fault] = []
    lines = lesson.source.lines
    for part in lesson.parts:
        if isinstance(part, Stretch):
            text, problems = clean_lines(lines[part.first : part.end], lesson.code, around, part.first)
            faults += [_placed(lesson, each) for each in problems]
            blocks.append(Prose(text, part.first + 1))
        elif isinstance(part, CodeCell):
            blocks.append(CodeHere(part.code, part.line + 1))
        else:
            faults += _unknown(lesson, part, known)
            blocks.append(replace(_met(part.exercise, known), line=part.line + 1))
    return tuple(blocks), faults + list(_met_twice(lesson))


def _met(id: str, known: Known) -> Block:
    if id in known.cases:
        return CaseHere(id)
    return ExerciseHere(id) if id in known.sound and "." not in id else MissingPart(id)


def _placed(lesson: Lesson, each: MarkdownProblem) -> Fault:
    return lesson.source.fault(each.what, each.mend, each.line + 1, each.column + 1, each.width, each.severity)


def _unknown(lesson: Lesson, meeting: Meeting, known: Known) -> Iterator[Fault]:
    if meeting.exercise not in known.there:
        what = Message("reader.unknown-exercise", {"id": meeting.exercise})
        yield _at(lesson, meeting, what, did_you_mean(meeting.exercise, known.names))


def _met_twice(lesson: Lesson) -> Iterator[Fault]:
    first = lesson.meetings()
    for part in lesson.parts:
        if isinstance(part, Meeting) and part is not first[part.exercise]:
            what = Message("reader.exercise-twice", {"id": part.exercise, "line": first[part.exercise].line + 1})
            yield _at(lesson, part, what, Message("reader.exercise-twice.mend"))


def _one_sided(lessons: Mapping[Language, Lesson]) -> Iterator[Fault]:
    """Exercises that one language meets and the other does not."""
    for lesson in lessons.values():
        for other in lessons.values():
            for exercise, meeting in lesson.meetings().items():
                if exercise not in other.meetings():
                    values = {"id": exercise, "file": other.source.name}
                    mend = Message("reader.exercise-one-sided.mend", values)
                    yield _at(lesson, meeting, Message("reader.exercise-one-sided", values), mend)


def _at(lesson: Lesson, meeting: Meeting, what: Message, mend: Message) -> Fault:
    """A fault at the exercise's id in its fence."""
    line = lesson.source.lines[meeting.line]
    column = line.rfind(meeting.exercise) + 1
    return lesson.source.fault(what, mend, meeting.line + 1, max(1, column), len(meeting.exercise))
