"""Everything that is found in one module's folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from learnenv.checking.addresses import Places, exercise_own_links, own_links
from learnenv.checking.facts import exercise_facts, facts
from learnenv.checking.journey import journey
from learnenv.checking.language_level import exercise_sentences, language_level
from learnenv.checking.links import exercise_links, links, tables
from learnenv.checking.saying import in_data
from learnenv.checking.shortcuts import shortcuts
from learnenv.checking.twins import twins
from learnenv.checking.walk import walk
from learnenv.domain.content import Exercise
from learnenv.domain.exercise_type import ExerciseType
from learnenv.domain.fault import DataFault, DataPath, Fault
from learnenv.domain.text import LANGUAGES, Language
from learnenv.reader.check import in_order
from learnenv.reader.lesson import Lesson
from learnenv.reader.module import ModuleReading, read_files
from learnenv.reader.outline import Outline, outline
from learnenv.reader.placing import entries
from learnenv.reader.yaml_file import YamlFile


def findings(folder: Path, types: Mapping[str, ExerciseType[Any]]) -> tuple[Fault, ...]:
    """Every fault, warning and hint in the module in `folder`, sorted by file and line."""
    reading = read_files(folder, types)
    return in_order((*reading.faults, *content_findings(reading)))


def content_findings(reading: ModuleReading) -> Iterator[Fault]:
    """What is found beyond form: by looking at what the lessons say, and by trying what the exercises do."""
    if reading.module is None:
        return
    places = Places.of(reading.module.card)
    outlines: dict[Language, list[Outline]] = {language: [] for language in LANGUAGES}
    for lessons in reading.lessons.values():
        readable = {language: each for language, each in lessons.items() if each.readable}
        seen = {language: outline(lesson.tokens) for language, lesson in readable.items()}
        for language, each in seen.items():
            outlines[language].append(each)
        yield from _in_lessons(readable, seen, places)
    for file in filter(_is_whole, reading.exercises.values()):
        told = (*exercise_links(file), *exercise_sentences(file), *exercise_facts(file, outlines))
        told += tuple(exercise_own_links(file, places))
        yield from map(file.place, told)
    for exercise in reading.module.exercises.values():
        file, root = _where(reading, exercise)
        yield from (file.place(replace(each, path=(*root, *each.path))) for each in _in_exercise(exercise))
    if not any(fault.severity == "error" for fault in reading.faults):
        module = reading.module
        yield from map(reading.card.source.place, _contained(lambda: journey(module), ("pages",)))


def _is_whole(file: YamlFile) -> bool:
    """Whether the texts are those that were meant: where the form is broken, one may run on over the next."""
    return file.readable


def _in_lessons(
    lessons: Mapping[Language, Lesson], seen: Mapping[Language, Outline], places: Places
) -> Iterator[Fault]:
    for language, lesson in lessons.items():
        yield from facts(lesson, seen[language])
        yield from links(lesson, seen[language])
        yield from own_links(lesson, seen[language], places)
        yield from tables(lesson, seen[language])
        yield from language_level(lesson, seen[language], language)
    if len(lessons) > 1:
        yield from twins(lessons, seen)


def _where(reading: ModuleReading, exercise: Exercise) -> tuple[YamlFile, DataPath]:
    """The file of an exercise, and its place in there: a prediction stands in a scene of a case."""
    name, _, scene = exercise.id.partition(".")
    file = reading.exercises[name]
    numbers = (path[1] for path, id in entries(file.data, "scenes", "id") if scene and id == scene)
    return file, next((("scenes", number, "predict") for number in numbers), ())


def _in_exercise(exercise: Exercise) -> list[DataFault]:
    """What simulated learners meet at one exercise."""

    def tried() -> Iterator[DataFault]:
        form = exercise.type.form(exercise.spec)
        yield from shortcuts(exercise, form)
        yield from walk(exercise, form)

    return _contained(tried, ("type",))


def _contained(look: Callable[[], Iterator[DataFault]], path: DataPath) -> list[DataFault]:
    """What is found by trying exercises, which may be of a plugin's type and so can do anything."""
    try:
        return list(look())
    except Exception as error:  # noqa: BLE001  a plugin's own type must not stop the check of all other files
        return [in_data(path, "walk-failed", error=f"{type(error).__name__}: {error}")]
