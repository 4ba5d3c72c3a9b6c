"""What the record promises about a class as a whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from learnenv.domain.answer import Answer
from learnenv.domain.classroom import Cells, Group, KeptAnswer, Stuck
from learnenv.domain.progress import Attempt, Event, EventKind, Standing


class ClassRecord(Protocol):
    """What a trainer's page reads, for a whole class at once. One query each, however many learners there are."""

    def cells_of(self, group: Group, modules: Collection[str]) -> Cells:
        """Where each of these learners stands with everything in these modules: the lean form, for overviews."""

    def standings_of(self, group: Group, modules: Collection[str]) -> tuple[Standing, ...]:
        """The same in full, by learner and ref."""

    def stuck_in(self, group: Group, modules: Collection[str]) -> tuple[Stuck, ...]:
        """Who is stuck on what (see `is_stuck`) and since when, by learner and ref."""

    def read_pages_of(self, group: Group, modules: Collection[str]) -> Mapping[str, frozenset[str]]:
        """Per learner the refs of the pages they marked as read."""

    def last_seen_in(self, group: Group, modules: Collection[str]) -> Mapping[tuple[str, str], datetime]:
        """Per learner and module when they last did anything in it: answered, read, took a hint or a step, or
        opened a page."""

    def events_of(self, group: Group, ref: str, kind: EventKind) -> tuple[Event, ...]:
        """The events of one kind at one ref, by learner and number: such as the steps in a case."""

    def first_answers_of(self, group: Group, ref: str) -> tuple[tuple[Answer, int], ...]:
        """The first answers to an exercise and how many learners gave each, most given first."""

    def latest_attempts_of(self, group: Group, ref: str) -> tuple[Attempt, ...]:
        """The latest attempt of each of these learners at an exercise, by learner."""

    def kept_answers(
        self, learners: Iterable[str], modules: Collection[str]
    ) -> Iterator[tuple[str, Sequence[KeptAnswer]]]:
        """All that each of these learners answered in these modules, in the order of the attempts. They are read one
        after another, when they are asked for, so that a class of any size is gone through without holding it."""
