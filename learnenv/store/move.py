"""A whole record to another database, of the same kind or another, and the proof that all of it arrived."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TypeAlias

from sqlalchemy import URL, Connection, Row, Table, func, insert, select, text, update

from learnenv.domain.errors import StoreError
from learnenv.store.copy import Tell
from learnenv.store.database import Database
from learnenv.store.keep import Keep
from learnenv.store.look import demand_record
from learnenv.store.mark import mark_path
from learnenv.store.open import open_database, parse
from learnenv.store.tables import instance, metadata

_BATCH = 1000
_NUMBERED = tuple(each.name for each in metadata.sorted_tables if each.dialect_options["sqlite"]["autoincrement"])
"""Tables whose rows get rising numbers, that are never given twice."""

Sums: TypeAlias = "Mapping[str, Sum]"


@dataclass(frozen=True, slots=True)
class Sum:
    """What a table holds, as one number that is the same in whatever order its rows come."""

    rows: int = 0
    check: int = 0

    def plus(self, row: Row[tuple[object, ...]]) -> Sum:
        """With one row more."""
        digest = blake2b(repr(tuple(row)).encode("ascii", "backslashreplace"), digest_size=16).digest()
        return Sum(self.rows + 1, (self.check + int.from_bytes(digest)) % (1 << 128))


def move(source: str, target: str, tell: Tell, keep: Keep | None = None) -> tuple[int, bool]:
    """Copy every row of a record to a database that holds none; how many there are, and whether they are new there.

    Both are kept from change meanwhile. The source stays as it is. Where the target holds exactly this already,
    nothing is written. Raises StoreError when it holds something else, or the source holds nothing; nothing is
    written then either.
    `keep`: what stays of a database from before its tables change.
    """
    if _same(parse(source), parse(target)):
        raise StoreError("store.move-same", path=parse(target).render_as_string(hide_password=True))
    demand_record(source)
    with closing(open_database(source, keep=keep)) as here, closing(_open_target(target, keep)) as there:
        return here.write(lambda reader: there.write(lambda writer: _move(here, reader, there, writer, tell)))


def sums(connection: Connection) -> Sums:
    """What each table holds."""
    found = {}
    for table in metadata.sorted_tables:
        held = Sum()
        for row in _rows(connection, table):
            held = held.plus(row)
        found[table.name] = held
    return found


def _open_target(url: str, keep: Keep | None) -> Database:
    try:
        return open_database(url, keep=keep)
    except StoreError as failure:
        if failure.message.key != "store.not-ours":
            raise
        raise StoreError("store.move-there", path=failure.message.values["path"]) from failure


def _move(here: Database, reader: Connection, there: Database, writer: Connection, tell: Tell) -> tuple[int, bool]:
    here.hold_all(reader)
    there.hold_all(writer)
    name = reader.scalar(select(instance.c.id))
    if name == writer.scalar(select(instance.c.id)):
        held = sums(reader)
        if held != sums(writer):
            raise StoreError("store.move-went-on", path=there.place)
        return _count(held), False
    if any(
        writer.scalar(select(func.count()).select_from(each))
        for each in metadata.sorted_tables
        if each is not instance
    ):
        raise StoreError("store.move-there", path=there.place)
    _copy(reader, writer, tell)
    held = sums(reader)
    if held != sums(writer):
        raise StoreError("store.move-differs", path=there.place)
    if writer.dialect.name == "sqlite":
        # It knows the name of the record that was here, and is made anew from the file when that is opened.
        mark_path(Path(there.place)).unlink(missing_ok=True)
    return _count(held), True


def _copy(reader: Connection, writer: Connection, tell: Tell) -> None:
    counted = (each for each in metadata.sorted_tables if each is not instance)
    total = sum(reader.scalar(select(func.count()).select_from(each)) or 0 for each in counted)
    done = 0
    for table in metadata.sorted_tables:
        if table is instance:
            writer.execute(update(instance).values(id=reader.scalar(select(instance.c.id))))
            continue
        batch: list[dict[str, object]] = []
        for row in _rows(reader, table):
            batch.append(dict(row._mapping))
            if len(batch) == _BATCH:
                done = _put(writer, table, batch, done)
                tell(done, total)
        done = _put(writer, table, batch, done)
        tell(done, total)
    for name in _NUMBERED:
        _go_on_from(writer, name, _given(reader, name))


def _put(writer: Connection, table: Table, batch: list[dict[str, object]], done: int) -> int:
    if batch:
        writer.execute(insert(table), batch)
    done += len(batch)
    batch.clear()
    return done


def _rows(connection: Connection, table: Table) -> Iterator[Row[tuple[object, ...]]]:
    """All rows, a batch at a time: a table may be larger than memory."""
    yield from connection.execution_options(yield_per=_BATCH).execute(select(table))


def _given(connection: Connection, table: str) -> int:
    """The highest number that a table has given; its row may be erased since."""
    if connection.dialect.name == "sqlite":
        statement = "select coalesce(max(seq), 0) from sqlite_sequence where name = :table"
        return int(connection.scalar(text(statement), {"table": table}) or 0)
    statement = "select pg_sequence_last_value(pg_get_serial_sequence(:table, 'id')::regclass)"
    return int(connection.scalar(text(statement), {"table": table}) or 0)


def _go_on_from(connection: Connection, table: str, number: int) -> None:
    if connection.dialect.name == "sqlite":
        connection.execute(text("delete from sqlite_sequence where name = :table"), {"table": table})
        statement = text("insert into sqlite_sequence (name, seq) values (:table, :number)")
        connection.execute(statement, {"table": table, "number": number})
    elif number:
        connection.execute(select(func.setval(func.pg_get_serial_sequence(table, "id"), number)))


def _count(held: Sums) -> int:
    return sum(each.rows for each in held.values())


def _same(one: URL, other: URL) -> bool:
    if one.get_backend_name() == other.get_backend_name() == "sqlite":
        return Path(one.database or "").resolve() == Path(other.database or "").resolve()
    return (one.host, one.port, one.database) == (other.host, other.port, other.database)
