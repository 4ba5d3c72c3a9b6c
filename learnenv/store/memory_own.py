"""Everything of one person from memory."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

from learnenv.domain.own_record import Kept
from learnenv.domain.people import Grant
from learnenv.store.memory_part import MemoryPart

_NAMES = frozenset({"learner", "owner", "actor", "author", "reviewer", "by", "given_by", "created_by", "used_by"})
"""The fields that name a learner."""


class MemoryOwn(MemoryPart):
    """Implements `OwnRecord`."""

    def everything_of(self, learner: str) -> tuple[Kept, ...]:
        """Every value on record that names this learner, kind by kind."""
        with self._lock:
            me = self._learners.get(learner)
            kinds: tuple[Iterable[Kept], ...] = (
                self._sessions.values(),
                self._attempts.values(),
                self._events.values(),
                self._standings.values(),
                self._drafts.values(),
                self._bookmarks.values(),
                self._members.values(),
                self._grants,
                self._invites.values(),
                self._accounts.values(),
                self._identities.values(),
                self._shares.values(),
                self._reviews,
                self._comments,
                self._notes.values(),
                self._snippets.values(),
                self._looks,
            )
            return (*([me] if me else []), *(each for kind in kinds for each in kind if _names(each, learner)))


def _names(value: Kept, learner: str) -> bool:
    if isinstance(value, Grant) and (value.scope, value.scope_id) == ("learner", learner):
        return True
    return any(field.name in _NAMES and getattr(value, field.name) == learner for field in fields(value))
