"""What every part of the record in a database works with."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Executable

from learnenv.store.database import Database
from learnenv.store.rows import split_ref
from learnenv.store.statements import Inserts

_AT_ONCE = 200


class Part:
    """A part of the record: holds the database and its statements."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._inserts = Inserts(database.engine.dialect.name)

    def _first(self, statement: Executable, **values: object) -> Sequence[Any] | None:
        return self._database.read(lambda connection: connection.execute(statement, values).first())

    def _all(self, statement: Executable, **values: object) -> Sequence[Sequence[Any]]:
        return self._database.read(lambda connection: connection.execute(statement, values).all())

    def _all_of(self, statement: Executable, learner: str, refs: Collection[str]) -> Iterator[Sequence[Any]]:
        """The rows for these refs, asked for in portions: a database takes only so many values at a time."""
        items = [split_ref(ref) for ref in refs]
        for start in range(0, len(items), _AT_ONCE):
            yield from self._all(statement, learner=learner, items=items[start : start + _AT_ONCE])

    def _do(self, statement: Executable, values: Mapping[str, Any]) -> int:
        """Run one statement as a transaction of its own; how many rows it changed."""
        return self._database.write(lambda connection: connection.execute(statement, values).rowcount)
