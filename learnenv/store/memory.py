"""The record in memory, for tests and try-outs: the same promises, gone when the program ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from learnenv.domain.progress import (
    Attempt,
    Bookmark,
    Draft,
    Event,
    EventKind,
    Recorded,
    Standing,
    after_attempt,
    after_event,
    answer_digest,
    fold,
)
from learnenv.domain.record import RecordFacts
from learnenv.store.answers import from_json, to_json
from learnenv.store.memory_classes import MemoryClasses
from learnenv.store.memory_cohorts import MemoryCohorts
from learnenv.store.memory_erasing import MemoryErasing
from learnenv.store.memory_moving import MemoryMoving
from learnenv.store.memory_own import MemoryOwn
from learnenv.store.memory_people import MemoryPeople
from learnenv.store.memory_work import MemoryLooks, MemoryWork


class MemoryRecord(
    MemoryPeople,
    MemoryCohorts,
    MemoryErasing,
    MemoryWork,
    MemoryLooks,
    MemoryClasses,
    MemoryOwn,
    MemoryMoving,
):
    """Implements `Record` with dictionaries and one lock."""

    def name(self) -> str:
        """A random name of this record."""
        return self._name

    def record(self, learner: str, ref: str, decide: Callable[[Standing], Attempt]) -> Recorded:
        """Add an attempt exactly once; see the protocol."""
        with self._lock:
            before = self._standings.get((learner, ref), Standing(learner, ref))
            attempt = decide(before)
            if (attempt.learner, attempt.ref) != (learner, ref):
                raise ValueError(f"decided on {attempt.learner} {attempt.ref} instead of {learner} {ref}")
            if not attempt.review and before.attempts and answer_digest(attempt.answer) == before.last_digest:
                return Recorded(self._attempts[before.last_sequence], before, added=False)
            for earlier in self._of(learner, ref):
                if earlier.key == attempt.key:
                    return Recorded(earlier, before, added=False)
            self._known(learner)
            answer = from_json(to_json(attempt.answer))
            kept = replace(attempt, answer=answer, sequence=self._next("attempt"))
            after = after_attempt(before, kept)
            self._attempts[kept.sequence] = kept
            self._standings[learner, ref] = after
            if not attempt.review:
                self._drafts.pop((learner, ref), None)
            return Recorded(kept, after)

    def attempts(self, learner: str, ref: str) -> tuple[Attempt, ...]:
        """All attempts at one exercise, in the order they were added."""
        with self._lock:
            return self._of(learner, ref)

    def latest_attempts(self, learner: str, refs: Collection[str]) -> Mapping[str, Attempt]:
        """The latest attempt per ref that was not given in review, for those that have one."""
        with self._lock:
            mine = (each for each in self._attempts.values() if each.learner == learner and not each.review)
            return {each.ref: each for each in mine if each.ref in refs}

    def history(self, learner: str, module: str = "") -> tuple[Attempt, ...]:
        """All attempts of a learner, in one module or in all, in the order they were added."""
        with self._lock:
            return tuple(
                each for each in self._attempts.values() if each.learner == learner and _within(each.ref, module)
            )

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

    def events(self, learner: str, ref: str, kind: EventKind) -> tuple[Event, ...]:
        """The events of one kind at one ref, in the order of their numbers."""
        with self._lock:
            mine = (
                each for each in self._events.values() if (each.learner, each.ref, each.kind) == (learner, ref, kind)
            )
            return tuple(sorted(mine, key=lambda each: each.number))

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
            for attempt in self._attempts.values():
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

    def demand_writable(self) -> None:
        """Memory always is."""

    def facts(self) -> RecordFacts:
        """That it is in memory."""
        return RecordFacts("memory", 0, "")

    def close(self) -> None:
        """There is nothing to let go of."""

    def _of(self, learner: str, ref: str) -> tuple[Attempt, ...]:
        return tuple(each for each in self._attempts.values() if (each.learner, each.ref) == (learner, ref))


def _within(ref: str, module: str) -> bool:
    return not module or ref.startswith(f"{module}/")


def _module(bookmark: Bookmark) -> str:
    return bookmark.module
