"""What comes from another record, into memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from learnenv.domain.learner import Learner, Session
from learnenv.domain.moving import Brought
from learnenv.domain.progress import Attempt, Event, Standing, fold
from learnenv.store.answers import from_json, to_json
from learnenv.store.memory_part import MemoryPart


class MemoryMoving(MemoryPart):
    """Implements `MovingRecord`."""

    def learner_ids(self) -> tuple[str, ...]:
        """Everybody on record, sorted."""
        with self._lock:
            return tuple(sorted(self._learners))

    def bring_in(
        self, newcomers: Sequence[tuple[Learner, Session]], attempts: Sequence[Attempt], events: Sequence[Event]
    ) -> Brought:
        """Add what another record kept; see the protocol."""
        with self._lock:
            new = [each for each in newcomers if each[0].id not in self._learners]
            there = self._learners.keys() | {newcomer.id for newcomer, _ in new}
            touched = {(each.learner, each.ref) for each in attempts} | {(each.learner, each.ref) for each in events}
            for someone in {learner for learner, _ in touched} - there:
                self._known(someone)
            for newcomer, session in new:
                self._learners[newcomer.id], self._sessions[session.token_hash] = newcomer, session
            added = [self._bring_attempt(each) for each in attempts].count(True)
            known = len(self._events)
            for event in events:
                self._events.setdefault((event.learner, event.ref, event.kind, event.number), event)
            for learner, ref in touched:
                self._stand_anew(learner, ref)
            return Brought(len(new), added, len(self._events) - known)

    def _bring_attempt(self, attempt: Attempt) -> bool:
        where = (attempt.learner, attempt.ref, attempt.key)
        if any((each.learner, each.ref, each.key) == where for each in self._attempts.values()):
            return False
        answer = from_json(to_json(attempt.answer))
        kept = replace(attempt, answer=answer, sequence=self._next("attempt"))
        self._attempts[kept.sequence] = kept
        return True

    def _stand_anew(self, learner: str, ref: str) -> None:
        attempts = [each for each in self._attempts.values() if (each.learner, each.ref) == (learner, ref)]
        events = [each for each in self._events.values() if (each.learner, each.ref) == (learner, ref)]
        standing = fold(learner, ref, attempts, events)
        if standing != Standing(learner, ref):
            self._standings[learner, ref] = standing
