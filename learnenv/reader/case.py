"""One case file -> a case that can be walked, with the exercises of its predictions; or the faults that forbid it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from learnenv.domain.case import Aside, CaseStudy, Choice, Condition, Scene, Transfer, Variable
from learnenv.domain.case_graph import explore
from learnenv.domain.content import Exercise
from learnenv.domain.fault import ContentError, DataFault, DataPath, Fault
from learnenv.domain.form import LongText, Table
from learnenv.domain.text import Message
from learnenv.reader.case_checks import graph_faults
from learnenv.reader.case_condition import read_condition, read_effect
from learnenv.reader.case_file import CaseFile, ChoiceEntry, SceneEntry
from learnenv.reader.exercise import MOST_FAULTS, Types, fingerprint, make_exercise
from learnenv.reader.exercise_texts import CleanTexts, clean_texts, in_exercise
from learnenv.reader.guess import did_you_mean
from learnenv.reader.names import case_file, prediction_id
from learnenv.reader.placing import bad_id, entries, missing_languages, out_of_range, repeated
from learnenv.reader.safe_markdown import Surroundings
from learnenv.reader.spec import read_spec
from learnenv.reader.yaml_file import YamlFile, read_yaml_file


@dataclass(frozen=True, slots=True)
class CaseReading:
    """What reading a case file gave. No case: its faults forbid it."""

    case: CaseStudy | None
    predictions: tuple[Exercise, ...] = ()
    faults: tuple[Fault, ...] = ()
    sources: tuple[str, ...] = ()
    """Ids of the sources that its texts name."""
    source: YamlFile | None = None
    """For placing what only the whole module shows."""


def read_case(folder: Path, id: str, types: Types, around: Surroundings) -> CaseReading:
    """The case in cases/<id>.yaml; never raises for content."""
    source = read_yaml_file(folder, case_file(id))
    if not source.readable:
        return CaseReading(None, faults=tuple(source.faults))
    texts = clean_texts(source, around, in_case)
    making = _Making(f"{around.module}/{id}", texts, source.data, types)
    made = making.case()
    found = [*making.faults, *missing_languages(source.data)]
    placed = (*source.faults, *map(source.place, found[:MOST_FAULTS]), *texts.faults)
    if any(fault.severity == "error" for fault in placed):
        return CaseReading(None, faults=placed, sources=texts.sources, source=source)
    return CaseReading(made, tuple(making.predictions), placed, texts.sources, source)


def in_case(path: DataPath) -> bool:
    """Whether what stands here in a case is Markdown."""
    if "predict" in path:
        return in_exercise(path[path.index("predict") + 1 :] or ("",))
    names = [step for step in path if isinstance(step, str) and step not in ("nl", "en")]
    return names[-1:] in (["summary"], ["reveal"], ["feedback"], ["prompt"]) or (
        names[-1:] == ["text"] and "choices" not in names
    )


@dataclass(slots=True)
class _Making:
    ref: str
    texts: CleanTexts
    raw: Mapping[str, Any]
    types: Types
    faults: list[DataFault] = field(default_factory=list)
    predictions: list[Exercise] = field(default_factory=list)
    variables: tuple[str, ...] = ()

    def case(self) -> CaseStudy | None:
        """The case, as far as it can be made; complete only when there are no faults."""
        try:
            file = read_spec(CaseFile, self.texts.data)
        except ContentError as error:
            self.faults += error.faults
            return None
        self._check_names(file)
        self.variables = tuple(each.id for each in file.variables)
        made = CaseStudy(
            ref=self.ref,
            title=file.title,
            summary=file.summary,
            minutes=file.minutes,
            scenes=tuple(self._scene(number, each, file) for number, each in enumerate(file.scenes)),
            fingerprint=fingerprint(self.raw),
            variables=tuple(Variable(v.id, v.title, v.start, v.min, v.max) for v in file.variables),
            transfer=_transfer(file),
            required=file.required,
            sources=self.texts.sources,
        )
        if any(fault.severity == "error" for fault in self.faults):
            return None
        graph = explore(made)
        self.faults += graph_faults(made, graph)
        return replace(made, best=graph.best)

    def _check_names(self, file: CaseFile) -> None:
        data = self.texts.data
        self.faults += out_of_range(("minutes",), file.minutes, 0)
        if not file.scenes:
            self.faults.append(_fault(("scenes",), "no-scenes"))
        elif all(each.choices for each in file.scenes):
            self.faults.append(_fault(("scenes",), "no-end"))
        for name in ("scenes", "variables"):
            named = entries(data, name, "id")
            self.faults += [each for path, id in named for each in bad_id(path, id)]
            self.faults += repeated(named)
        for number, each in enumerate(file.variables):
            if not each.min <= each.start <= each.max:
                values = {"start": each.start, "min": each.min, "max": each.max}
                self.faults.append(_fault(("variables", number, "start"), "start-outside", **values))

    def _scene(self, number: int, entry: SceneEntry, file: CaseFile) -> Scene:
        path: DataPath = ("scenes", number)
        if bool(entry.when) != bool(entry.otherwise):
            self.faults.append(_fault((*path, "when" if entry.when else "otherwise"), "when-otherwise"))
        self._check_target((*path, "otherwise"), entry.otherwise, file)
        names = [((*path, "choices", index, "id"), each.id) for index, each in enumerate(entry.choices)]
        self.faults += [each for at, id in names for each in bad_id(at, id)]
        self.faults += repeated(names)
        return Scene(
            id=entry.id,
            title=entry.title,
            text=entry.text,
            choices=tuple(
                self._choice((*path, "choices", index), each, file) for index, each in enumerate(entry.choices)
            ),
            asides=tuple(
                Aside(self._condition((*path, "also", index, "when"), each.when), each.text)
                for index, each in enumerate(entry.also)
            ),
            predict=self._prediction((*path, "predict"), entry),
            reveal=entry.reveal,
            when=self._condition((*path, "when"), entry.when),
            otherwise=entry.otherwise,
        )

    def _choice(self, path: DataPath, entry: ChoiceEntry, file: CaseFile) -> Choice:
        self._check_target((*path, "to"), entry.to, file)
        self.faults += out_of_range((*path, "points"), entry.points, 0)
        effects = [
            read_effect(name, text, (*path, "change", name), self.variables, self.faults)
            for name, text in entry.change.items()
        ]
        return Choice(
            id=entry.id,
            text=entry.text,
            to=entry.to,
            feedback=entry.feedback,
            points=entry.points,
            effects=tuple(effect for effect in effects if effect is not None),
            when=self._condition((*path, "when"), entry.when),
            real=entry.real,
        )

    def _condition(self, path: DataPath, text: str) -> Condition:
        return read_condition(text, path, self.variables, self.faults)

    def _check_target(self, path: DataPath, id: str, file: CaseFile) -> None:
        scenes = [each.id for each in file.scenes]
        if id and id not in scenes:
            what = Message("reader.case.unknown-scene", {"id": id})
            self.faults.append(DataFault(path, what, did_you_mean(id, scenes)))

    def _prediction(self, path: DataPath, entry: SceneEntry) -> str:
        """Make the exercise that asks for a prediction; its id, or "" where nothing is asked."""
        if not entry.predict:
            return ""
        raw = _at(self.raw, path)
        fixed = {"tries": "1", "required": "false"}
        data = {"title": self._title(path), **entry.predict, **fixed}
        id = prediction_id(self.ref.partition("/")[2], entry.id)
        made, found = make_exercise(f"{self.ref.partition('/')[0]}/{id}", data, raw, self.types)
        told = (
            fault for fault in found if fault.severity != "hint"
        )  # a prediction's mistakes are what `reveal` is for
        self.faults += [replace(fault, path=(*path, *fault.path)) for fault in told]
        if made is not None and made.type.open:
            self.faults.append(_fault((*path, "type"), "open-prediction"))
        if made is not None:
            self.predictions.append(made)
        return id

    def _title(self, path: DataPath) -> Any:
        return _at(self.texts.data, path[:-1]).get("title", {})


def _transfer(file: CaseFile) -> Transfer | None:
    into = file.transfer
    return Transfer(into.prompt, into.exercise, into.cell) if into else None


def _at(data: Any, path: Sequence[str | int]) -> Any:
    for step in path:
        data = data[step]
    return data


def _fault(path: DataPath, key: str, **values: object) -> DataFault:
    return DataFault(path, Message(f"reader.case.{key}", values), Message(f"reader.case.{key}.mend", values))


def note_cells(exercises: Mapping[str, Exercise]) -> Iterator[tuple[str, Mapping[str, bool]]]:
    """The open exercises of a module with their fields, and whether each can take a note: a text, or a list."""
    for id, exercise in exercises.items():
        if exercise.type.open:
            form = exercise.type.form(exercise.spec)
            yield (
                id,
                {
                    each.name: isinstance(each, LongText) or (isinstance(each, Table) and len(each.columns) == 1)
                    for each in form
                },
            )
