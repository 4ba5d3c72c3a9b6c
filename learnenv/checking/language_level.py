"""How hard the language of a page is, as hints: long sentences, and pages clearly above B1."""

from __future__ import annotations

from collections.abc import Iterator

from learnenv.checking.saying import in_data, in_lesson
from learnenv.checking.syllables import reading_ease, sentences, words
from learnenv.domain.fault import DataFault, Fault
from learnenv.domain.text import LANGUAGES, Language
from learnenv.reader.lesson import Lesson
from learnenv.reader.outline import Outline
from learnenv.reader.yaml_file import YamlFile

LONG_SENTENCE = 30
"""Words from which a sentence asks too much of someone who reads Dutch or English as a second language."""
HARD_PAGE = 50
"""Reading ease below which a page is clearly harder than B1, which is at about 60 to 70."""
FEWEST_WORDS = 80
"""Words below which the figure for a page says nothing."""
MOST_SHOWN = 5
"""Long sentences that are named per file; whoever mends these sees the rest at the next check."""


def language_level(lesson: Lesson, seen: Outline, language: Language) -> Iterator[Fault]:
    """Hints on a page in one language; tables and headings are left out."""
    passages = [each for each in seen.passages if each.kind != "row"]
    ease, count = reading_ease([each.text for each in passages], language)
    if count >= FEWEST_WORDS and ease < HARD_PAGE:
        yield in_lesson(lesson, (0, 1), "", "page-hard", "hint", ease=round(ease), wanted=HARD_PAGE)
    shown = 0
    for passage in passages:
        for sentence, length in _long(passage.text):
            shown += 1
            if shown <= MOST_SHOWN:
                lines = (passage.line, passage.end)
                yield in_lesson(lesson, lines, sentence, "sentence-long", "hint", count=length, most=LONG_SENTENCE)


def exercise_sentences(file: YamlFile) -> Iterator[DataFault]:
    """Hints on the long sentences in the texts of an exercise, one per text."""
    shown = 0
    for path, event in file.values.items():
        text = getattr(event, "value", None) or ""
        if path and path[-1] in LANGUAGES and len(text) > 4 * LONG_SENTENCE and "example" not in path:
            length = max((length for part in text.split("\n\n") for _, length in _long(part)), default=0)
            shown += 1 if length else 0
            if length and shown <= MOST_SHOWN:
                yield in_data(path, "sentence-long", "hint", count=length, most=LONG_SENTENCE)


def _long(text: str) -> Iterator[tuple[str, int]]:
    """The sentences that are too long, each with its number of words."""
    if len(text) > 2 * LONG_SENTENCE:
        for sentence in sentences(text):
            length = len(words(sentence))
            if length > LONG_SENTENCE:
                yield sentence, length
