"""One YAML file -> plain data in which every scalar is text, and where in the file each value stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from learnenv.domain.fault import DataFault, DataPath, Fault
from learnenv.domain.text import LANGUAGES, Message
from learnenv.reader.text_file import TextFile, read_text_file
from learnenv.reader.yaml_build import Builder, Spot, SpotFault, Stop, spot
from learnenv.reader.yaml_faults import syntax_fault

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The C loader where it is there, about nine times as fast."""

_START = Spot(1, 1, 1)
_HASH = re.compile(r"\S[ \t]+#\S")
"""What may cut off a text: a comment has a space behind its # as well."""
_TEXTS = (*LANGUAGES, "title", "author")
"""Fields that hold a text to read, and no number or id."""


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A YAML file read. A key with nothing behind it is left out of `data` but keeps its place in `keys`."""

    source: TextFile
    data: Mapping[str, Any] = field(default_factory=dict)
    values: Mapping[DataPath, yaml.Event] = field(default_factory=dict)
    keys: Mapping[DataPath, yaml.Event] = field(default_factory=dict)
    faults: Sequence[Fault] = ()
    readable: bool = True
    """False: there is no data at all, and the faults say why."""

    def place(self, fault: DataFault) -> Fault:
        """The fault at its place in the file: of a value that is not there, the nearest thing around it."""
        at = self._spot(fault)
        return self.source.fault(fault.what, fault.mend, at.line, at.column, at.width, fault.severity)

    def _spot(self, fault: DataFault) -> Spot:
        first, second = (self.keys, self.values) if fault.at_key else (self.values, self.keys)
        for length in range(len(fault.path), -1, -1):
            path = tuple(fault.path[:length])
            event = first.get(path) or second.get(path)
            if event is not None:
                return spot(event)
        return _START


def read_yaml_file(folder: Path, name: str) -> YamlFile:
    """The YAML file `name` in `folder`; never raises for what a file may hold."""
    return parse_yaml(read_text_file(folder, name))


def parse_yaml(source: TextFile, loader: Any = LOADER) -> YamlFile:
    """The data in this text. Tags, aliases, merge keys, duplicate keys and what is too deep or large are faults."""
    if source.faults:
        return YamlFile(source, faults=source.faults, readable=False)
    builder = Builder()
    faults: list[Fault] = []
    event: yaml.Event | None = None
    try:
        for event in yaml.parse(source.text, Loader=loader):
            builder.take(event)
    except Stop:
        pass
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        faults.append(syntax_fault(source, error, event))
    made = YamlFile(source, {}, builder.values, builder.keys)
    return _finished(made, builder, faults)


def _finished(made: YamlFile, builder: Builder, faults: list[Fault]) -> YamlFile:
    complete = not faults and not builder.stopped
    if any(fault.code == "yaml.sign" for fault in faults):  # what else was seen in that text was not meant
        builder.faults = [each for each in builder.faults if each.spot.line != faults[0].line]
    faults = [_placed(made.source, each) for each in builder.faults] + faults
    told = {fault.line for fault in faults}
    faults += [fault for fault in _cut_off(made) if fault.line not in told]
    if complete and not isinstance(builder.root, dict):
        mend = Message("reader.yaml.no-fields.mend")
        faults.append(made.place(DataFault((), Message("reader.yaml.no-fields"), mend)))
        complete = False
    return replace(made, data=builder.root if complete else {}, faults=tuple(faults), readable=complete)


def _placed(source: TextFile, fault: SpotFault) -> Fault:
    return source.fault(fault.what, fault.mend, fault.spot.line, fault.spot.column, fault.spot.width)


def _cut_off(made: YamlFile) -> Iterator[Fault]:
    """A warning for each text of which a # has hidden the end, or all of it."""
    if not _HASH.search(made.source.text):
        return
    for path, key in made.keys.items():
        if path[-1] not in _TEXTS:
            continue
        event = made.values.get(path)
        kind = "sign" if event is None else "cut-off"
        if event is None or (isinstance(event, yaml.ScalarEvent) and not event.style):
            yield from _hash_behind(made.source, (event or key).end_mark, kind)


def _hash_behind(source: TextFile, mark: Any, kind: str) -> Iterator[Fault]:
    line = source.lines[mark.line] if mark.line < len(source.lines) else ""
    found = _HASH.match(line, max(0, mark.column - (kind == "cut-off")))
    if found:
        what, mend = Message(f"reader.yaml.{kind}", {"sign": "#"}), Message(f"reader.yaml.{kind}.mend")
        column = found.end() - 1
        yield source.fault(what, mend, mark.line + 1, column, len(line) - column + 1, "warning")
