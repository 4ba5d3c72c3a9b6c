"""What moves from one record to another: learners by their pseudonym, and all that their standings follow from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from learnenv.domain.learner import Learner, Session
from learnenv.domain.progress import Attempt, Event


@dataclass(frozen=True, slots=True)
class Belongings:
    """Learners with their attempts, in the order in which those were added, and their events."""

    learners: tuple[Learner, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Brought:
    """How many of each were added; the rest was there already."""

    learners: int = 0
    attempts: int = 0
    events: int = 0


class MovingRecord(Protocol):
    """Taking along and bringing in."""

    def learner_ids(self) -> tuple[str, ...]:
        """Everybody on record, sorted."""

    def bring_in(
        self, newcomers: Sequence[tuple[Learner, Session]], attempts: Sequence[Attempt], events: Sequence[Event]
    ) -> Brought:
        """Add what another record kept, in one transaction, and compute the standings that it touches again.

        What is there already stays as it is and no row is added: a learner with that id, an attempt with that
        learner, ref and key, an event with that learner, ref, kind and number. Attempts get their sequence here, in
        the order given. A newcomer who is there already gets no session. Drafts are left alone.
        """
