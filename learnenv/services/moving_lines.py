"""Attempts and events as lines of JSON, and back. A line says what the record's own value says, field by field.

The first line says what the file is, in which version, and how many lines follow of each kind. The order of attempts
is the order of their lines; the number that a record gives them stays behind.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, TypeAlias

from learnenv.domain.errors import LearnenvError
from learnenv.domain.learner import Learner
from learnenv.domain.moving import Belongings
from learnenv.domain.progress import Attempt, Event
from learnenv.domain.text import Message
from learnenv.services.moving_fields import READERS, Reader

FORMAT, VERSION = "learnenv-attempts", 1

Value: TypeAlias = Learner | Attempt | Event


class NotMoved(LearnenvError):
    """This is no file of attempts, or not one for here."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that cannot be brought in."""

    line: int
    why: Message


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What a file holds, and which of its lines are no good."""

    belongings: Belongings
    refused: tuple[Refused, ...]


def lines_of(belongings: Belongings, made: datetime) -> Iterator[str]:
    """The lines, without line ends; ASCII only, since an answer can hold half a character, which no file can."""
    counts = {_COUNTED[kind]: len(getattr(belongings, _COUNTED[kind])) for kind in KINDS}
    yield json.dumps({"format": FORMAT, "version": VERSION, "made": made.isoformat(), **counts})
    values: Iterable[Value] = (*belongings.learners, *belongings.attempts, *belongings.events)
    for value in values:
        kind = next(name for name, (type_, _) in KINDS.items() if isinstance(value, type_))
        plain = {name: getattr(value, name) for name in KINDS[kind][1]}
        yield json.dumps({"type": kind, **plain}, default=_plain, separators=(",", ":"))


def read_lines(lines: Iterable[bytes]) -> Unpacked:
    """What the lines hold; every line that is no good is named. Raises NotMoved when it is another kind of file."""
    numbered = ((number, line) for number, line in enumerate(lines, 1) if line.strip())
    head = _head(next(numbered, (1, b""))[1])
    found: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    refused: list[Refused] = []
    known: set[str] = set()
    for number, line in numbered:
        try:
            kind, value = _value(line)
            if isinstance(value, Learner):
                known.add(value.id)
            elif value.learner not in known:
                raise _Unfit("learner-unknown", learner=value.learner)
            found[kind].append(value)
        except _Unfit as unfit:
            refused.append(Refused(number, unfit.why))
    if not refused:
        refused += _counted(head, found)
    everything = Belongings(tuple(found["learner"]), tuple(found["attempt"]), tuple(found["event"]))
    return Unpacked(everything, tuple(refused))


def as_whose(belongings: Belongings, learner: Learner) -> Belongings:
    """The same as this learner's. Raises NotMoved when it is of more people than one."""
    if len(belongings.learners) > 1:
        raise NotMoved("moving.several", count=len(belongings.learners))
    return Belongings(
        (learner,),
        tuple(replace(each, learner=learner.id) for each in belongings.attempts),
        tuple(replace(each, learner=learner.id) for each in belongings.events),
    )


class _Unfit(Exception):
    """Why a line is no good; the key without the name of its family."""

    def __init__(self, key: str, **values: object) -> None:
        self.why = Message(f"moving.line.{key}", values)
        super().__init__(key)


def _head(line: bytes) -> Mapping[str, Any]:
    try:
        head = _json(line)
    except _Unfit:
        head = {}
    if head.get("format") != FORMAT:
        raise NotMoved("moving.other-file")
    if head.get("version") != VERSION:
        raise NotMoved("moving.version", version=str(head.get("version"))[:20], known=VERSION)
    return head


def _counted(head: Mapping[str, Any], found: Mapping[str, list[Any]]) -> Iterator[Refused]:
    """A file that was cut off at the end of a line has no bad line; its first line knows better."""
    for kind, name in _COUNTED.items():
        if head.get(name) != len(found[kind]):
            values = {"kind": kind, "said": str(head.get(name))[:20], "found": len(found[kind])}
            yield Refused(1, Message("moving.line.cut-off", values))


def _value(line: bytes) -> tuple[str, Value]:
    data = dict(_json(line))
    kind = data.pop("type", None)
    if not isinstance(kind, str) or kind not in KINDS:
        raise _Unfit("type", known=tuple(KINDS))
    type_, readers = KINDS[kind]
    for name in (*readers, *data):
        if name not in data or name not in readers:
            raise _Unfit("missing" if name in readers else "unknown", field=name[:60])
    values = {}
    for name, read in readers.items():
        try:
            values[name] = read(data[name])
        except (ValueError, TypeError, OverflowError) as error:
            raise _Unfit("field", field=name) from error
    try:
        return kind, type_(**values)
    except ValueError as error:
        raise _Unfit("field", field="detail") from error


def _json(line: bytes) -> Mapping[str, Any]:
    try:
        data = json.loads(line, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise _Unfit("no-json") from error
    if not isinstance(data, dict):
        raise _Unfit("no-json")
    return data


def _no_number(name: str) -> float:
    raise ValueError(name)


def _plain(value: Any) -> Any:
    return (
        value.isoformat() if isinstance(value, datetime) else dict(value) if hasattr(value, "keys") else list(value)
    )


def _of(type_: type, *, only: tuple[str, ...] = (), without: str = "") -> Mapping[str, Reader]:
    names = only or tuple(field.name for field in fields(type_) if field.name != without)
    return {name: READERS[name] for name in names}


KINDS: Mapping[str, tuple[type[Any], Mapping[str, Reader]]] = {
    "learner": (Learner, _of(Learner, only=("id", "created", "language"))),
    "attempt": (Attempt, _of(Attempt, without="sequence")),
    "event": (Event, _of(Event)),
}
"""The kinds of lines, in their order, each with its fields. What opens a door stays behind."""
_COUNTED = {"learner": "learners", "attempt": "attempts", "event": "events"}
