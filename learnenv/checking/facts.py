"""Facts that name no source: a year, a percentage or a large number in a passage without a mark such as [^S01]."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from learnenv.checking.saying import in_data, in_lesson
from learnenv.domain.fault import DataFault, DataPath, Fault
from learnenv.domain.text import LANGUAGES, Language
from learnenv.reader.lesson import Lesson
from learnenv.reader.outline import Outline, Passage
from learnenv.reader.yaml_file import YamlFile

_FACT = re.compile(
    r"""
    (?<![\d.,/-]) \d{4,} (?!\d|[.,]\d|[/-]\d\d?\b)  # a year or a large number; in 2025-03-31 it is none
    | (?<![\d.,]) \d+(?:[.,]\d+)? \s? (?:%|procent\b|percent\b|per[ ]cent\b)
    | (?<![\d.,]) \d{1,3}(?:[.,]\d{3})+ (?!\d|[.,]\d)                     # 24.425 or 24,425
    | (?<![\d.,]) \d+(?:[.,]\d+)? \s (?:duizend|miljoen|miljard|thousand|million|billion)\b
    """,
    re.VERBOSE,
)
_MADE_UP = re.compile(
    r"\b(?:stel|verzonnen|bedacht|fictieve?|bijvoorbeeld|voorbeeld|rekenvoorbeeld|denk aan|reken"
    r"|suppose|imagine|invented|made[ -]up|fictional|for instance|example)\b",
    re.IGNORECASE,
)
"""Words by which a text says that it makes something up, or works something out."""
_MARK = re.compile(r"\[\^[^\]\s]+\]|\]\(https?:")
_WORKED_OUT = re.compile(r"[=÷]|\b(?:gedeeld door|divided by)\b", re.IGNORECASE)
"""A sum: its outcome follows from what was given, and needs no source of its own."""
_ANSWERED = {"choices", "options", "items", "categories", "example"}
"""Entries that a learner weighs or that show what to fill in: a number there may well be wrong, or nobody's."""
_TOLD = {"prompt", "text", "reveal", "explanation"}
"""Texts in which an author tells how things are."""


def facts(lesson: Lesson, seen: Outline) -> Iterator[Fault]:
    """A hint for each passage with a fact, unless it has a source or a link, repeats what has one elsewhere on the
    page, or makes the number up. Steps of a numbered list are left out: they say what to do."""
    linked = {link.line for link in seen.links if link.address.startswith("http")}
    known = sourced(seen)
    for passage in seen.passages:
        if passage.sources or passage.line in linked or passage.kind == "step" or _MADE_UP.search(passage.text):
            continue
        yield from _unknown(lesson, passage, known)


def sourced(seen: Outline) -> set[str]:
    """The numbers of a lesson that stand in a passage with a source."""
    return {number for each in seen.passages if each.sources for number in _FACT.findall(each.text)}


def exercise_facts(file: YamlFile, lessons: Mapping[Language, Iterable[Outline]]) -> Iterator[DataFault]:
    """A hint for each text of an exercise or a case that tells a fact without a source, unless the number has one
    elsewhere in the file or in a lesson of the module, where learners have read it."""
    told = list(_told(file))
    for language in LANGUAGES:
        known = {number for seen in lessons.get(language, ()) for number in sourced(seen)}
        known |= {
            number for path, text in told if path[-1] == language and _MARK.search(text) for number in _numbers(text)
        }
        for path, text in told:
            if path[-1] == language and not _no_claim(text):
                number = next((each for each in _numbers(text) if each not in known), None)
                if number is not None:
                    yield in_data(path, "fact-without-source", "hint", number=number)


def _no_claim(text: str) -> bool:
    """Whether a text names its source, makes something up, or works something out."""
    return any(pattern.search(text) for pattern in (_MARK, _MADE_UP, _WORKED_OUT))


def _told(file: YamlFile) -> Iterator[tuple[DataPath, str]]:
    for path, event in file.values.items():
        if len(path) > 1 and path[-1] in LANGUAGES and path[-2] in _TOLD and not _ANSWERED.intersection(path):
            yield path, getattr(event, "value", None) or ""


def _numbers(text: str) -> list[str]:
    return _FACT.findall(text)


def _unknown(lesson: Lesson, passage: Passage, known: set[str]) -> Iterator[Fault]:
    number = next((each for each in _FACT.findall(passage.text) if each not in known), None)
    if number is not None:
        lines = (passage.line, passage.end)
        yield in_lesson(lesson, lines, number, "fact-without-source", "hint", number=number)
