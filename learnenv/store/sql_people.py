"""Learners and sessions in a database."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection

from learnenv.domain.errors import StoreError
from learnenv.domain.learner import Learner, Session
from learnenv.domain.text import Language
from learnenv.store import statements
from learnenv.store.rows import SESSION_COLUMNS, from_learner, from_session, to_learner, to_session
from learnenv.store.sql_part import Part

_WIDTH = len(SESSION_COLUMNS)


class People(Part):
    """Learners and sessions. Adding the very same again changes nothing, so that it may be retried."""

    def add_learner(self, learner: Learner, session: Session) -> None:
        """Add a learner with a first session, both or neither."""

        def add(connection: Connection) -> None:
            if connection.execute(self._inserts.add_learner, from_learner(learner)).first() is None:
                row = connection.execute(statements.LEARNER, {"id": learner.id}).first()
                _same(learner, to_learner(row) if row else None)
            self._add_session(connection, session)

        self._database.write(add)

    def learner(self, id: str) -> Learner | None:
        """The learner with this id."""
        row = self._first(statements.LEARNER, id=id)
        return to_learner(row) if row else None

    def learner_by_recovery(self, recovery_hash: str) -> Learner | None:
        """The learner whose recovery code has this hash; never matches an empty hash."""
        row = self._first(statements.LEARNER_BY_RECOVERY, recovery_hash=recovery_hash or None)
        return to_learner(row) if row else None

    def set_language(self, learner: str, language: Language) -> None:
        """Remember the language a learner reads."""
        if self._do(statements.SET_LANGUAGE, {"of": learner, "language": language}) == 0:
            raise StoreError("store.unknown-learner")

    def set_asks_certainty(self, learner: str, asks: bool) -> None:
        """Remember whether a learner wants to be asked how sure they are."""
        if self._do(statements.SET_ASKS_CERTAINTY, {"of": learner, "asks": asks}) == 0:
            raise StoreError("store.unknown-learner")

    def set_recovery(self, learner: str, recovery_hash: str) -> None:
        """Replace the hash of the recovery code."""
        if self._do(statements.SET_RECOVERY, {"of": learner, "recovery_hash": recovery_hash or None}) == 0:
            raise StoreError("store.unknown-learner")

    def add_session(self, session: Session) -> None:
        """Add a session."""
        self._database.write(lambda connection: self._add_session(connection, session))

    def session(self, token_hash: str) -> tuple[Session, Learner] | None:
        """A session, live or not, with its learner: one indexed read."""
        row = self._first(statements.SESSION, token_hash=token_hash)
        return (to_session(row[:_WIDTH]), to_learner(row[_WIDTH:])) if row else None

    def sessions(self, learner: str) -> tuple[Session, ...]:
        """A learner's sessions that were not revoked, latest used first."""
        return tuple(to_session(row) for row in self._all(statements.SESSIONS_OF, learner=learner))

    def touch_session(self, token_hash: str, last_seen: datetime, idle_expires: datetime) -> None:
        """Remember that a session was used."""
        self._do(statements.TOUCH_SESSION, {"of": token_hash, "last_seen": last_seen, "idle_expires": idle_expires})

    def end_sessions(self, token_hashes: Collection[str] = (), *, learner: str = "") -> None:
        """Revoke these sessions, or all of a learner's."""

        def end(connection: Connection) -> None:
            if token_hashes:
                connection.execute(statements.END_SESSIONS, {"token_hashes": list(token_hashes)})
            if learner:
                connection.execute(statements.END_SESSIONS_OF, {"of": learner})

        self._database.write(end)

    def _add_session(self, connection: Connection, session: Session) -> None:
        if connection.execute(self._inserts.add_session, from_session(session)).first() is None:
            row = connection.execute(statements.SESSION, {"token_hash": session.token_hash}).first()
            _same(session, to_session(row[:_WIDTH]) if row else None)


def _same(wanted: object, found: object) -> None:
    if wanted != found:
        raise StoreError("store.duplicate")
