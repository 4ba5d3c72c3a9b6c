"""The fields of attempts, events and learners as they come out of JSON: what every database can hold, else an error.

A reader raises ValueError, TypeError or OverflowError for what does not fit; its caller says where.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeAlias, get_args

from learnenv.domain.progress import Certainty, EventKind, FrontEnd
from learnenv.domain.text import LANGUAGES

Reader: TypeAlias = Callable[[object], Any]
LONGEST_NAME, LARGEST_NUMBER = 200, 2**31 - 1


def _name(raw: object) -> str:
    if not isinstance(raw, str) or not 0 < len(raw) <= LONGEST_NAME or not raw.isprintable():
        raise ValueError
    return raw


def _ref(raw: object) -> str:
    ref = _name(raw)
    if not all(ref.partition("/")):
        raise ValueError
    return ref


def _text(raw: object) -> str:
    if not isinstance(raw, str):
        raise TypeError
    return raw


def _answer(raw: object) -> Mapping[str, Any]:
    if not isinstance(raw, dict):
        raise TypeError
    return raw


def _number(raw: object) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not math.isfinite(raw) or raw < 0:
        raise ValueError
    return float(raw)


def _share(raw: object) -> float | None:
    if raw is not None and _number(raw) > 1:
        raise ValueError
    return None if raw is None else _number(raw)


def _count(raw: object) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int) or not 0 <= raw <= LARGEST_NUMBER:
        raise ValueError
    return raw


def _flag(raw: object) -> bool:
    if not isinstance(raw, bool):
        raise TypeError
    return raw


def _moment(raw: object) -> datetime:
    moment = datetime.fromisoformat(_text(raw))
    if moment.tzinfo is None:
        raise ValueError
    return moment.astimezone(UTC)


def _one_of(*known: str) -> Reader:
    def read(raw: object) -> str:
        if not isinstance(raw, str) or raw not in known:
            raise ValueError
        return raw

    return read


def _or_none(read: Reader) -> Reader:
    return lambda raw: None if raw is None else read(raw)


READERS: Mapping[str, Reader] = {
    "id": _name,
    "created": _moment,
    "language": _one_of(*LANGUAGES),
    "learner": _name,
    "ref": _ref,
    "key": _name,
    "answer": _answer,
    "fingerprint": _name,
    "fraction": _share,
    "score": _share,
    "passed": _or_none(_flag),
    "tries_before": _count,
    "hints_shown": _count,
    "front_end": _one_of(*get_args(FrontEnd)),
    "at": _moment,
    "seconds": _number,
    "broken": _flag,
    "certainty": _or_none(_one_of(*get_args(Certainty))),
    "review": _flag,
    "kind": _one_of(*get_args(EventKind)),
    "number": _count,
    "detail": _text,
}
"""By the name of the field."""
