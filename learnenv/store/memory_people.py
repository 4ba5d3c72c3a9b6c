"""Learners and sessions in memory."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from learnenv.domain.errors import StoreError
from learnenv.domain.learner import Learner, Session
from learnenv.domain.text import Language
from learnenv.store.memory_part import MemoryPart


class MemoryPeople(MemoryPart):
    """Learners and sessions."""

    def add_learner(self, learner: Learner, session: Session) -> None:
        """Add a learner with a first session, both or neither."""
        with self._lock:
            if self._learners.get(learner.id, learner) != learner:
                raise StoreError("store.duplicate")
            self._check_recovery(learner)
            if self._sessions.get(session.token_hash, session) != session:
                raise StoreError("store.duplicate")
            if session.learner != learner.id and session.learner not in self._learners:
                raise StoreError("store.unknown-learner")
            self._learners[learner.id] = learner
            self._sessions[session.token_hash] = session

    def learner(self, id: str) -> Learner | None:
        """The learner with this id."""
        return self._learners.get(id)

    def learner_by_recovery(self, recovery_hash: str) -> Learner | None:
        """The learner whose recovery code has this hash; never matches an empty hash."""
        with self._lock:
            found = (
                each for each in self._learners.values() if recovery_hash and each.recovery_hash == recovery_hash
            )
            return next(found, None)

    def set_language(self, learner: str, language: Language) -> None:
        """Remember the language a learner reads."""
        with self._lock:
            self._learners[learner] = replace(self._known(learner), language=language)

    def set_asks_certainty(self, learner: str, asks: bool) -> None:
        """Remember whether a learner wants to be asked how sure they are."""
        with self._lock:
            self._learners[learner] = replace(self._known(learner), asks_certainty=asks)

    def set_recovery(self, learner: str, recovery_hash: str) -> None:
        """Replace the hash of the recovery code."""
        with self._lock:
            changed = replace(self._known(learner), recovery_hash=recovery_hash)
            self._check_recovery(changed)
            self._learners[learner] = changed

    def add_session(self, session: Session) -> None:
        """Add a session."""
        with self._lock:
            if self._sessions.get(session.token_hash, session) != session:
                raise StoreError("store.duplicate")
            self._known(session.learner)
            self._sessions[session.token_hash] = session

    def session(self, token_hash: str) -> tuple[Session, Learner] | None:
        """A session, live or not, with its learner."""
        with self._lock:
            session = self._sessions.get(token_hash)
            return (session, self._learners[session.learner]) if session else None

    def sessions(self, learner: str) -> tuple[Session, ...]:
        """A learner's sessions that were not revoked, latest used first."""
        with self._lock:
            mine = [each for each in self._sessions.values() if each.learner == learner and not each.revoked]
            return tuple(sorted(mine, key=lambda each: (each.last_seen, each.token_hash), reverse=True))

    def touch_session(self, token_hash: str, last_seen: datetime, idle_expires: datetime) -> None:
        """Remember that a session was used."""
        with self._lock:
            if session := self._sessions.get(token_hash):
                used = replace(session, last_seen=last_seen, idle_expires=idle_expires)
                self._sessions[token_hash] = used

    def end_sessions(self, token_hashes: Collection[str] = (), *, learner: str = "") -> None:
        """Revoke these sessions, or all of a learner's."""
        with self._lock:
            for token_hash, session in self._sessions.items():
                if token_hash in token_hashes or (learner and session.learner == learner):
                    self._sessions[token_hash] = replace(session, revoked=True)

    def _check_recovery(self, learner: Learner) -> None:
        for other in self._learners.values():
            if learner.recovery_hash and other.recovery_hash == learner.recovery_hash and other.id != learner.id:
                raise StoreError("store.duplicate")
