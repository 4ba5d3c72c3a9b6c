"""What changed since an earlier release that learners' progress hangs on: progress and answers are kept under ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from learnenv.checking.entries import Entry, entries_in, first_change, most_alike
from learnenv.checking.git import texts_at
from learnenv.domain.content import Exercise
from learnenv.domain.errors import InvalidAnswer, NotFound
from learnenv.domain.exercise_type import ExerciseType
from learnenv.domain.fault import DataFault, DataPath, Fault, Severity
from learnenv.domain.grading import BrokenExercise, grade, read
from learnenv.domain.text import LANGUAGES, Message
from learnenv.reader.check import in_order
from learnenv.reader.module import ModuleReading, read_files
from learnenv.reader.names import lesson_file
from learnenv.reader.placing import entries
from learnenv.reader.samples import is_right
from learnenv.reader.text_file import read_text_file
from learnenv.reader.yaml_file import YamlFile, read_yaml_file

Types = Mapping[str, ExerciseType[Any]]


def changes_since(folder: Path, types: Types, revision: str) -> tuple[Fault, ...]:
    """What would cut learners off from their work if the module in `folder` replaced the one at `revision`.

    An error for an id that is gone or renamed and for a changed type, a warning for a changed right answer. Raises
    NotFound when git cannot tell what was there.
    """
    texts = texts_at(folder, revision)
    with TemporaryDirectory(prefix="learnenv-") as name:
        before = Path(name)
        for path, content in texts.items():
            (before / path).parent.mkdir(parents=True, exist_ok=True)
            (before / path).write_bytes(content)
        comparison = _Comparison(revision, before, folder, read_files(before, types), read_files(folder, types))
        if comparison.past.module is None:
            raise NotFound("check.since.unreadable", revision=revision)
        return in_order(comparison.faults())


class _Comparison:
    """A module before and now."""

    def __init__(self, revision: str, before: Path, folder: Path, past: ModuleReading, now: ModuleReading) -> None:
        self.revision, self.before, self.folder, self.past, self.now = revision, before, folder, past, now

    def faults(self) -> Iterator[Fault]:
        """Everything that changed, from the module down to the options of an exercise."""
        if self.now.module is None:
            return
        yield from self._module_id()
        yield from self._pages()
        files = _yaml_files(self.folder)
        for name in _yaml_files(self.before):
            if name in files:
                yield from self._inside(name)
        yield from self._gone_files(_yaml_files(self.before), files)

    def _module_id(self) -> Iterator[Fault]:
        assert self.past.module is not None
        assert self.now.module is not None
        old, new = self.past.module.id, self.now.module.id
        if old != new:
            yield self.now.card.source.place(self._said(("id",), "module-id", old=old))

    def _pages(self) -> Iterator[Fault]:
        source = self.now.card.source
        was, here = (dict(_pages(reading.card.source)) for reading in (self.past, self.now))
        gone, new = [id for id in was if id not in here], [id for id in here if id not in was]
        alike = most_alike(
            {id: _lesson_text(self.before, id) for id in gone}, {id: _lesson_text(self.folder, id) for id in new}
        )
        for id in gone:
            if id in alike:
                yield source.place(self._said(here[alike[id]], "page-renamed", old=id, new=alike[id]))
            else:
                yield source.place(self._said(("pages",), "page-gone", old=id))

    def _gone_files(self, was: tuple[str, ...], here: tuple[str, ...]) -> Iterator[Fault]:
        gone, new = [name for name in was if name not in here], [name for name in here if name not in was]
        alike = most_alike(
            {name: read_text_file(self.before, name).text for name in gone},
            {name: read_text_file(self.folder, name).text for name in new},
        )
        for name in gone:
            renamed = alike.get(name, "")
            fault = self._said((), "file-renamed" if renamed else "file-gone", old=name, new=renamed)
            yield Fault(fault.what, fault.mend, renamed or name)

    def _inside(self, name: str) -> Iterator[Fault]:
        """What changed in a file that is there in both."""
        past, now = read_yaml_file(self.before, name), read_yaml_file(self.folder, name)
        if not past.readable or not now.readable:
            return
        kinds = past.data.get("type"), now.data.get("type")
        if kinds[0] != kinds[1]:
            yield now.place(self._said(("type",), "type-changed", old=str(kinds[0]), new=str(kinds[1])))
            return
        changed = list(self._entries(past, now))
        if not changed:
            changed = list(self._right_answer(name, past, now))
        yield from map(now.place, changed)

    def _entries(self, past: YamlFile, now: YamlFile) -> Iterator[DataFault]:
        was, here = entries_in(past.data), entries_in(now.data)
        gone = {key: entry for key, entry in was.items() if key not in here and entry.group_is_in(here)}
        new = {key: entry for key, entry in here.items() if key not in was}
        alike = most_alike(
            {key: entry.text for key, entry in gone.items()},
            {key: entry.text for key, entry in new.items()},
            _siblings,
        )
        for key, entry in gone.items():
            if key in alike:
                there: Entry = new[alike[key]]
                yield self._said((*there.path, "id"), "entry-renamed", old=entry.id, new=there.id)
            else:
                path = next((each.path[:-1] for each in here.values() if each.group == entry.group), ("type",))
                yield self._said(path, "entry-gone", old=entry.id, text=entry.text[:60])

    def _right_answer(self, name: str, past: YamlFile, now: YamlFile) -> Iterator[DataFault]:
        assert self.past.module is not None
        assert self.now.module is not None
        id = Path(name).stem
        before, after = self.past.module.exercises.get(id), self.now.module.exercises.get(id)
        if before is None or after is None or after.type.open or self.past.exercises[id].source.name != name:
            return
        samples = before.type.samples(before.spec)
        if not _is_right(after, samples.right) or (_is_right(after, samples.wrong)):
            path = first_change(past.data, now.data)
            yield self._said(path, "right-changed", "warning")

    def _said(self, path: DataPath, code: str, severity: Severity = "error", **values: object) -> DataFault:
        values["revision"] = self.revision
        key = f"check.since.{code}"
        of_a_list = code.endswith("-gone")
        return DataFault(path, Message(key, values), Message(f"{key}.mend", values), of_a_list, severity)


def _is_right(exercise: Exercise, answer: Mapping[str, Any]) -> bool:
    try:
        return is_right(exercise, grade(exercise, read(exercise, answer)))
    except (InvalidAnswer, BrokenExercise):
        return False


def _yaml_files(folder: Path) -> tuple[str, ...]:
    """The files in the folders of a module, such as exercises/first-step.yaml."""
    return tuple(sorted(path.relative_to(folder).as_posix() for path in folder.glob("*/*.yaml")))


def _pages(card: YamlFile) -> list[tuple[str, DataPath]]:
    return [(id, path) for path, id in entries(card.data, "pages", "id")]


def _lesson_text(folder: Path, page: str) -> str:
    return "\n".join(read_text_file(folder, lesson_file(page, language)).text for language in LANGUAGES)


def _siblings(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return one[:-1] == other[:-1]
