"""What every part of the record in memory works with: all that is kept, and one lock."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable
from uuid import uuid4

from learnenv.domain.classroom import ErasedCount, Group
from learnenv.domain.errors import StoreError
from learnenv.domain.learner import Learner, Session
from learnenv.domain.people import (
    Account,
    Assignment,
    Cohort,
    Comment,
    FlagNote,
    Grant,
    Identity,
    Invite,
    Look,
    Member,
    Organisation,
    Review,
    Share,
    Snippet,
    Tries,
)
from learnenv.domain.progress import Attempt, Bookmark, Draft, Event, Standing


class MemoryPart:
    """A part of the record in memory."""

    def __init__(self) -> None:
        self._name = uuid4().hex
        self._lock = threading.RLock()
        self._numbers: Counter[str] = Counter()
        self._learners: dict[str, Learner] = {}
        self._sessions: dict[str, Session] = {}
        self._attempts: dict[int, Attempt] = {}
        self._events: dict[tuple[str, str, str, int], Event] = {}
        self._standings: dict[tuple[str, str], Standing] = {}
        self._drafts: dict[tuple[str, str], Draft] = {}
        self._bookmarks: dict[tuple[str, str], Bookmark] = {}
        self._organisations: dict[str, Organisation] = {}
        self._cohorts: dict[str, Cohort] = {}
        self._assignments: dict[str, tuple[Assignment, ...]] = {}
        self._members: dict[tuple[str, str], Member] = {}
        self._grants: list[Grant] = []
        self._invites: dict[str, Invite] = {}
        self._accounts: dict[str, Account] = {}
        self._identities: dict[tuple[str, str], Identity] = {}
        self._tries: dict[str, Tries] = {}
        self._shares: dict[tuple[str, str], Share] = {}
        self._reviews: list[Review] = []
        self._comments: list[Comment] = []
        self._notes: dict[tuple[str, str, str, str], FlagNote] = {}
        self._snippets: dict[str, Snippet] = {}
        self._looks: list[Look] = []
        self._erased: dict[tuple[str, str, str], ErasedCount] = {}

    def _next(self, kind: str) -> int:
        """A number higher than any before, in each kind by itself."""
        self._numbers[kind] += 1
        return self._numbers[kind]

    def _known(self, learner: str) -> Learner:
        """This learner; StoreError when there is none."""
        if learner not in self._learners:
            raise StoreError("store.unknown-learner")
        return self._learners[learner]

    def _check_known(self, *learners: str) -> None:
        """StoreError unless all are there; an empty id is nobody, and passes."""
        for learner in filter(None, learners):
            self._known(learner)

    def _group(self, group: Group) -> frozenset[str]:
        """The learners that a group is about."""
        here = (
            each.learner
            for each in self._members.values()
            if each.cohort in group.cohorts and each.left is None and group.team in ("", each.team)
        )
        return frozenset(here) | (frozenset(group.learners) & self._learners.keys())

    def _standings_of(self, group: Group, modules: Iterable[str]) -> list[Standing]:
        """Standings of a group in these modules, by learner and ref."""
        who, where = self._group(group), frozenset(modules)
        return [
            self._standings[key]
            for key in sorted(self._standings)
            if key[0] in who and key[1].partition("/")[0] in where
        ]
