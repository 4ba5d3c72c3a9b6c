"""Backups: a record as one file, and a record from such a file."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import URL, inspect

from learnenv.domain.errors import StoreError
from learnenv.store import dump
from learnenv.store.copy import Tell, copy_file, fill, in_place_of
from learnenv.store.examine import MAGIC, examine, ready_folder
from learnenv.store.look import demand_record
from learnenv.store.mark import Mark, MarkFile
from learnenv.store.open import WAIT, parse
from learnenv.store.schema import HEAD, schema_of
from learnenv.store.sqlite_driver import driver

_FILE, _SERVER = "SQLite", "PostgreSQL"


def back_up(url: str, file: Path, tell: Tell, *, wait: float = WAIT) -> None:
    """Write everything that is committed by now to a new file, while learnenv runs or not.

    The file is there only once it is whole. Raises StoreError; a file that is there is left as it is.
    """
    place = parse(url)
    if file.exists():
        raise StoreError("store.backup-there", path=file)
    source = _path(place)
    demand_record(url, wait=wait)
    if source is None:
        from learnenv.store import postgresql

        dump.dump(place, postgresql.look(place, wait, schema_of), file, tell)
    else:
        copy_file(source, file, wait, tell)


def restore(url: str, file: Path, tell: Tell, *, wait: float = WAIT) -> None:
    """Put a backup where there is no record yet. The backup is examined first and left as it is.

    Raises StoreError when the backup is not whole, of another kind of database or of a newer version, or when there
    is a record already; nothing is changed then.
    """
    place = parse(url)
    kind = _kind(file)
    target = _path(place)
    if kind != (_SERVER if target is None else _FILE):
        raise StoreError("store.other-kind", path=file, found=kind, wanted=_SERVER if target is None else _FILE)
    if target is None:
        _restore_server(place, file, tell, wait)
    else:
        _restore_file(target, file, tell, wait)


def _restore_file(target: Path, file: Path, tell: Tell, wait: float) -> None:
    found = examine(file, driver, wait)
    if found.revision is None:
        raise StoreError("store.no-backup", path=file)
    # A log that stayed behind would be taken for the log of the file that comes beside it.
    for each in (target, *(target.with_name(target.name + suffix) for suffix in ("-wal", "-journal"))):
        if each.exists():
            raise StoreError("store.restore-there", path=each)
    ready_folder(target)
    with in_place_of(target) as part:
        fill(part, file, target, wait, tell)
        # The mark of before says how far another file had come. It goes first: a kill in between leaves no record
        # rather than one that seems to lack answers, and the same command puts that right.
        MarkFile(target, Mark(found.record, found.attempt, found.event)).close()


def _restore_server(place: URL, file: Path, tell: Tell, wait: float) -> None:
    found = dump.examine_dump(file)
    if not found.revision.isdigit() or int(found.revision) > int(HEAD):
        raise StoreError("store.newer", path=file, found=found.revision, known=HEAD)
    from learnenv.store import postgresql

    where = place.render_as_string(hide_password=True)
    schema = postgresql.look(place, wait, schema_of)
    if postgresql.look(place, wait, lambda connection: inspect(connection).get_table_names(schema)):
        raise StoreError("store.restore-there", path=where)
    if schema != found.schema:
        raise StoreError("store.other-schema", path=file, found=found.schema, wanted=schema)
    dump.put_back(place, found.schema, file, tell)
    revision = postgresql.look(place, wait, lambda connection: postgresql.examine(connection, where))
    if revision != found.revision:
        raise StoreError("store.damaged", path=where, detail=f"{revision}, not {found.revision}")


def _kind(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            start = stream.read(len(MAGIC))
    except OSError as error:
        raise StoreError("store.unreadable", path=file, detail=error.strerror or str(error)) from error
    if start == MAGIC:
        return _FILE
    if start.startswith(dump.MAGIC):
        return _SERVER
    raise StoreError("store.no-backup", path=file)


def _path(place: URL) -> Path | None:
    """The file of a SQLite database; None for a server."""
    if place.get_backend_name() != "sqlite":
        return None
    if not place.database or place.database == ":memory:":
        raise StoreError("store.bad-url", url=place.render_as_string(hide_password=True))
    return Path(place.database).absolute()
