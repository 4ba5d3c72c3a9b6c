"""Answers as JSON text and back. What comes back equals what went in, with lists as tuples."""

from __future__ import annotations

import json
from typing import Any

from learnenv.domain.answer import Answer


def to_json(answer: Answer) -> str:
    """An answer as ASCII text, so that every database can hold every character."""
    return json.dumps(answer, ensure_ascii=True, separators=(",", ":"), default=_plain)


def from_json(text: str) -> Answer:
    """An answer from its text."""
    answer: Answer = _frozen(json.loads(text))
    return answer


def _plain(value: object) -> Any:
    return dict(value) if hasattr(value, "keys") else list(value)  # type: ignore[call-overload]


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_frozen(each) for each in value)
    if isinstance(value, dict):
        return {name: _frozen(each) for name, each in value.items()}
    return value
