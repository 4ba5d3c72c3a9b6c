"""An answer as plain text, for a cell or a line: in the words of the exercise, without markup."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, assert_never

from learnenv.domain.answer import Answer
from learnenv.domain.form import (
    Field,
    Form,
    LongText,
    ManyOf,
    Number,
    OneOf,
    Option,
    Order,
    Place,
    ShortText,
    Table,
)
from learnenv.domain.seeded import filled_in
from learnenv.domain.text import Language


def answer_text(form: Form, answer: Answer, language: Language) -> str:
    """Field by field, with labels where there is more than one. What the form does not know stands as it was kept."""
    known, answer = {field.name: field for field in form}, filled_in(answer)
    parts = []
    for name in (*(name for name in known if name in answer), *(name for name in answer if name not in known)):
        value = answer[name]
        if name not in known:
            parts.append(f"{name}: {raw_text(value)}")
        elif value:
            label = known[name].label.get(language)
            said = _value(known[name], value, language)
            parts.append(f"{label}: {said}" if label and len(known) > 1 else said)
    return "\n".join(parts)


def raw_text(value: object) -> str:
    """Anything that an answer can hold, as JSON where it is no text."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=list)


def _value(field: Field, value: Any, language: Language) -> str:
    match field:
        case OneOf():
            return _named(field.options, language).get(value, str(value))
        case ManyOf():
            return _listed(field.options, value, language)
        case Order():
            return _listed(field.items, value, language)
        case Place():
            items, places = _named(field.items, language), _named(field.places, language)
            return "; ".join(f"{items.get(item, item)} → {places.get(place, place)}" for item, place in value.items())
        case Number():
            return f"{value} {field.unit.get(language)}".strip()
        case ShortText() | LongText():
            return str(value)
        case Table():
            return "\n".join(" | ".join(str(row.get(column.id, "")) for column in field.columns) for row in value)
        case _:
            assert_never(field)


def _listed(options: tuple[Option, ...], ids: Any, language: Language) -> str:
    named = _named(options, language)
    return "; ".join(named.get(each, each) for each in ids)


def _named(options: tuple[Option, ...], language: Language) -> Mapping[str, str]:
    return {option.id: option.text.get(language) for option in options}
