"""A folder of guides -> learning paths, glossary and problems, with every fault placed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from learnenv.domain.fault import ContentError, DataFault, Fault
from learnenv.domain.guide import Advice, Guide, LearningPath, Limit, PathStep, Problem, Term
from learnenv.domain.text import Message
from learnenv.reader.guide_file import GlossaryFile, PathFile, ProblemsFile
from learnenv.reader.names import files_in
from learnenv.reader.placing import bad_id, entries, missing_languages, repeated
from learnenv.reader.spec import read_spec
from learnenv.reader.yaml_file import YamlFile, read_yaml_file

PATHS, GLOSSARY, PROBLEMS = "paths", "glossary.yaml", "problems.yaml"
SpecT = TypeVar("SpecT")


@dataclass(frozen=True, slots=True)
class GuideReading:
    """What reading a folder gave. A file with a fault is left out as a whole."""

    guide: Guide
    faults: tuple[Fault, ...] = ()


def read_guide(folder: Path) -> GuideReading:
    """The guides in a folder: paths/*.yaml, glossary.yaml and problems.yaml, each of which may be absent."""
    faults: list[Fault] = []
    paths = [_read(folder, f"{PATHS}/{name}", PathFile, _no_names, faults) for name in _yaml(folder, PATHS)]
    named = [each for each in zip(_yaml(folder, PATHS), paths, strict=True) if each[1]]
    in_order = sorted(named, key=lambda each: each[1].order if each[1] else 0)
    guide = Guide(paths=tuple(_path(name.removesuffix(".yaml"), file) for name, file in in_order if file))
    if (folder / GLOSSARY).is_file() and (terms := _read(folder, GLOSSARY, GlossaryFile, _term_names, faults)):
        guide = guide.joined(
            Guide(terms=tuple(Term(t.id, t.term, t.meaning, t.forms, t.modules) for t in terms.terms))
        )
    if (folder / PROBLEMS).is_file() and (asked := _read(folder, PROBLEMS, ProblemsFile, _problem_names, faults)):
        guide = guide.joined(_problems(asked))
    if not faults and not (guide.paths or guide.terms or guide.problems):
        mend = Message("reader.no-guides.mend")
        faults.append(Fault(Message("reader.no-guides", {"folder": folder.name}), mend, folder.name))
    return GuideReading(guide, tuple(faults))


def _yaml(folder: Path, inside: str) -> list[str]:
    return [name for name in files_in(folder, inside) if name.endswith(".yaml")]


def _read(
    folder: Path,
    name: str,
    spec: type[SpecT],
    names: Callable[[YamlFile], Iterator[DataFault]],
    faults: list[Fault],
) -> SpecT | None:
    source = read_yaml_file(folder, name)
    found: list[DataFault] = []
    made: SpecT | None = None
    if source.readable:
        try:
            made = read_spec(spec, source.data)
        except ContentError as error:
            found += error.faults
        found += [*names(source), *missing_languages(source.data)]
    placed = [*source.faults, *map(source.place, found)]
    faults += placed
    return None if any(fault.severity == "error" for fault in placed) else made


def _no_names(source: YamlFile) -> Iterator[DataFault]:
    for path, module in entries(source.data, "steps", "module"):
        yield from bad_id(path, module)


def _term_names(source: YamlFile) -> Iterator[DataFault]:
    yield from _ids(source, "terms")


def _problem_names(source: YamlFile) -> Iterator[DataFault]:
    yield from _ids(source, "problems")
    yield from repeated(entries(source.data, "methods", "module"))


def _ids(source: YamlFile, name: str) -> Iterator[DataFault]:
    found = entries(source.data, name, "id")
    yield from repeated(found)
    for path, id in found:
        yield from bad_id(path, id)


def _path(id: str, file: PathFile) -> LearningPath:
    steps = tuple(PathStep(each.module, each.why, each.part, each.optional, each.pages) for each in file.steps)
    return LearningPath(id, file.title, file.audience, file.summary, steps)


def _problems(file: ProblemsFile) -> Guide:
    problems = tuple(
        Problem(each.id, each.says, each.words, tuple(Advice(one.module, one.why) for one in each.advice))
        for each in file.problems
    )
    return Guide(problems=problems, limits=tuple(Limit(each.module, each.when_not) for each in file.methods))
