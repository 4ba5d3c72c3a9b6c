"""One exercise file -> an exercise that can be drawn and graded, or the faults that forbid it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from hashlib import sha256
from pathlib import Path
from typing import Any

from learnenv.domain.content import Exercise, ExerciseFeedback
from learnenv.domain.exercise_type import ExerciseType
from learnenv.domain.fault import ContentError, DataFault, DataPath, Fault
from learnenv.domain.text import Message
from learnenv.reader.exercise_file import ExerciseFile
from learnenv.reader.exercise_texts import clean_texts
from learnenv.reader.guess import did_you_mean
from learnenv.reader.names import exercise_file
from learnenv.reader.placing import missing_languages, out_of_range
from learnenv.reader.safe_markdown import Surroundings
from learnenv.reader.samples import check_samples
from learnenv.reader.spec import read_spec
from learnenv.reader.spec_names import field_names
from learnenv.reader.yaml_file import YamlFile, read_yaml_file

Types = Mapping[str, ExerciseType[Any]]
COMMON = tuple(field.name for field in fields(ExerciseFile))
NUMBERS = ("tries", "penalty", "hint_penalty")
_UNKNOWN_FIELD = "reader.unknown-field"
MOST_FAULTS = 50


@dataclass(frozen=True, slots=True)
class ExerciseReading:
    """What reading an exercise file gave. No exercise: its faults forbid it."""

    exercise: Exercise | None
    file: YamlFile
    """The file itself, to place what is found later."""
    faults: tuple[Fault, ...] = ()
    sources: tuple[str, ...] = ()
    """Ids of the sources that its texts name."""


def read_exercise(folder: Path, id: str, types: Types, around: Surroundings) -> ExerciseReading:
    """The exercise in exercises/<id>.yaml; never raises for content, nor for what a type does with it."""
    source = read_yaml_file(folder, exercise_file(id))
    if not source.readable:
        return ExerciseReading(None, source, tuple(source.faults))
    texts = clean_texts(source, around)
    made, found = make_exercise(f"{around.module}/{id}", texts.data, source.data, types)
    found += list(missing_languages(source.data))
    placed = (*source.faults, *map(source.place, found[:MOST_FAULTS]))
    sound = not any(fault.severity == "error" for fault in placed)
    return ExerciseReading(made if sound else None, source, (*placed, *texts.faults), texts.sources)


def fingerprint(data: Mapping[str, Any]) -> str:
    """A short hash of what a file says; comments, order of fields and white space do not change it."""
    said = json.dumps(_plain(data), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(said.encode()).hexdigest()[:16]


def make_exercise(
    ref: str, data: Mapping[str, Any], raw: Mapping[str, Any], types: Types
) -> tuple[Exercise | None, list[DataFault]]:
    """The exercise in `data`, whose Markdown is safe; `raw` is the data as it was written. And all that is wrong."""
    kind = types.get(data["type"]) if isinstance(data.get("type"), str) else None
    common, found = _attempt(lambda: read_spec(ExerciseFile, {key: data[key] for key in COMMON if key in data}))
    found += _numbers(common or _readable(data))
    if kind is None:
        return None, found + list(_unknown_type(data, types))
    chosen = kind
    own = {key: value for key, value in data.items() if key not in COMMON}
    spec, more = _attempt(lambda: chosen.parse(own))
    found += [_with_common_names(fault, own, chosen) for fault in more]
    if common is None or more:
        return None, found
    exercise = _exercise(ref, kind, spec, common, fingerprint(raw))
    found += [*_empty(common), *_certainty(exercise), *check_samples(exercise), *_advice(exercise)]
    return exercise, found


def _attempt(parse: Callable[[], Any]) -> tuple[Any, list[DataFault]]:
    try:
        return parse(), []
    except ContentError as error:
        return None, list(error.faults) or [type_failed(error)]
    except Exception as error:  # noqa: BLE001  a plugin's own type must not stop the reading of all other files
        return None, [type_failed(error)]


def type_failed(error: Exception, path: DataPath = ("type",)) -> DataFault:
    """The fault of an exercise type whose code fails on this exercise."""
    what = Message("reader.type-failed", {"error": f"{type(error).__name__}: {error}"})
    return DataFault(path, what, Message("reader.type-failed.mend"))


def _unknown_type(data: Mapping[str, Any], types: Types) -> Iterator[DataFault]:
    name = data.get("type")
    if isinstance(name, str):
        yield DataFault(("type",), Message("reader.unknown-type", {"name": name}), did_you_mean(name, sorted(types)))


def _with_common_names(fault: DataFault, own: Mapping[str, Any], kind: ExerciseType[Any]) -> DataFault:
    """An unknown field at the top may be one of the fields that all types have."""
    if len(fault.path) != 1 or not isinstance(fault.what, Message) or fault.what.key != _UNKNOWN_FIELD:
        return fault
    names = [*COMMON, *(name for name in field_names(kind.spec, ()) if name not in own)]
    return DataFault(fault.path, fault.what, did_you_mean(str(fault.path[0]), names), at_key=True)


def _numbers(common: ExerciseFile) -> Iterator[DataFault]:
    yield from out_of_range(("tries",), common.tries, 0)
    yield from out_of_range(("penalty",), common.penalty, 0, 1)
    yield from out_of_range(("hint_penalty",), common.hint_penalty, 0, 1)


def _readable(data: Mapping[str, Any]) -> ExerciseFile:
    """The common numbers that can be read, whatever is wrong with the rest: an author sees it all in one go."""
    rest: dict[str, Any] = {"type": "", "title": {}, "prompt": {}}
    for name in NUMBERS:
        try:
            read_spec(ExerciseFile, {**rest, name: data[name]})
        except (ContentError, KeyError):
            continue
        rest[name] = data[name]
    return read_spec(ExerciseFile, rest)


def _empty(common: ExerciseFile) -> Iterator[DataFault]:
    for name, text in (("title", common.title), ("prompt", common.prompt)):
        if not text.nl.strip() and not text.en.strip():
            yield DataFault((name,), Message("reader.text-empty", {"name": name}), Message("reader.text-empty.mend"))


def _certainty(exercise: Exercise) -> Iterator[DataFault]:
    if exercise.certainty and exercise.type.open:
        what = Message("reader.certainty-open", {"type": exercise.type.name})
        yield DataFault(("certainty",), what, Message("reader.certainty-open.mend"), True, "warning")


def _advice(exercise: Exercise) -> Sequence[DataFault]:
    advise = exercise.type.advise
    if advise is None:
        return ()
    advice, failed = _attempt(lambda: tuple(advise(exercise.spec)))
    return failed or advice


def _exercise(ref: str, kind: ExerciseType[Any], spec: Any, common: ExerciseFile, mark: str) -> Exercise:
    said = common.feedback
    return Exercise(
        ref=ref,
        type=kind,
        spec=spec,
        title=common.title,
        prompt=common.prompt,
        fingerprint=mark,
        hints=common.hints,
        tries=common.tries,
        penalty=common.penalty,
        hint_penalty=common.hint_penalty,
        required=common.required,
        feedback=ExerciseFeedback(said.right, said.partial, said.wrong, said.general),
        explanation=common.explanation,
        certainty=common.certainty,
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return " ".join(value.split())
