"""What can go wrong with a database, and the one place where its errors become a StoreError."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from learnenv.domain.errors import StoreError

_SQLITE = {
    3: "store.read-only",  # PERM
    5: "store.locked",  # BUSY
    6: "store.locked",  # LOCKED
    8: "store.read-only",  # READONLY
    10: "store.disk",  # IOERR
    11: "store.damaged",  # CORRUPT
    13: "store.full",  # FULL
    14: "store.cannot-open",  # CANTOPEN
    26: "store.damaged",  # NOTADB
}
_SQLITE_COPYING = {
    "attempt to write a readonly database": "store.read-only",
    "database is locked": "store.locked",
    "disk I/O error": "store.disk",
    "database disk image is malformed": "store.damaged",
    "database or disk is full": "store.full",
    "unable to open database file": "store.cannot-open",
    "file is not a database": "store.damaged",
}
"""What SQLite itself calls its errors. Of an error while it copies, not every driver gives the code."""
_SQLITE_CONSTRAINT = 19
_CONSTRAINTS = {"FOREIGN": "store.unknown-learner", "UNIQUE": "store.duplicate"}

_POSTGRESQL = {
    "23503": "store.unknown-learner",
    "23505": "store.duplicate",
    "25006": "store.read-only",
    "28": "store.refused",  # wrong user or password
    "3D000": "store.refused",  # no such database
    "40": "store.locked",  # deadlock, serialisation
    "42501": "store.refused",
    "53100": "store.full",
    "53300": "store.locked",  # too many connections
    "55P03": "store.locked",
    "57014": "store.locked",
    "57P": "store.unreachable",  # shutting down, starting up
    "08": "store.unreachable",
    "58": "store.disk",
    "XX001": "store.damaged",
    "XX002": "store.damaged",
}

_REFUSALS = (
    "authentication failed",
    "does not exist",
    "no such",
    "no pg_hba.conf entry",
    "pg_hba.conf rejects",
    "permission denied",
    "not permitted to log in",
    "not currently accepting connections",
)
"""How a server says that a name, a password or a right is wrong. The driver gives no code when no connection is made,
and a server that is starting says FATAL too, in its own language: what is not among these is waited for."""
_ASKED_FOR = "no password supplied"


@contextmanager
def failures(place: str) -> Iterator[None]:
    """Turn a database's errors into a StoreError that names the place; all other errors pass."""
    try:
        yield
    except DBAPIError as error:
        raise as_store_error(error.orig, place) from error
    except NoConnectionFree as error:
        raise StoreError("store.locked", path=place) from error


def as_store_error(error: BaseException | None, place: str) -> StoreError:
    """The StoreError for an error of a database driver."""
    # What PostgreSQL adds to its first sentence can name values of the row.
    said = getattr(getattr(error, "diag", None), "message_primary", None) or str(error)
    return StoreError(_key(error), path=place, detail=" ".join(said.split()))


def is_away(error: DBAPIError) -> bool:
    """Whether the database is not there just now (a restart), so that the same may be tried again."""
    state = getattr(error.orig, "sqlstate", None)
    no_answer = isinstance(error, OperationalError) and state is None and not _refused(error.orig)
    lost = error.connection_invalidated or no_answer
    return lost or (state or "").startswith(("57P", "08"))


def _key(error: Any) -> str:
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None:
        if code & 0xFF == _SQLITE_CONSTRAINT:
            # Not every driver gives the extended code, which says what kind of constraint it is.
            return _CONSTRAINTS.get(str(error).split()[0], "store.failed")
        return _SQLITE.get(code & 0xFF, "store.failed")
    if (said := str(error)) in _SQLITE_COPYING:
        return _SQLITE_COPYING[said]
    state = getattr(error, "sqlstate", "")
    if state is None:
        return "store.refused" if _refused(error) else "store.unreachable"
    return next(
        (_POSTGRESQL[start] for start in (state, state[:3], state[:2]) if start in _POSTGRESQL), "store.failed"
    )


def _refused(error: BaseException | None) -> bool:
    """Whether a connection was not made because of a wrong name, password or right, which waiting does not mend."""
    said = str(error)
    return _ASKED_FOR in said or ("FATAL" in said and any(each in said for each in _REFUSALS))
