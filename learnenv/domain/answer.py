"""From what a front end sends to an answer that a type can grade: whole, clean and of the right shape."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from learnenv.domain.errors import InvalidAnswer
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
from learnenv.domain.text import Message, Words

Answer: TypeAlias = Mapping[str, Any]
"""Field name -> JSON value (see each field's docstring). A field that was left out is absent."""

MAX_CHARACTERS = 2_000_000
"""Longest text that one field takes: far above any honest answer, low enough to keep the server well."""


def read_answer(form: Form, raw: Mapping[str, Any]) -> Answer:
    """Check a whole answer. Raises InvalidAnswer that names every field that is missing or unreadable."""
    answer: dict[str, Any] = {}
    problems: dict[str, Words] = {}
    for field in form:
        try:
            value = read_value(field, raw.get(field.name))
        except _Unreadable as problem:
            problems[field.name] = problem.words
            continue
        if not is_empty(value):
            answer[field.name] = value
        elif field.required:
            problems[field.name] = Message(f"answer.missing.{_KINDS[type(field)]}")
    if not problems and form and not answer:
        problems[form[0].name] = Message("answer.empty")
    if problems:
        raise InvalidAnswer(problems)
    return answer


def read_draft(form: Form, raw: Mapping[str, Any]) -> Answer:
    """Keep whatever of an unfinished answer has the right shape; never complains."""
    draft: dict[str, Any] = {}
    for field in form:
        try:
            value = _READERS[type(field)](field, raw.get(field.name), False)
        except _Unreadable:
            continue
        if not is_empty(value):
            draft[field.name] = value
    return draft


def read_value(field: Field, raw: object) -> Any:
    """One field's value, checked and cleaned; an empty value when nothing was filled in."""
    return _READERS[type(field)](field, raw, True)


def is_empty(value: object) -> bool:
    """Whether nothing was filled in: no text, nothing ticked, no row."""
    return value is None or (isinstance(value, str | tuple | Mapping) and len(value) == 0)


def clean(text: str) -> str:
    """Text that every database and page can hold: line ends as \\n, no NUL, no half characters."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\N{REPLACEMENT CHARACTER}")


class _Unreadable(Exception):
    def __init__(self, key: str, **values: object) -> None:
        self.words: Words = Message(key, values)
        super().__init__(key)


def _text(raw: object) -> str:
    if raw is None:
        return ""
    if not isinstance(raw, str):
        raise _Unreadable("answer.not-text")
    if len(raw) > MAX_CHARACTERS:
        raise _Unreadable("answer.too-long", most=MAX_CHARACTERS, count=len(raw))
    return clean(raw)


def _known(raw: object, options: Sequence[Option]) -> str:
    if not isinstance(raw, str) or raw not in {option.id for option in options}:
        raise _Unreadable("answer.unknown-option")
    return raw


def _one_of(field: OneOf, raw: object, whole: bool) -> str:
    return "" if raw is None or raw == "" else _known(raw, field.options)


def _many_of(field: ManyOf, raw: object, whole: bool) -> tuple[str, ...]:
    if raw is None:
        return ()
    if not isinstance(raw, list | tuple):
        raise _Unreadable("answer.unknown-option")
    ticked = {_known(each, field.options) for each in raw}
    return tuple(option.id for option in field.options if option.id in ticked)


def _order(field: Order, raw: object, whole: bool) -> tuple[str, ...]:
    if raw is None:
        return ()
    if not isinstance(raw, list | tuple):
        raise _Unreadable("answer.unknown-option")
    ids = tuple(_known(each, field.items) for each in raw)
    if len(set(ids)) != len(ids) or len(ids) != len(field.items):
        raise _Unreadable("answer.order-incomplete")
    return ids


def _place(field: Place, raw: object, whole: bool) -> dict[str, str]:
    if raw is None:
        return {}
    if not isinstance(raw, Mapping):
        raise _Unreadable("answer.unknown-option")
    placed = {
        _known(item, field.items): _known(place, field.places)
        for item, place in raw.items()
        if place not in (None, "")
    }
    if whole and field.required and 0 < len(placed) < len(field.items):
        raise _Unreadable("answer.place-incomplete", count=len(field.items) - len(placed))
    return {item.id: placed[item.id] for item in field.items if item.id in placed}


def _line(field: Number | ShortText, raw: object, whole: bool) -> str:
    return " ".join(_text(raw).split())


def _paragraphs(field: LongText, raw: object, whole: bool) -> str:
    text = _text(raw)
    return text if text.strip() else ""


def _table(field: Table, raw: object, whole: bool) -> tuple[dict[str, str], ...]:
    if raw is None:
        return ()
    if not isinstance(raw, list | tuple) or not all(isinstance(row, Mapping) for row in raw):
        raise _Unreadable("answer.not-text")
    rows = tuple({column.id: _text(row.get(column.id)).strip() for column in field.columns} for row in raw)
    filled = tuple(row for row in rows if any(row.values()))
    if len(filled) > field.max_rows:
        raise _Unreadable("answer.too-many-rows", most=field.max_rows)
    return filled if whole else rows if filled else ()


_READERS: Mapping[type, Callable[[Any, object, bool], Any]] = {
    OneOf: _one_of,
    ManyOf: _many_of,
    Order: _order,
    Place: _place,
    Number: _line,
    ShortText: _line,
    LongText: _paragraphs,
    Table: _table,
}
_KINDS: Mapping[type, str] = {
    OneOf: "choice",
    ManyOf: "choices",
    Order: "order",
    Place: "place",
    Number: "number",
    ShortText: "text",
    LongText: "text",
    Table: "table",
}
