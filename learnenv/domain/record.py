"""The record: what every store promises. One method is one transaction; when it returns, what it wrote is durable."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from learnenv.domain.learner import Learner, Session
from learnenv.domain.moving import MovingRecord
from learnenv.domain.people_record import PeopleRecord
from learnenv.domain.progress import Attempt, Bookmark, Draft, Event, EventKind, Recorded, Standing
from learnenv.domain.text import Language


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """Where a record is kept and how much it takes."""

    kind: str
    """The database: SQLite, PostgreSQL; or that it is in memory."""
    size: int
    """In bytes, with what was written last and is not folded in yet."""
    revision: str
    """Of the tables; empty: it has none."""


class Record(PeopleRecord, MovingRecord, Protocol):
    """Where learners, sessions, attempts, events, drafts and bookmarks are kept, and all of `PeopleRecord` and
    `MovingRecord`.

    Every method raises StoreError when the record cannot be read or written now; nothing is half written then.
    Values go in and come out, never rows. Times have a time zone.
    """

    # learners and sessions
    def add_learner(self, learner: Learner, session: Session) -> None:
        """Add a learner with a first session, both or neither."""

    def learner(self, id: str) -> Learner | None:
        """The learner with this id."""

    def learner_by_recovery(self, recovery_hash: str) -> Learner | None:
        """The learner whose recovery code has this hash; never matches an empty hash."""

    def set_language(self, learner: str, language: Language) -> None:
        """Remember the language a learner reads."""

    def set_asks_certainty(self, learner: str, asks: bool) -> None:
        """Remember whether a learner wants to be asked how sure they are."""

    def set_recovery(self, learner: str, recovery_hash: str) -> None:
        """Replace the hash of the recovery code."""

    def add_session(self, session: Session) -> None:
        """Add a session."""

    def session(self, token_hash: str) -> tuple[Session, Learner] | None:
        """A session, live or not, with its learner: one indexed read, done on every run of a page."""

    def sessions(self, learner: str) -> tuple[Session, ...]:
        """A learner's sessions that were not revoked, latest used first."""

    def touch_session(self, token_hash: str, last_seen: datetime, idle_expires: datetime) -> None:
        """Remember that a session was used."""

    def end_sessions(self, token_hashes: Collection[str] = (), *, learner: str = "") -> None:
        """Revoke these sessions, or all of a learner's."""

    # attempts
    def record(self, learner: str, ref: str, decide: Callable[[Standing], Attempt]) -> Recorded:
        """Add an attempt exactly once.

        Inside the write transaction `decide` is given the present standing and returns the attempt to add (it may
        raise; then nothing is written). If the answer equals the latest attempt's, or an attempt with the same
        learner, ref and key exists, that one is returned and no row is added. Else attempt and standing
        (`after_attempt`) are written and the draft is removed, in the one transaction. Thread-safe.

        An attempt in review is told from an earlier one by its key alone, and leaves the draft where it is: the
        same answer as last time is what one hopes for.
        """

    def attempts(self, learner: str, ref: str) -> tuple[Attempt, ...]:
        """All attempts at one exercise, in the order they were added."""

    def latest_attempts(self, learner: str, refs: Collection[str]) -> Mapping[str, Attempt]:
        """The latest attempt per ref that was not given in review, for those that have one."""

    def history(self, learner: str, module: str = "") -> tuple[Attempt, ...]:
        """All attempts of a learner, in one module or in all, in the order they were added."""

    # events
    def add_event(self, event: Event) -> Standing:
        """Add an event once and return the standing of its ref; the same event again changes nothing."""

    def events(self, learner: str, ref: str, kind: EventKind) -> tuple[Event, ...]:
        """The events of one kind at one ref, in the order of their numbers."""

    def read_pages(self, learner: str, module: str = "") -> frozenset[str]:
        """Refs (module/page) of the pages marked as read, of one module or of all."""

    # standings
    def standing(self, learner: str, ref: str) -> Standing:
        """The standing with one exercise; a blank one if there is nothing yet."""

    def standings(self, learner: str, module: str = "") -> Mapping[str, Standing]:
        """Standings by ref, of one module or of all."""

    def rebuild_standings(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Drop all standings and compute them again from attempts and events; returns how many there are.

        The content is the same as before, row for row. `progress(done, total)` is called now and then.
        """

    def all_standings(self) -> tuple[Standing, ...]:
        """Every standing, sorted by learner and ref: for comparing and counting."""

    # drafts and bookmarks
    def save_draft(self, draft: Draft) -> None:
        """Keep what was typed, in place of an earlier draft."""

    def drafts(self, learner: str, refs: Collection[str]) -> Mapping[str, Draft]:
        """Drafts by ref, for those that have one."""

    def save_bookmark(self, bookmark: Bookmark) -> None:
        """Remember where a learner is."""

    def bookmarks(self, learner: str) -> tuple[Bookmark, ...]:
        """Where a learner was in each module, latest first."""

    # the record itself
    def name(self) -> str:
        """A random name that the record got when it was made. It never changes and is shown to nobody."""

    def check(self) -> None:
        """Raise StoreError unless the record can be read and is whole."""

    def demand_writable(self) -> None:
        """Raise StoreError unless an answer could be put on record now. It writes, and leaves nothing behind."""

    def facts(self) -> RecordFacts:
        """What an administrator is told of where the record is."""

    def close(self) -> None:
        """Let go of files and connections."""
