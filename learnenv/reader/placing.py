"""Small faults that several readers find in data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from learnenv.domain.fault import DataFault, DataPath
from learnenv.domain.text import LANGUAGES, Message
from learnenv.reader.names import is_id


def entries(data: Mapping[str, Any], name: str, key: str) -> list[tuple[DataPath, str]]:
    """Path and text of the `key` of each entry in the list `name`, as far as they are there."""
    listed = data.get(name)
    found = enumerate(listed if isinstance(listed, list) else ())
    return [
        ((name, number, key), entry[key])
        for number, entry in found
        if isinstance(entry, Mapping) and isinstance(entry.get(key), str)
    ]


def bad_id(path: DataPath, value: object) -> list[DataFault]:
    """A fault when this text is no id."""
    if not isinstance(value, str) or is_id(value):
        return []
    return [DataFault(path, Message("reader.bad-id", {"id": value}), Message("reader.bad-id.mend"))]


def repeated(names: Sequence[tuple[DataPath, str]]) -> Iterator[DataFault]:
    """A fault for each name that stood there before."""
    seen: set[str] = set()
    for path, name in names:
        if name in seen:
            yield DataFault(path, Message("reader.repeated", {"name": name}), Message("reader.repeated.mend"))
        seen.add(name)


def out_of_range(path: DataPath, value: float, least: float, most: float | None = None) -> list[DataFault]:
    """A fault when a number is too small or too large."""
    if least <= value and (most is None or value <= most):
        return []
    bounds = {"least": _number(least), "most": "" if most is None else _number(most)}
    key = "reader.too-small" if most is None else "reader.out-of-range"
    return [DataFault(path, Message(key, {"got": _number(value), **bounds}), Message(f"{key}.mend", bounds))]


def missing_languages(data: object, path: DataPath = ()) -> Iterator[DataFault]:
    """A warning for each text that is there in one language only."""
    if isinstance(data, list):
        for number, each in enumerate(data):
            yield from missing_languages(each, (*path, number))
    elif isinstance(data, Mapping) and data and set(data) <= set(LANGUAGES):
        for language in LANGUAGES:
            if data.get(language, "") == "":
                mend = Message("reader.language-missing.mend", {"language": language})
                what = Message("reader.language-missing", {"language": language})
                yield DataFault((*path, language), what, mend, severity="warning")
    elif isinstance(data, Mapping):
        for key, each in data.items():
            yield from missing_languages(each, (*path, key))


def _number(value: float) -> str:
    return f"{value:g}"
