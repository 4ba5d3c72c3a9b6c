"""A table that holds one kind of value: the value's fields are its columns, in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, Table, select

from learnenv.store.rows import columns_of, split_ref

T = TypeVar("T")


class Mapped(Generic[T]):
    """Values to rows of a table and back. A ref is two columns where the table has a column `item`."""

    def __init__(self, table: Table, value: Callable[..., T]) -> None:
        names = [field.name for field in fields(value)]  # type: ignore[arg-type]
        split = "item" in table.c
        self.table = table
        self._value = value
        self._ref = names.index("ref") if split and "ref" in names else None
        self._given = "id" in table.c and table.c.id.autoincrement is True
        self.columns = columns_of(table, value, split=split)

    def select(self) -> Select[Any]:
        """Select what makes up the values."""
        return select(*self.columns)

    def value(self, row: Sequence[Any]) -> T:
        """The value in a row of `columns`."""
        if self._ref is None:
            return self._value(*row)
        at = self._ref
        return self._value(*row[:at], f"{row[at]}/{row[at + 1]}", *row[at + 2 :])

    def values(self, rows: Iterable[Sequence[Any]]) -> tuple[T, ...]:
        """The values in rows."""
        return tuple(map(self.value, rows))

    def row(self, value: T) -> dict[str, Any]:
        """The row of a value; without the id where the database gives it."""
        row = {field.name: getattr(value, field.name) for field in fields(value)}  # type: ignore[arg-type]
        if self._ref is not None:
            row["module"], row["item"] = split_ref(row.pop("ref"))
        if self._given:
            row.pop("id", None)
        return row

    def key(self, value: T) -> Mapping[str, Any]:
        """The part of a value's row that makes it this row and no other."""
        row = self.row(value)
        return {column.name: row[column.name] for column in self.table.primary_key}
