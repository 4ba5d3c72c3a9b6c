"""What a dataclass allows at a place in its data, looked up in its annotations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from learnenv.domain.fault import DataPath


def field_names(spec: type[Any], path: DataPath) -> tuple[str, ...]:
    """The names of the fields that `spec` allows at `path`."""
    return tuple(
        dict.fromkeys(field.name for kind in kinds_at(spec, path) if is_dataclass(kind) for field in fields(kind))
    )


def literals(spec: type[Any], path: DataPath) -> tuple[str, ...]:
    """The words that `spec` allows at `path`, where it allows a few only."""
    found = (kind for kind in kinds_at(spec, path) if get_origin(kind) is Literal)
    return tuple(dict.fromkeys(str(word) for kind in found for word in get_args(kind)))


def kinds_at(spec: Any, path: DataPath) -> tuple[Any, ...]:
    """Every type that a value at `path` may have, unions taken apart."""
    kinds = tuple(_alternatives(spec))
    for step in path:
        kinds = tuple(each for kind in kinds for inner in _inside(kind, step) for each in _alternatives(inner))
    return kinds


def _alternatives(kind: Any) -> Iterator[Any]:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        for each in get_args(kind):
            yield from _alternatives(each)
    elif origin is Annotated:
        yield from _alternatives(get_args(kind)[0])
    elif kind is not NoneType:
        yield kind


def _inside(kind: Any, step: str | int) -> Iterator[Any]:
    arguments, origin = get_args(kind), get_origin(kind)
    if isinstance(step, str) and isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        if step in hints:
            yield hints[step]
    elif isinstance(step, str) and _is(origin, Mapping) and len(arguments) == 2:
        yield arguments[1]
    elif isinstance(step, int) and _is(origin, Sequence) and arguments:
        yield arguments[min(step, len(arguments) - 1)] if arguments[-1] is not Ellipsis else arguments[0]


def _is(origin: object, family: type) -> bool:
    return isinstance(origin, type) and issubclass(origin, family)


@lru_cache(maxsize=512)
def _hints(kind: type[Any]) -> dict[str, Any]:
    return get_type_hints(kind)
