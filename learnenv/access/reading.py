"""who_sees_what.yaml to a value, with every fault at its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import get_args

from learnenv.domain.access import Access, Condition, Rule, Who
from learnenv.domain.errors import LearnenvError
from learnenv.domain.fault import DataFault, DataPath, Fault
from learnenv.domain.text import Message
from learnenv.reader.yaml_file import read_yaml_file

FOLDER = Path(__file__).parent
FILE = "who_sees_what.yaml"
_WHO: Mapping[object, Who] = {each: each for each in get_args(Who)}
_CONDITIONS: Mapping[object, Condition] = {each: each for each in get_args(Condition)}


@cache
def table() -> Access:
    """The table that this installation goes by. Raises LearnenvError with the first fault if it has one: with a table
    that is half understood nobody gets in anywhere."""
    access, faults = read_access(FOLDER, FILE)
    for fault in faults:
        raise LearnenvError("access.faulty", file=fault.file, line=str(fault.line), what=fault.what, mend=fault.mend)
    return access


def read_access(folder: Path, name: str) -> tuple[Access, Sequence[Fault]]:
    """The table in this file, and all that is wrong with it. What cannot be understood lets nobody in."""
    file = read_yaml_file(folder, name)
    rights: dict[str, tuple[Rule, ...]] = {}
    faults: list[Fault] = [*file.faults]
    for right, data in file.data.items():
        rules = list(_rules(right, data))
        faults += [file.place(each) for each in rules if isinstance(each, DataFault)]
        rights[right] = tuple(each for each in rules if isinstance(each, Rule))
    empty = [right for right in file.keys if len(right) == 1 and right[0] not in file.data]
    faults += [file.place(_no_list(path)) for path in empty]
    return Access(rights), faults


def _rules(right: str, data: object) -> Iterator[Rule | DataFault]:
    if not isinstance(data, list):
        yield _no_list((right,))
        return
    for number, each in enumerate(data):
        yield _rule((right, number), each)


def _rule(path: DataPath, data: object) -> Rule | DataFault:
    if not isinstance(data, Mapping) or not set(data) <= {"who", "if"}:
        return DataFault(path, Message("access.no-rule"), Message("access.no-rule.mend"))
    who, condition = data.get("who"), data.get("if", "always")
    if who not in _WHO:
        return _unknown((*path, "who"), who, tuple(get_args(Who)))
    if condition not in _CONDITIONS:
        return _unknown((*path, "if"), condition, tuple(get_args(Condition)))
    return Rule(_WHO[who], _CONDITIONS[condition])


def _no_list(path: DataPath) -> DataFault:
    return DataFault(path, Message("access.no-list"), Message("access.no-list.mend"))


def _unknown(path: DataPath, got: object, known: tuple[str, ...]) -> DataFault:
    what = Message("access.unknown", {"got": str(got or "")})
    return DataFault(path, what, Message("access.unknown.mend", {"known": known}))
