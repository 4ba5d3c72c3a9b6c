"""Drafts and bookmarks in a database: where a learner is, and what is not handed in yet."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from learnenv.domain.progress import Bookmark, Draft
from learnenv.store import statements
from learnenv.store.rows import from_bookmark, from_draft, to_bookmark, to_draft
from learnenv.store.sql_part import Part


class Places(Part):
    """Drafts and bookmarks."""

    def save_draft(self, draft: Draft) -> None:
        """Keep what was typed, in place of an earlier draft."""
        self._do(self._inserts.put_draft, from_draft(draft))

    def drafts(self, learner: str, refs: Collection[str]) -> Mapping[str, Draft]:
        """Drafts by ref, for those that have one."""
        return {draft.ref: draft for draft in map(to_draft, self._all_of(statements.DRAFTS, learner, refs))}

    def save_bookmark(self, bookmark: Bookmark) -> None:
        """Remember where a learner is."""
        self._do(self._inserts.put_bookmark, from_bookmark(bookmark))

    def bookmarks(self, learner: str) -> tuple[Bookmark, ...]:
        """Where a learner was in each module, latest first."""
        return tuple(map(to_bookmark, self._all(statements.BOOKMARKS, learner=learner)))
