"""Plain data from YAML events, one by one and without recursion, so that no depth of nesting can hurt."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from learnenv.domain.fault import DataPath
from learnenv.domain.text import LANGUAGES, Message

MOST_DEPTH = 40
MOST_NODES = 50_000
MOST_FAULTS = 50
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What an escape such as \\0 can bring into a text although the file itself holds none."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of one line; line and column count from 1."""

    line: int
    column: int
    width: int


@dataclass(frozen=True, slots=True)
class SpotFault:
    """A fault at a spot."""

    what: Message
    mend: Message
    spot: Spot


def spot(event: Any) -> Spot:
    """Where an event stands; of one that runs over several lines its beginning."""
    start, end = event.start_mark, event.end_mark
    one_line = start.line == end.line
    return Spot(start.line + 1, start.column + 1, max(1, end.column - start.column) if one_line else 1)


class Stop(Exception):
    """Reading on makes no sense: the file is too deep or too large, or holds a second document."""


@dataclass(slots=True)
class _Frame:
    """A mapping or list being filled. In a mapping, `key` is the key that waits for its value."""

    container: dict[str, Any] | list[Any]
    path: DataPath
    kept: bool = True
    """False below a second key of the same name, or in a key that is no text: read, but not kept."""
    key: str | None = None
    key_kept: bool = True

    def expects_key(self) -> bool:
        """Whether the next value is a key."""
        return self.key is None and isinstance(self.container, dict)


@dataclass(slots=True)
class Builder:
    """Takes events and holds what they make: the data, the places and the faults."""

    root: Any = None
    values: dict[DataPath, yaml.Event] = field(default_factory=dict)
    """The event that made each value; spot() says where it stands. Few are ever asked for, so none are made ahead."""
    keys: dict[DataPath, yaml.Event] = field(default_factory=dict)
    faults: list[SpotFault] = field(default_factory=list)
    stopped: bool = False
    _stack: list[_Frame] = field(default_factory=list)
    _nodes: int = 0
    _documents: int = 0

    def take(self, event: Any) -> None:
        """Take the next event. Raises Stop when the rest is not worth reading."""
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._open(event, {} if isinstance(event, yaml.MappingStartEvent) else [])
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._stack.pop()
        elif isinstance(event, yaml.AliasEvent):
            self._fault("alias", event, name=event.anchor)
            self._attach("", event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._stop("documents", event)

    def _scalar(self, event: Any) -> None:
        self._check_node(event)
        frame = self._stack[-1] if self._stack else None
        value = event.value
        if event.style == '"' and _UNWANTED.search(value):
            self._fault("escape", event)
            value = _UNWANTED.sub("", value)
        if frame is not None and frame.expects_key():
            self._key(frame, event)
        elif frame is not None and frame.key is not None and value == "" and not event.style:
            self._left_out(frame, event)
        else:
            self._attach(value, event)

    def _left_out(self, frame: _Frame, event: Any) -> None:
        """A key with nothing behind it. Without even a colon it is what an unquoted comma cut off a text."""
        key: Any = self.keys.get((*frame.path, frame.key or ""))
        if key is not None and key.end_mark.index == event.start_mark.index and not key.style:
            self._bare(frame, key)
        frame.key = None

    def _bare(self, frame: _Frame, key: Any) -> None:
        """A word without a colon: what a comma cut off, but at the beginning there is nothing to cut it off from."""
        first = next(path for path in self.keys if path[:-1] == frame.path) == (*frame.path, key.value)
        if not first:
            self._fault("comma", key, text=key.value)
        elif key.value.partition(" ")[0] in LANGUAGES:
            self._fault("no-colon", key)
        else:
            self._fault("sign", self.values.get(frame.path, key), sign="{")

    def _open(self, event: Any, container: dict[str, Any] | list[Any]) -> None:
        self._check_node(event)
        if len(self._stack) >= MOST_DEPTH:
            self._stop("depth", event, most=MOST_DEPTH)
        path, kept = self._attach(container, event)
        self._stack.append(_Frame(container, path, kept))

    def _check_node(self, event: Any) -> None:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            self._stop("nodes", event, most=MOST_NODES)
        if event.anchor is not None:
            self._fault("anchor", event, name=event.anchor)
        if event.tag is not None:
            self._fault("tag", event, name=event.tag)

    def _key(self, frame: _Frame, event: Any) -> None:
        path = (*frame.path, event.value)
        frame.key, frame.key_kept = event.value, True
        if event.value == "<<" and not event.style:
            self._fault("merge", event)
            frame.key_kept = False
        elif frame.kept and path in self.keys:
            self._fault("duplicate", event, name=event.value, line=spot(self.keys[path]).line)
            frame.key_kept = False
        elif frame.kept:
            self.keys[path] = event

    def _attach(self, value: Any, event: Any) -> tuple[DataPath, bool]:
        """Put the value where it belongs; its path, and whether it is kept there."""
        path, kept = self._place(value, event)
        if kept:
            self.values[path] = event
        return path, kept

    def _place(self, value: Any, event: Any) -> tuple[DataPath, bool]:
        if not self._stack:
            self.root = value
            return (), True
        frame = self._stack[-1]
        if isinstance(frame.container, list):
            frame.container.append(value)
            return (*frame.path, len(frame.container) - 1), frame.kept
        if frame.key is None:
            self._fault("key", event)
            frame.key, frame.key_kept = "", False
            return frame.path, False
        key, kept, frame.key = frame.key, frame.kept and frame.key_kept, None
        if kept:
            frame.container[key] = value
        return (*frame.path, key), kept

    def _fault(self, key: str, event: Any, **values: object) -> None:
        what, mend = Message(f"reader.yaml.{key}", values), Message(f"reader.yaml.{key}.mend", values)
        self.faults.append(SpotFault(what, mend, spot(event)))
        if len(self.faults) >= MOST_FAULTS:
            self.stopped = True
            raise Stop

    def _stop(self, key: str, event: Any, **values: object) -> None:
        self.stopped = True
        self._fault(key, event, **values)
        raise Stop
