"""Attempts and events in a database: added once, never changed, each with the standing that follows from it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from sqlalchemy import Connection

from learnenv.domain.progress import (
    Attempt,
    Event,
    EventKind,
    Recorded,
    Standing,
    after_attempt,
    after_event,
    answer_digest,
)
from learnenv.metrics import tally
from learnenv.store import statements
from learnenv.store.answers import from_json, to_json
from learnenv.store.rows import from_attempt, from_item, split_ref, to_attempt, to_event, to_standing
from learnenv.store.sql_part import Part


class Attempts(Part):
    """Attempts and events."""

    def record(self, learner: str, ref: str, decide: Callable[[Standing], Attempt]) -> Recorded:
        """Add an attempt exactly once; see the protocol. `decide` must not write to the record itself."""
        module, item = split_ref(ref)
        where = {"learner": learner, "module": module, "item": item}

        def add(connection: Connection) -> Recorded:
            self._database.hold(connection, learner, ref)
            before = _standing(connection, learner, ref)
            attempt = decide(before)
            if (attempt.learner, attempt.ref) != (learner, ref):
                raise ValueError(f"decided on {attempt.learner} {attempt.ref} instead of {learner} {ref}")
            if not attempt.review and before.attempts and answer_digest(attempt.answer) == before.last_digest:
                row = connection.execute(statements.ATTEMPT, {"id": before.last_sequence}).one()
                return Recorded(to_attempt(row), before, added=False)
            answer = to_json(attempt.answer)
            sequence = connection.execute(self._inserts.add_attempt, from_attempt(attempt, answer)).scalar()
            if sequence is None:
                row = connection.execute(statements.ATTEMPT_BY_KEY, {**where, "key": attempt.key}).one()
                return Recorded(to_attempt(row), before, added=False)
            kept = replace(attempt, answer=from_json(answer), sequence=sequence)
            after = after_attempt(before, kept)
            connection.execute(self._inserts.put_standing, from_item(after))
            if not attempt.review:
                connection.execute(statements.REMOVE_DRAFT, {"of": learner, "module": module, "item": item})
            return Recorded(kept, after)

        recorded = self._database.write(add)
        self._database.committed(attempt=recorded.attempt.sequence)
        if recorded.added:
            tally.answer()
        return recorded

    def attempts(self, learner: str, ref: str) -> tuple[Attempt, ...]:
        """All attempts at one exercise, in the order they were added."""
        module, item = split_ref(ref)
        return tuple(map(to_attempt, self._all(statements.ATTEMPTS, learner=learner, module=module, item=item)))

    def latest_attempts(self, learner: str, refs: Collection[str]) -> Mapping[str, Attempt]:
        """The latest attempt per ref that was not given in review, for those that have one."""
        found = map(to_attempt, self._all_of(statements.LATEST_ATTEMPTS, learner, refs))
        return {attempt.ref: attempt for attempt in found}

    def history(self, learner: str, module: str = "") -> tuple[Attempt, ...]:
        """All attempts of a learner, in one module or in all, in the order they were added."""
        if module:
            rows = self._all(statements.HISTORY_OF, learner=learner, module=module)
        else:
            rows = self._all(statements.HISTORY, learner=learner)
        return tuple(map(to_attempt, rows))

    def add_event(self, event: Event) -> Standing:
        """Add an event once and return the standing of its ref; the same event again changes nothing."""

        def add(connection: Connection) -> tuple[int | None, Standing]:
            self._database.hold(connection, event.learner, event.ref)
            before = _standing(connection, event.learner, event.ref)
            sequence = connection.execute(self._inserts.add_event, from_item(event)).scalar()
            if sequence is None:
                return None, before
            after = after_event(before, event)
            if after != before:
                connection.execute(self._inserts.put_standing, from_item(after))
            return sequence, after

        sequence, standing = self._database.write(add)
        self._database.committed(event=sequence or 0)
        return standing

    def events(self, learner: str, ref: str, kind: EventKind) -> tuple[Event, ...]:
        """The events of one kind at one ref, in the order of their numbers."""
        module, item = split_ref(ref)
        found = self._all(statements.EVENTS, learner=learner, module=module, item=item, kind=kind)
        return tuple(map(to_event, found))

    def read_pages(self, learner: str, module: str = "") -> frozenset[str]:
        """Refs (module/page) of the pages marked as read, of one module or of all."""
        if module:
            rows = self._all(statements.READ_PAGES_OF, learner=learner, module=module)
        else:
            rows = self._all(statements.READ_PAGES, learner=learner)
        return frozenset(f"{row[0]}/{row[1]}" for row in rows)


def _standing(connection: Connection, learner: str, ref: str) -> Standing:
    module, item = split_ref(ref)
    row = connection.execute(statements.STANDING, {"learner": learner, "module": module, "item": item}).first()
    return to_standing(row) if row else Standing(learner, ref)
