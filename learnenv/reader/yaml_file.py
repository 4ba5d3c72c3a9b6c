"""One YAML file -> plain data in which every scalar is text, and where in the file each value stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from learnenv.domain.fault import DataFault, DataPath, Fault
from learnenv.domain.text import Message
from learnenv.reader.text_file import TextFile, read_text_file
from learnenv.reader.yaml_build import Builder, Spot, SpotFault, Stop, spot
from learnenv.reader.yaml_faults import syntax_fault

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The C loader where it is there, about nine times as fast."""

_START = Spot(1, 1, 1)


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
    faults = [_placed(made.source, each) for each in builder.faults] + faults
    if complete and not isinstance(builder.root, dict):
        mend = Message("reader.yaml.no-fields.mend")
        faults.append(made.place(DataFault((), Message("reader.yaml.no-fields"), mend)))
        complete = False
    return replace(made, data=builder.root if complete else {}, faults=tuple(faults), readable=complete)


def _placed(source: TextFile, fault: SpotFault) -> Fault:
    return source.fault(fault.what, fault.mend, fault.spot.line, fault.spot.column, fault.spot.width)
