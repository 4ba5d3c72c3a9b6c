"""Forgetting people in memory."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from learnenv.domain.classroom import ErasedCount, counts_of
from learnenv.domain.learner import Session
from learnenv.store.memory_accounts import MemoryAccounts


class MemoryErasing(MemoryAccounts):
    """Implements `ErasingRecord`."""

    def erase(self, learner: str, completed: Collection[str] = (), *, drafts: str = "", scrub: bool = True) -> bool:
        """Remove all of a learner; False when there is nobody by this id."""
        with self._lock:
            if learner not in self._learners:
                return False
            for member in list(self._members.values()):
                if member.learner == learner and member.left is None:
                    self._keep_counts(member.cohort, learner, completed)
            self._remove_own(learner)
            self._remove_roles(learner)
            self._remove_mentions(learner)
            if drafts:
                self._drafts = {key: each for key, each in self._drafts.items() if not each.ref.endswith(drafts)}
            del self._learners[learner]
            return True

    def scrub(self) -> None:
        """Memory keeps no trace."""

    def forget_members(self, cohort: str, completed: Mapping[str, Collection[str]]) -> int:
        """Remove what ties learners to a cohort; how many were in it."""
        with self._lock:
            here = [each for each in self._members.values() if each.cohort == cohort and each.left is None]
            for each in here:
                self._keep_counts(cohort, each.learner, completed.get(each.learner, ()))
            self._members = {key: each for key, each in self._members.items() if each.cohort != cohort}
            self._notes = {key: each for key, each in self._notes.items() if each.cohort != cohort}
            self._invites = {key: each for key, each in self._invites.items() if each.cohort != cohort}
            return len(here)

    def erased_counts(self, cohort: str) -> tuple[ErasedCount, ...]:
        """The counts that stay of who is gone, by module and item."""
        with self._lock:
            return tuple(self._erased[key] for key in sorted(self._erased) if key[0] == cohort)

    def remove_expired(
        self, *, sessions_before: datetime, tries_before: datetime, invites_before: datetime, looks_before: datetime
    ) -> int:
        """Remove sessions and invites that ended, tries that began and looks that were made before these moments."""
        with self._lock:
            before = self._count()
            latest = {each.learner: each.token_hash for each in sorted(self._sessions.values(), key=_seen)}
            self._sessions = {
                key: each
                for key, each in self._sessions.items()
                if min(each.absolute_expires, each.idle_expires) >= sessions_before or latest[each.learner] == key
            }
            self._tries = {key: each for key, each in self._tries.items() if each.since >= tries_before}
            self._invites = {key: each for key, each in self._invites.items() if each.expires >= invites_before}
            self._looks = [each for each in self._looks if each.at >= looks_before]
            return before - self._count()

    def not_seen_since(self, moment: datetime) -> tuple[str, ...]:
        """Learners without a role who began before this moment and were not there since."""
        with self._lock:
            there = {each.learner for each in self._sessions.values() if each.last_seen >= moment}
            gone = (each.id for each in self._learners.values() if each.created < moment and not each.staff)
            return tuple(sorted(each for each in gone if each not in there))

    def _count(self) -> int:
        return len(self._sessions) + len(self._tries) + len(self._invites) + len(self._looks)

    def _keep_counts(self, cohort: str, learner: str, completed: Collection[str]) -> None:
        modules = [each.module for each in self._assignments.get(cohort, ())]
        standings = [each for key, each in self._standings.items() if key[0] == learner]
        read = {each.ref for each in self._events.values() if each.learner == learner and each.kind == "read"}
        for count in counts_of(cohort, modules, standings, read, completed):
            key = (count.cohort, count.module, count.item)
            before = self._erased.get(key, ErasedCount(*key))
            added: dict[str, Any] = {
                name: getattr(before, name) + getattr(count, name) for name in ErasedCount.__dataclass_fields__
            }
            self._erased[key] = replace(count, **{name: added[name] for name in added if name not in _KEY})

    def _remove_own(self, learner: str) -> None:
        by_key: tuple[dict[Any, Any], ...] = (
            self._sessions,
            self._attempts,
            self._events,
            self._standings,
            self._drafts,
            self._bookmarks,
            self._members,
            self._accounts,
            self._identities,
            self._shares,
            self._notes,
        )
        for kept in by_key:
            for key in [key for key, each in kept.items() if each.learner == learner]:
                del kept[key]
        for id in [id for id, each in self._snippets.items() if each.owner == learner]:
            del self._snippets[id]
        self._reviews = [each for each in self._reviews if each.learner != learner]
        self._comments = [each for each in self._comments if each.learner != learner]

    def _remove_roles(self, learner: str) -> None:
        about_me = [each for each in self._grants if (each.scope, each.scope_id) == ("learner", learner)]
        self._grants = [each for each in self._grants if each not in about_me and each.learner != learner]
        for coach in {each.learner for each in about_me}:
            self._count_roles(coach)

    def _remove_mentions(self, learner: str) -> None:
        def without(value: Any, *names: str) -> Any:
            return replace(value, **{name: "" for name in names if getattr(value, name) == learner})

        self._grants = [without(each, "given_by") for each in self._grants]
        self._invites = {key: without(each, "created_by", "used_by") for key, each in self._invites.items()}
        self._reviews = [without(each, "reviewer") for each in self._reviews]
        self._comments = [without(each, "author") for each in self._comments]
        self._notes = {key: without(each, "by") for key, each in self._notes.items()}
        # A look at nobody, with a cohort, is a look at everybody in it.
        nowhere = (replace(each, cohort="") if each.learner == learner else each for each in self._looks)
        self._looks = [without(each, "actor", "learner") for each in nowhere]


def _seen(session: Session) -> tuple[datetime, str]:
    return session.last_seen, session.token_hash


_KEY = ("cohort", "module", "item")
