"""What comes from another record, into a database: all of it in one transaction, with the standings that follow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from learnenv.domain.learner import Learner, Session
from learnenv.domain.moving import Brought
from learnenv.domain.progress import Attempt, Event, Standing, fold
from learnenv.store import statements
from learnenv.store.answers import to_json
from learnenv.store.rows import from_attempt, from_item, from_learner, from_session, split_ref, to_attempt, to_event
from learnenv.store.sql_part import Part


class Moving(Part):
    """Implements `MovingRecord`."""

    def learner_ids(self) -> tuple[str, ...]:
        """Everybody on record, sorted."""
        return tuple(row[0] for row in self._all(statements.LEARNER_IDS))

    def bring_in(
        self, newcomers: Sequence[tuple[Learner, Session]], attempts: Sequence[Attempt], events: Sequence[Event]
    ) -> Brought:
        """Add what another record kept, in one transaction; see the protocol."""

        def bring(connection: Connection) -> tuple[Brought, int, int]:
            self._database.hold_all(connection)
            learners = sum(self._welcome(connection, *each) for each in newcomers)
            new_attempts = list(self._numbers_of_attempts(connection, attempts))
            new_events = list(self._numbers_of_events(connection, events))
            for learner, ref in dict.fromkeys(_touched(attempts, events)):
                self._stand_anew(connection, learner, ref)
            brought = Brought(learners, len(new_attempts), len(new_events))
            return brought, max(new_attempts, default=0), max(new_events, default=0)

        brought, attempt, event = self._database.write(bring)
        self._database.committed(attempt=attempt, event=event)
        return brought

    def _welcome(self, connection: Connection, learner: Learner, session: Session) -> bool:
        """Add a newcomer; False for somebody who is there already."""
        if connection.execute(self._inserts.add_learner, from_learner(learner)).first() is None:
            return False
        connection.execute(self._inserts.add_session, from_session(session))
        return True

    def _numbers_of_attempts(self, connection: Connection, attempts: Sequence[Attempt]) -> Iterator[int]:
        for each in attempts:
            sequence = connection.execute(
                self._inserts.add_attempt, from_attempt(each, to_json(each.answer))
            ).scalar()
            if sequence is not None:
                yield sequence

    def _numbers_of_events(self, connection: Connection, events: Sequence[Event]) -> Iterator[int]:
        for each in events:
            sequence = connection.execute(self._inserts.add_event, from_item(each)).scalar()
            if sequence is not None:
                yield sequence

    def _stand_anew(self, connection: Connection, learner: str, ref: str) -> None:
        """Compute one standing from all that is on record now."""
        module, item = split_ref(ref)
        here = {"learner": learner, "module": module, "item": item}
        attempts = map(to_attempt, connection.execute(statements.ATTEMPTS, here))
        events = map(to_event, connection.execute(statements.EVENTS_AT, here))
        standing = fold(learner, ref, attempts, events)
        if standing != Standing(learner, ref):
            connection.execute(self._inserts.put_standing, from_item(standing))


def _touched(attempts: Sequence[Attempt], events: Sequence[Event]) -> Iterator[tuple[str, str]]:
    """Whose standing with what may change."""
    yield from ((each.learner, each.ref) for each in attempts)
    yield from ((each.learner, each.ref) for each in events)
