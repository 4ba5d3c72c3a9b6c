"""One module's folder -> its card, and the learning module with every fault. What is sound of it works."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from learnenv.domain.content import Exercise, LearningModule, ModuleCard, Page, Source
from learnenv.domain.exercise_type import ExerciseType
from learnenv.domain.fault import DataFault, DataPath, Fault
from learnenv.domain.text import LANGUAGES, Message
from learnenv.reader.card import CardFileReading, CardReading, read_card, read_card_file
from learnenv.reader.card_file import SourceEntry
from learnenv.reader.exercise import read_exercise
from learnenv.reader.guess import did_you_mean
from learnenv.reader.names import exercise_file, files_in, is_id, lesson_file
from learnenv.reader.page import Known, read_page
from learnenv.reader.placing import entries
from learnenv.reader.safe_markdown import Surroundings
from learnenv.reader.source_marks import source_marks

__all__ = ["CardReading", "read_card", "read_module"]


def read_module(card: ModuleCard, types: Mapping[str, ExerciseType[Any]]) -> LearningModule:
    """The module of this card with all its faults, those of module.yaml included. Never raises for bad content."""
    reading = _Reading(read_card_file(card.folder, card.plugin), card)
    reading.read_exercises(types)
    reading.read_pages()
    reading.check_whole()
    return LearningModule(
        card=reading.card,
        pages=tuple(reading.pages),
        exercises=reading.exercises,
        sources=reading.sources,
        faults=tuple(reading.faults),
    )


@dataclass(slots=True)
class _Reading:
    file: CardFileReading
    card: ModuleCard
    faults: list[Fault] = field(default_factory=list)
    exercises: dict[str, Exercise] = field(default_factory=dict)
    pages: list[Page] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    there: list[str] = field(default_factory=list)
    """Ids of all exercises that have a file."""
    cited: set[str] = field(default_factory=set)
    met: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.card = self.file.card or self.card
        self.faults += self.file.faults
        if self.file.file is not None:
            for entry in self.file.file.sources:
                self.sources.setdefault(entry.id, _source(entry))

    def read_exercises(self, types: Mapping[str, ExerciseType[Any]]) -> None:
        around = Surroundings(self.card.id, self.card.folder, source_marks(self.sources))
        for name in files_in(self.card.folder, "exercises"):
            id = name.removesuffix(".yaml")
            if exercise_file(id) != f"exercises/{name}" or not is_id(id):
                self._say_of_file(f"exercises/{name}", "not-an-exercise")
                continue
            reading = read_exercise(self.card.folder, id, types, around)
            self.there.append(id)
            self.faults += reading.faults
            self.cited.update(reading.sources)
            if reading.exercise is not None:
                self.exercises[id] = reading.exercise

    def read_pages(self) -> None:
        entries = self.file.file.pages if self.file.file is not None else ()
        minutes = {entry.id: entry.minutes for entry in reversed(entries)}
        known = Known(self.exercises, frozenset(self.there), tuple(self.there), self.sources)
        for id in self.card.pages:
            reading = read_page(self.card.folder, self.card.id, id, max(0, minutes.get(id, 0)), known)
            self.pages.append(reading.page)
            self.faults += reading.faults
            self.cited.update(reading.page.sources)
            self.met |= reading.met

    def check_whole(self) -> None:
        """What only shows when everything has been read: what is made here, and what is not used."""
        for path, exercise in entries(self.file.source.data, "produces", "exercise"):
            self._check_product(path, exercise)
        self._warn_of_unused("exercise-unused", [exercise_file(id) for id in self.there if id not in self.met])
        wanted = {lesson_file(page, language) for page in self.card.pages for language in LANGUAGES}
        lessons = [f"lessons/{name}" for name in files_in(self.card.folder, "lessons")]
        self._warn_of_unused("lesson-unused", [name for name in lessons if name not in wanted])
        for path, id in entries(self.file.source.data, "sources", "id"):
            if id not in self.cited:
                what, mend = (
                    Message("reader.source-unused", {"id": id}),
                    Message("reader.source-unused.mend", {"id": id}),
                )
                self.faults.append(self.file.source.place(DataFault(path, what, mend, severity="warning")))

    def _check_product(self, path: DataPath, id: str) -> None:
        if id not in self.there:
            what, mend = Message("reader.unknown-exercise", {"id": id}), did_you_mean(id, self._open_exercises())
        elif id in self.exercises and not self.exercises[id].type.open:
            what, mend = Message("reader.product-not-open", {"id": id}), did_you_mean("", self._open_exercises())
        else:
            return
        self.faults.append(self.file.source.place(DataFault(path, what, mend)))

    def _open_exercises(self) -> list[str]:
        return [id for id, exercise in self.exercises.items() if exercise.type.open]

    def _warn_of_unused(self, key: str, names: Collection[str]) -> None:
        for name in names:
            self._say_of_file(name, key)

    def _say_of_file(self, name: str, key: str) -> None:
        what, mend = Message(f"reader.{key}", {"file": name}), Message(f"reader.{key}.mend", {"file": name})
        self.faults.append(Fault(what, mend, name, severity="warning"))


def _source(entry: SourceEntry) -> Source:
    return Source(**{each.name: getattr(entry, each.name) for each in fields(entry)})
