"""A whole class at once from memory."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import datetime

from learnenv.domain.answer import Answer
from learnenv.domain.attention import stuck_among
from learnenv.domain.classroom import Cell, Cells, GivenAnswer, Group, KeptAnswer, Outcome, Stuck, as_kept, cell
from learnenv.domain.progress import Attempt, Event, EventKind, Standing, answer_digest
from learnenv.store.answers import to_json
from learnenv.store.memory_part import MemoryPart


class MemoryClasses(MemoryPart):
    """Implements `ClassRecord`."""

    def cells_of(self, group: Group, modules: Collection[str]) -> Cells:
        """Where each of these learners stands with everything in these modules."""
        with self._lock:
            cells: defaultdict[str, dict[str, Cell]] = defaultdict(dict)
            for standing in self._standings_of(group, modules):
                cells[standing.learner][standing.ref] = cell(standing)
            return dict(cells)

    def standings_of(self, group: Group, modules: Collection[str]) -> tuple[Standing, ...]:
        """The same in full, by learner and ref."""
        with self._lock:
            return tuple(self._standings_of(group, modules))

    def stuck_in(self, group: Group, modules: Collection[str]) -> tuple[Stuck, ...]:
        """Who is stuck on what and since when, by learner and ref."""
        with self._lock:
            return stuck_among(self._standings_of(group, modules))

    def read_pages_of(self, group: Group, modules: Collection[str]) -> Mapping[str, frozenset[str]]:
        """Per learner the refs of the pages they marked as read."""
        with self._lock:
            pages: defaultdict[str, set[str]] = defaultdict(set)
            who = self._group(group)
            for event in self._events.values():
                if event.learner in who and event.kind == "read" and _module(event.ref) in modules:
                    pages[event.learner].add(event.ref)
            return {learner: frozenset(refs) for learner, refs in pages.items()}

    def last_seen_in(self, group: Group, modules: Collection[str]) -> Mapping[tuple[str, str], datetime]:
        """Per learner and module when they last did anything in it."""
        with self._lock:
            who = self._group(group)
            moments = [(each.learner, _module(each.ref), each.at) for each in self._events.values()]
            moments += [(each.learner, each.module, each.at) for each in self._bookmarks.values()]
            moments += [
                (each.learner, _module(each.ref), each.last_at) for each in self._standings.values() if each.last_at
            ]
            seen: dict[tuple[str, str], datetime] = {}
            for learner, module, at in moments:
                if learner in who and module in modules:
                    seen[learner, module] = max(at, seen.get((learner, module), at))
            return seen

    def events_of(self, group: Group, ref: str, kind: EventKind) -> tuple[Event, ...]:
        """The events of one kind at one ref, by learner and number."""
        with self._lock:
            who = self._group(group)
            found = [
                each for each in self._events.values() if each.learner in who and (each.ref, each.kind) == (ref, kind)
            ]
            return tuple(sorted(found, key=lambda each: (each.learner, each.number)))

    def first_answers_of(self, group: Group, ref: str) -> tuple[tuple[Answer, int], ...]:
        """The first answers to an exercise and how many learners gave each, most given first."""
        with self._lock:
            given = [
                self._attempts[each.first_sequence].answer for each in self._at(group, ref) if each.first_sequence
            ]
            answers = {answer_digest(answer): answer for answer in given}
            counts = Counter(map(answer_digest, given))
            return tuple(
                (answers[digest], counts[digest]) for digest in sorted(counts, key=lambda each: (-counts[each], each))
            )

    def latest_attempts_of(self, group: Group, ref: str) -> tuple[Attempt, ...]:
        """The latest attempt of each of these learners at an exercise, by learner."""
        with self._lock:
            return tuple(self._attempts[each.last_sequence] for each in self._at(group, ref) if each.last_sequence)

    def kept_answers(
        self, learners: Iterable[str], modules: Collection[str]
    ) -> Iterator[tuple[str, Sequence[KeptAnswer]]]:
        """All that each of these learners answered in these modules, in the order of the attempts."""
        alike: dict[tuple[str, ...], GivenAnswer] = {}
        for learner in learners:
            with self._lock:
                found = [each for each in self._attempts.values() if each.learner == learner]
            yield learner, [_kept(each, alike) for each in found if _module(each.ref) in modules]

    def _at(self, group: Group, ref: str) -> list[Standing]:
        who = self._group(group)
        return [self._standings[key] for key in sorted(self._standings) if key[0] in who and key[1] == ref]


def _kept(attempt: Attempt, alike: dict[tuple[str, ...], GivenAnswer]) -> KeptAnswer:
    module, _, exercise = attempt.ref.partition("/")
    said = module, exercise, to_json(attempt.answer)
    given = alike.setdefault(said, GivenAnswer(*said))
    outcome = Outcome(**{each.name: getattr(attempt, each.name) for each in fields(Outcome)})
    return attempt.sequence, as_kept(attempt.at), attempt.seconds, given, outcome


def _module(ref: str) -> str:
    return ref.partition("/")[0]
