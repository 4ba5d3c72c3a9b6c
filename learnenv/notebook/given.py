"""An answer as somebody writes it in code: by ids or by the words themselves, numbers as numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from learnenv.domain.errors import LearnenvError
from learnenv.domain.form import Field, Form, ManyOf, OneOf, Option, Order, Place, Table


def in_ids(form: Form, value: object, fields: Mapping[str, object]) -> dict[str, Any]:
    """The answer by field name, in the author's ids. Raises LearnenvError for a field that the form has not, or a
    value without a name where there is more than one field."""
    names = [field.name for field in form]
    given = dict(fields)
    if isinstance(value, Mapping) and value and set(value) <= set(names):
        given = {**value, **given}
    elif value is not None:
        if len(form) != 1:
            raise LearnenvError("notebook.name-fields", fields=names)
        given[names[0]] = value
    if strange := [name for name in given if name not in names]:
        raise LearnenvError("notebook.no-field", name=strange[0], fields=names)
    return {field.name: _read(field, given[field.name]) for field in form if given.get(field.name) is not None}


def _read(field: Field, value: Any) -> Any:
    match field:
        case OneOf():
            return _id(field.options, value)
        case ManyOf():
            return _ids(field.options, value)
        case Order():
            return _ids(field.items, value)
        case Place():
            if not isinstance(value, Mapping):
                return value
            return {_id(field.items, item): _id(field.places, place) for item, place in value.items()}
        case Table():
            return _rows(field, value)
        case _:
            return value if isinstance(value, str) else str(value)


def _rows(field: Table, value: Any) -> Any:
    """Rows as mappings; of a list with one column, a text is a row."""
    if not isinstance(value, Sequence) or isinstance(value, str):
        return value
    one = field.columns[0].id
    return [
        {_id(field.columns, column): text for column, text in row.items()} if isinstance(row, Mapping) else {one: row}
        for row in value
    ]


def _ids(options: tuple[Option, ...], value: Any) -> Any:
    if isinstance(value, str) or not isinstance(value, Sequence | set | frozenset):
        return [_id(options, value)]
    return [_id(options, each) for each in value]


def _id(options: tuple[Option, ...], said: Any) -> Any:
    """The option that is meant by its id or by its text in either language; what is neither stays as it is, and is
    found unreadable."""
    for option in options:
        if said == option.id:
            return option.id
    for option in options:
        if isinstance(said, str) and said.strip() in (option.text.nl.strip(), option.text.en.strip()):
            return option.id
    return said
