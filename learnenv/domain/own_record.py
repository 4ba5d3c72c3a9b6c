"""What the record promises about one person: everything that names them, for whoever asks for their own data."""

from __future__ import annotations

from typing import Protocol, TypeAlias

from learnenv.domain.learner import Learner, Session
from learnenv.domain.people import (
    Account,
    Comment,
    FlagNote,
    Grant,
    Identity,
    Invite,
    Look,
    Member,
    Review,
    Share,
    Snippet,
)
from learnenv.domain.progress import Attempt, Bookmark, Draft, Event, Standing

Kept: TypeAlias = (
    Learner
    | Session
    | Attempt
    | Event
    | Standing
    | Draft
    | Bookmark
    | Member
    | Grant
    | Invite
    | Account
    | Identity
    | Share
    | Review
    | Comment
    | FlagNote
    | Snippet
    | Look
)
"""Every kind of value that can name a learner."""


class OwnRecord(Protocol):
    """Everything about one person."""

    def everything_of(self, learner: str) -> tuple[Kept, ...]:
        """Every value on record that names this learner in any of its fields, kind by kind in the order of `Kept`.

        Also what the learner did to others: a review they gave, a look they took.
        """
