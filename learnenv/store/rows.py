"""Values to rows and back. Columns are selected in the order of the value's fields; a test guards that order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import ColumnElement, Table

from learnenv.domain.learner import Learner, Session
from learnenv.domain.progress import Attempt, Bookmark, Draft, Event, Standing
from learnenv.store.answers import from_json, to_json
from learnenv.store.tables import attempt, bookmark, draft, event, learner, session, standing


def split_ref(ref: str) -> tuple[str, str]:
    """Module and item of a ref; ValueError when it is none."""
    module, slash, item = ref.partition("/")
    if not (module and slash and item):
        raise ValueError(f"{ref!r} is not of the form module/item")
    return module, item


def columns_of(
    table: Table, value: Callable[..., object], item: str = "item", *, split: bool = True, **renamed: str
) -> list[ColumnElement[Any]]:
    """The columns that fill a value's fields, in their order; a ref is two columns, unless it is not split."""
    names = [field.name for field in fields(value)]  # type: ignore[arg-type]
    ref = ("module", item) if split else ("ref",)
    each = [part for name in names for part in (ref if name == "ref" else (renamed.get(name, name),))]
    return [table.c[name] for name in each]


LEARNER_COLUMNS = columns_of(learner, Learner)
SESSION_COLUMNS = columns_of(session, Session)
ATTEMPT_COLUMNS = columns_of(attempt, Attempt, "exercise", sequence="id")
EVENT_COLUMNS = columns_of(event, Event)
STANDING_COLUMNS = columns_of(standing, Standing)
DRAFT_COLUMNS = columns_of(draft, Draft)
BOOKMARK_COLUMNS = columns_of(bookmark, Bookmark)

_Row = Sequence[Any]


def to_learner(row: _Row) -> Learner:
    """A learner from LEARNER_COLUMNS."""
    return Learner(row[0], row[1], row[2], row[3] or "", *row[4:])


def to_session(row: _Row) -> Session:
    """A session from SESSION_COLUMNS."""
    return Session(*row)


def to_attempt(row: _Row) -> Attempt:
    """An attempt from ATTEMPT_COLUMNS."""
    return Attempt(row[0], f"{row[1]}/{row[2]}", row[3], from_json(row[4]), *row[5:])


def to_event(row: _Row) -> Event:
    """An event from EVENT_COLUMNS."""
    return Event(row[0], f"{row[1]}/{row[2]}", *row[3:])


def to_standing(row: _Row) -> Standing:
    """A standing from STANDING_COLUMNS."""
    return Standing(row[0], f"{row[1]}/{row[2]}", *row[3:])


def to_draft(row: _Row) -> Draft:
    """A draft from DRAFT_COLUMNS."""
    return Draft(row[0], f"{row[1]}/{row[2]}", from_json(row[3]), row[4])


def to_bookmark(row: _Row) -> Bookmark:
    """A bookmark from BOOKMARK_COLUMNS."""
    return Bookmark(*row)


def from_learner(value: Learner) -> Mapping[str, Any]:
    """A learner's row. No recovery code is NULL, which equals nothing."""
    return _fields(value) | {"recovery_hash": value.recovery_hash or None}


def from_session(value: Session) -> Mapping[str, Any]:
    """A session's row."""
    return _fields(value)


def from_attempt(value: Attempt, answer: str) -> Mapping[str, Any]:
    """An attempt's row, with its answer as JSON; the database gives the id."""
    module, exercise = split_ref(value.ref)
    row = _fields(value) | {"module": module, "exercise": exercise, "answer": answer}
    del row["ref"], row["sequence"]
    return row


def from_item(value: Event | Standing) -> Mapping[str, Any]:
    """The row of a value that has a ref."""
    module, item = split_ref(value.ref)
    row = _fields(value) | {"module": module, "item": item}
    del row["ref"]
    return row


def from_draft(value: Draft) -> Mapping[str, Any]:
    """A draft's row."""
    module, item = split_ref(value.ref)
    return {
        "learner": value.learner,
        "module": module,
        "item": item,
        "answer": to_json(value.answer),
        "at": value.at,
    }


def from_bookmark(value: Bookmark) -> Mapping[str, Any]:
    """A bookmark's row."""
    return _fields(value)


def _fields(value: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__dataclass_fields__}
