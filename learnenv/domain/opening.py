"""What a form opens with: what the learner filled in elsewhere, in an earlier module, taken over into this one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from learnenv.domain.answer import Answer, read_draft
from learnenv.domain.form import Form, LongText, ShortText, Table

Earlier = Mapping[str, Answer]
"""The learner's latest answers by the exercise's ref."""


def opening(form: Form, wanted: Mapping[str, str], earlier: Earlier) -> Answer:
    """The part of an answer that can be taken over. `wanted` names for a field where it comes from, as
    "module/exercise/field"; what was not filled in there is left out."""
    taken: dict[str, Any] = {}
    for field in form:
        ref, _, name = wanted.get(field.name, "").rpartition("/")
        value = earlier.get(ref, {}).get(name)
        if value:
            taken |= read_draft((field,), {field.name: value}) or read_draft((field,), _retold(field, value))
    return taken


def _retold(field: object, value: object) -> Mapping[str, Any]:
    """The same in the shape of another kind of field: rows as lines of text, lines as rows."""
    lines = _lines(value)
    match field:
        case Table(name, columns):
            return {name: [{columns[0].id: line} for line in lines]}
        case LongText(name):
            return {name: "\n".join(lines)}
        case ShortText(name) if field.format == "text":
            return {name: ", ".join(lines)}
        case _:
            return {}


def _lines(value: object) -> list[str]:
    """A text by its lines; of rows the first column, which names what a row is about."""
    if isinstance(value, str):
        return [line.strip() for line in value.splitlines() if line.strip()]
    rows = value if isinstance(value, list | tuple) else ()
    firsts = (next(iter(row.values()), "") for row in rows if isinstance(row, Mapping))
    return [first for first in firsts if isinstance(first, str) and first.strip()]
