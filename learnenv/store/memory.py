"""The record in memory, for tests and try-outs: the same promises, gone when the program ends."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from learnenv.domain.errors import StoreError
from learnenv.domain.learner import Learner, Session
from learnenv.domain.progress import (
    Attempt,
    Bookmark,
    Draft,
    Event,
    Recorded,
    Standing,
    after_attempt,
    after_event,
    answer_digest,
    fold,
)
from learnenv.domain.text import Language
from learnenv.store.answers import from_json, to_json


class MemoryRecord:
    """Implements `Record` with dictionaries and one lock."""

    def __init__(self) -> None:
        self._name = uuid4().hex
        self._lock = threading.Lock()
        self._learners: dict[str, Learner] = {}
        self._sessions: dict[str, Session] = {}
        self._attempts: list[Attempt] = []
        self._events: dict[tuple[str, str, str, int], Event] = {}
        self._standings: dict[tuple[str, str], Standing] = {}
        self._drafts: dict[tuple[str, str], Draft] = {}
        self._bookmarks: dict[tuple[str, str], Bookmark] = {}

    def name(self) -> str:
        """A random name of this record."""
        return self._name

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

    def record(self, learner: str, ref: str, decide: Callable[[Standing], Attempt]) -> Recorded:
        """Add an attempt exactly once; see the protocol."""
        with self._lock:
            before = self._standings.get((learner, ref), Standing(learner, ref))
            attempt = decide(before)
            if (attempt.learner, attempt.ref) != (learner, ref):
                raise ValueError(f"decided on {attempt.learner} {attempt.ref} instead of {learner} {ref}")
            if before.attempts and answer_digest(attempt.answer) == before.last_digest:
                return Recorded(self._attempts[before.last_sequence - 1], before, added=False)
            for earlier in self._of(learner, ref):
                if earlier.key == attempt.key:
                    return Recorded(earlier, before, added=False)
            self._known(learner)
            answer = from_json(to_json(attempt.answer))
            kept = replace(attempt, answer=answer, sequence=len(self._attempts) + 1)
            after = after_attempt(before, kept)
            self._attempts.append(kept)
            self._standings[learner, ref] = after
            self._drafts.pop((learner, ref), None)
            return Recorded(kept, after)

    def attempts(self, learner: str, ref: str) -> tuple[Attempt, ...]:
        """All attempts at one exercise, in the order they were added."""
        with self._lock:
            return self._of(learner, ref)

    def latest_attempts(self, learner: str, refs: Collection[str]) -> Mapping[str, Attempt]:
        """The latest attempt per ref, for those that have one."""
        with self._lock:
            return {each.ref: each for each in self._attempts if each.learner == learner and each.ref in refs}

    def add_event(self, event: Event) -> Standing:
        """Add an event once and return the standing of its ref; the same event again changes nothing."""
        with self._lock:
            self._known(event.learner)
            before = self._standings.get((event.learner, event.ref), Standing(event.learner, event.ref))
            if (key := (event.learner, event.ref, event.kind, event.number)) in self._events:
                return before
            self._events[key] = event
            after = after_event(before, event)
            if after != before:
                self._standings[event.learner, event.ref] = after
            return after

    def read_pages(self, learner: str, module: str = "") -> frozenset[str]:
        """Refs (module/page) of the pages marked as read, of one module or of all."""
        with self._lock:
            read = (each for each in self._events.values() if each.learner == learner and each.kind == "read")
            return frozenset(each.ref for each in read if _within(each.ref, module))

    def standing(self, learner: str, ref: str) -> Standing:
        """The standing with one exercise; a blank one if there is nothing yet."""
        return self._standings.get((learner, ref), Standing(learner, ref))

    def standings(self, learner: str, module: str = "") -> Mapping[str, Standing]:
        """Standings by ref, of one module or of all."""
        with self._lock:
            mine = [standing for (whose, _), standing in self._standings.items() if whose == learner]
            return {standing.ref: standing for standing in mine if _within(standing.ref, module)}

    def rebuild_standings(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Drop all standings and compute them again from attempts and events; returns how many there are."""
        with self._lock:
            attempts: defaultdict[tuple[str, str], list[Attempt]] = defaultdict(list)
            events: defaultdict[tuple[str, str], list[Event]] = defaultdict(list)
            for attempt in self._attempts:
                attempts[attempt.learner, attempt.ref].append(attempt)
            for event in self._events.values():
                events[event.learner, event.ref].append(event)
            both = attempts.keys() | events.keys()
            folded = {whose: fold(*whose, attempts[whose], events[whose]) for whose in both}
            self._standings = {whose: each for whose, each in folded.items() if each != Standing(*whose)}
            if progress:
                progress(len(self._attempts), len(self._attempts))
            return len(self._standings)

    def all_standings(self) -> tuple[Standing, ...]:
        """Every standing, sorted by learner and ref: for comparing and counting."""
        with self._lock:
            return tuple(self._standings[key] for key in sorted(self._standings))

    def save_draft(self, draft: Draft) -> None:
        """Keep what was typed, in place of an earlier draft."""
        with self._lock:
            self._known(draft.learner)
            self._drafts[draft.learner, draft.ref] = replace(draft, answer=from_json(to_json(draft.answer)))

    def drafts(self, learner: str, refs: Collection[str]) -> Mapping[str, Draft]:
        """Drafts by ref, for those that have one."""
        with self._lock:
            return {ref: self._drafts[learner, ref] for ref in refs if (learner, ref) in self._drafts}

    def save_bookmark(self, bookmark: Bookmark) -> None:
        """Remember where a learner is."""
        with self._lock:
            self._known(bookmark.learner)
            self._bookmarks[bookmark.learner, bookmark.module] = bookmark

    def bookmarks(self, learner: str) -> tuple[Bookmark, ...]:
        """Where a learner was in each module, latest first."""
        with self._lock:
            mine = sorted((each for each in self._bookmarks.values() if each.learner == learner), key=_module)
            return tuple(sorted(mine, key=lambda each: each.at, reverse=True))

    def check(self) -> None:
        """Memory is always whole."""

    def close(self) -> None:
        """There is nothing to let go of."""

    def _known(self, learner: str) -> Learner:
        if learner not in self._learners:
            raise StoreError("store.unknown-learner")
        return self._learners[learner]

    def _check_recovery(self, learner: Learner) -> None:
        for other in self._learners.values():
            if learner.recovery_hash and other.recovery_hash == learner.recovery_hash and other.id != learner.id:
                raise StoreError("store.duplicate")

    def _of(self, learner: str, ref: str) -> tuple[Attempt, ...]:
        return tuple(each for each in self._attempts if (each.learner, each.ref) == (learner, ref))


def _within(ref: str, module: str) -> bool:
    return not module or ref.startswith(f"{module}/")


def _module(bookmark: Bookmark) -> str:
    return bookmark.module
