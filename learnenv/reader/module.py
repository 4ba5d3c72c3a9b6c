"""One module's folder -> its card, and the learning module with every fault. What is sound of it works."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from learnenv.domain.case import CaseStudy
from learnenv.domain.content import Exercise, LearningModule, ModuleCard, Page, Source
from learnenv.domain.exercise_type import ExerciseType
from learnenv.domain.fault import DataFault, DataPath, Fault, Severity
from learnenv.domain.text import LANGUAGES, Language, Message
from learnenv.reader.card import CardFileReading, CardReading, read_card, read_card_file
from learnenv.reader.card_file import SourceEntry
from learnenv.reader.case import CaseReading, note_cells, read_case
from learnenv.reader.case_checks import transfer_faults
from learnenv.reader.consuming import consuming_faults
from learnenv.reader.exercise import read_exercise
from learnenv.reader.guess import did_you_mean
from learnenv.reader.lesson import Lesson
from learnenv.reader.names import case_file, exercise_file, files_in, is_id, lesson_file, nearest_id
from learnenv.reader.page import Known, read_page
from learnenv.reader.placing import entries
from learnenv.reader.safe_markdown import Surroundings
from learnenv.reader.source_marks import source_marks
from learnenv.reader.yaml_file import YamlFile

__all__ = ["CardReading", "ModuleReading", "read_card", "read_files", "read_module"]


@dataclass(frozen=True, slots=True)
class ModuleReading:
    """A module and the files that it was read from, for who looks further than their form."""

    card: CardFileReading
    module: LearningModule | None = None
    """None: module.yaml gives no card, so nothing else was read."""
    lessons: Mapping[str, Mapping[Language, Lesson]] = field(default_factory=dict)
    """By page."""
    exercises: Mapping[str, YamlFile] = field(default_factory=dict)
    """The files, by exercise or case; also of those that have faults."""

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Everything that is wrong with the form of the files."""
        return self.card.faults if self.module is None else self.module.faults


def read_module(card: ModuleCard, types: Mapping[str, ExerciseType[Any]]) -> LearningModule:
    """The module of this card with all its faults, those of module.yaml included. Never raises for bad content."""
    return _read(read_card_file(card.folder, card.plugin), card, types).made()


def read_files(folder: Path, types: Mapping[str, ExerciseType[Any]]) -> ModuleReading:
    """The module in this folder with its files. Never raises for bad content."""
    file = read_card_file(folder, "")
    if file.card is None:
        return ModuleReading(file)
    reading = _read(file, file.card, types)
    return ModuleReading(file, reading.made(), reading.lessons, reading.files)


def _read(file: CardFileReading, card: ModuleCard, types: Mapping[str, ExerciseType[Any]]) -> _Reading:
    reading = _Reading(file, card)
    reading.read_exercises(types)
    reading.read_cases(types)
    reading.read_pages()
    reading.check_whole()
    return reading


@dataclass(slots=True)
class _Reading:
    file: CardFileReading
    card: ModuleCard
    faults: list[Fault] = field(default_factory=list)
    exercises: dict[str, Exercise] = field(default_factory=dict)
    cases: dict[str, CaseStudy] = field(default_factory=dict)
    pages: list[Page] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    there: list[str] = field(default_factory=list)
    """Ids of all exercises that have a file."""
    case_readings: dict[str, CaseReading] = field(default_factory=dict)
    """Of all cases that have a file."""
    cited: set[str] = field(default_factory=set)
    met: set[str] = field(default_factory=set)
    lessons: dict[str, Mapping[Language, Lesson]] = field(default_factory=dict)
    files: dict[str, YamlFile] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.card = self.file.card or self.card
        self.faults += self.file.faults
        if self.file.file is not None:
            for entry in self.file.file.sources:
                self.sources.setdefault(entry.id, _source(entry))

    def made(self) -> LearningModule:
        """What was read so far, as a module."""
        return LearningModule(
            card=self.card,
            pages=tuple(self.pages),
            exercises=self.exercises,
            sources=self.sources,
            cases=self.cases,
            faults=tuple(self.faults),
        )

    def read_exercises(self, types: Mapping[str, ExerciseType[Any]]) -> None:
        around = Surroundings(self.card.id, self.card.folder, source_marks(self.sources))
        for name in files_in(self.card.folder, "exercises"):
            id = name.removesuffix(".yaml")
            if exercise_file(id) != f"exercises/{name}" or not is_id(id):
                self._say_unread("exercises", name, "not-an-exercise")
                continue
            reading = read_exercise(self.card.folder, id, types, around)
            self.there.append(id)
            self.faults += reading.faults
            self.cited.update(reading.sources)
            self.files[id] = reading.file
            if reading.exercise is not None:
                self.exercises[id] = reading.exercise

    def read_cases(self, types: Mapping[str, ExerciseType[Any]]) -> None:
        around = Surroundings(self.card.id, self.card.folder, source_marks(self.sources))
        for name in files_in(self.card.folder, "cases"):
            id = name.removesuffix(".yaml")
            if case_file(id) != f"cases/{name}" or not is_id(id):
                self._say_unread("cases", name, "not-a-case")
                continue
            if id in self.there:
                self._say_of_file(f"cases/{name}", "case-named-as-exercise", severity="error")
                continue
            reading = read_case(self.card.folder, id, types, around)
            self.case_readings[id] = reading
            self.faults += reading.faults
            self.cited.update(reading.sources)
            if reading.source is not None:
                self.files[id] = reading.source
            if reading.case is not None:
                self.cases[id] = reading.case
                self.exercises |= {each.id: each for each in reading.predictions}

    def read_pages(self) -> None:
        entries = self.file.file.pages if self.file.file is not None else ()
        minutes = {entry.id: entry.minutes for entry in reversed(entries)}
        names = (*self.there, *self.case_readings)
        known = Known(self.exercises, self.cases, frozenset(names), names, self.sources)
        for id in self.card.pages:
            reading = read_page(self.card.folder, self.card.id, id, max(0, minutes.get(id, 0)), known)
            self.pages.append(reading.page)
            self.lessons[id] = reading.lessons
            self.faults += reading.faults
            self.cited.update(reading.page.sources)
            self.met |= reading.met

    def check_whole(self) -> None:
        """What only shows when everything has been read: what is made here, and what is not used."""
        for path, exercise in entries(self.file.source.data, "produces", "exercise"):
            self._check_product(path, exercise)
        self._check_notes()
        consumes = self.file.source.data.get("consumes")
        self.faults += map(self.file.source.place, consuming_faults(consumes, self.card.id, self.exercises))
        self._warn_of_unused("case-unused", [case_file(id) for id in self.case_readings if id not in self.met])
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

    def _check_notes(self) -> None:
        """Whether the note that ends a case has a place to go to."""
        cells = dict(note_cells(self.exercises))
        for id, case in list(self.cases.items()):
            source = self.case_readings[id].source
            found = list(transfer_faults(case, cells))
            if found and source is not None:
                self.faults += map(source.place, found)
                self.cases[id] = replace(case, transfer=None)

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

    def _say_unread(self, inside: str, name: str, key: str) -> None:
        """Say how a file has to be called to be read, or that a folder is not looked into."""
        file, wanted = f"{inside}/{name}", f"{nearest_id(Path(name).stem)}.yaml"
        if (self.card.folder / file).is_dir():
            what, mend = Message("reader.folder-unread"), Message("reader.folder-unread.mend", {"folder": inside})
        else:
            free = is_id(wanted.removesuffix(".yaml")) and not (self.card.folder / inside / wanted).exists()
            meant = free and Path(name).suffix.lower() in (".yaml", ".yml")
            what = Message(f"reader.{key}", {"file": file})
            mend = Message("reader.file-name.mend-use" if meant else "reader.file-name.mend", {"name": wanted})
        self.faults.append(Fault(what, mend, file, severity="warning"))

    def _say_of_file(self, name: str, key: str, severity: Severity = "warning") -> None:
        what, mend = Message(f"reader.{key}", {"file": name}), Message(f"reader.{key}.mend", {"file": name})
        self.faults.append(Fault(what, mend, name, severity=severity))


def _source(entry: SourceEntry) -> Source:
    return Source(**{each.name: getattr(entry, each.name) for each in fields(entry)})
