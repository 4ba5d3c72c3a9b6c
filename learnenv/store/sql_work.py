"""Shares, reviews, conversations, notes on flags and snippets in a database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Table,
    delete,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
    update,
)

from learnenv.domain.classroom import Group, Waiting
from learnenv.domain.errors import StoreError
from learnenv.domain.people import Comment, FlagNote, Review, Share, Snippet
from learnenv.store import tables_work as t
from learnenv.store.mapped import Mapped
from learnenv.store.rows import split_ref
from learnenv.store.sql_groups import is_in
from learnenv.store.sql_mapped import MappedPart
from learnenv.store.tables import standing

T = TypeVar("T")

_SHARES = Mapped(t.share, Share)
_REVIEWS = Mapped(t.review, Review)
_COMMENTS = Mapped(t.comment, Comment)
_NOTES = Mapped(t.flag_note, FlagNote)
_SNIPPETS = Mapped(t.snippet, Snippet)


class Work(MappedPart):
    """Implements what `WorkRecord` says of work."""

    def share(self, share: Share) -> None:
        """Share open work, or share it again."""
        self._save(_SHARES, share)

    def withdraw_share(self, learner: str, ref: str, at: datetime) -> bool:
        """Stop sharing; False when it was not shared."""
        mine = update(t.share).where(*_at(t.share, learner, ref), t.share.c.withdrawn.is_(None))
        return self._do(mine.values(withdrawn=at), {}) > 0

    def shares(self, group: Group) -> tuple[Share, ...]:
        """What these learners share now, by learner and ref."""
        live = _SHARES.select().where(is_in(t.share.c.learner, group), t.share.c.withdrawn.is_(None))
        return tuple(sorted(self._values(_SHARES, live), key=lambda each: (each.learner, each.ref)))

    def add_review(self, review: Review) -> Review:
        """Add a review; as kept, with its id."""
        where = [*_at(t.review, review.learner, review.ref), t.review.c.attempt == review.attempt]
        where += [t.review.c.reviewer == review.reviewer, t.review.c.at == review.at]
        return self._add_once(_REVIEWS, review, where)

    def reviews(self, learner: str, ref: str = "") -> tuple[Review, ...]:
        """The reviews of someone's work, at one ref or all, in the order they were added."""
        return self._values(_REVIEWS, _REVIEWS.select().where(*_at(t.review, learner, ref)).order_by(t.review.c.id))

    def reviews_of(self, group: Group) -> tuple[Review, ...]:
        """All reviews of the work of these learners, in the order they were added."""
        theirs = _REVIEWS.select().where(is_in(t.review.c.learner, group))
        return self._values(_REVIEWS, theirs.order_by(t.review.c.id))

    def add_comment(self, comment: Comment) -> Comment:
        """Add to the conversation; as kept, with its id."""
        where = _at(t.comment, comment.learner, comment.ref)
        where += [t.comment.c.author == comment.author, t.comment.c.at == comment.at]
        return self._add_once(_COMMENTS, comment, where)

    def comments(self, learner: str, ref: str = "") -> tuple[Comment, ...]:
        """The conversation about someone's work, at one ref or all, in the order it was written."""
        there = _COMMENTS.select().where(*_at(t.comment, learner, ref)).order_by(t.comment.c.id)
        return self._values(_COMMENTS, there)

    def waiting(self, group: Group) -> tuple[Waiting, ...]:
        """What these learners share that waits for an answer, longest waiting first."""
        found = [
            Waiting(learner, f"{module}/{item}", max(one, other), "work" if attempt else "question", attempt)
            for learner, module, item, one, other, attempt in self._all(
                union_all(_unreviewed(group), _unanswered(group))
            )
        ]
        return tuple(sorted(found, key=lambda each: (each.since, each.learner, each.ref, each.kind)))

    def put_flag_notes(self, notes: Sequence[FlagNote]) -> None:
        """Remember what was done about these flags, in place of what was done before: all or nothing."""

        def put(connection: Connection) -> None:
            for each in notes:
                self._put_value(connection, _NOTES, each)

        if notes:
            self._database.write(put)

    def remove_flag_note(self, cohort: str, learner: str, reason: str, ref: str) -> None:
        """Forget it."""
        note = t.flag_note.c
        this = delete(t.flag_note).where(note.cohort == cohort, note.learner == learner)
        self._do(this.where(note.reason == reason, note.ref == ref), {})

    def flag_notes(self, cohort: str) -> tuple[FlagNote, ...]:
        """What was done about the flags in a cohort, by learner, reason and ref."""
        return self._notes(t.flag_note.c.cohort == cohort)

    def flag_notes_about(self, learner: str) -> tuple[FlagNote, ...]:
        """The same about one learner, in all cohorts."""
        return self._notes(t.flag_note.c.learner == learner)

    def save_snippet(self, snippet: Snippet) -> None:
        """Add a snippet or change it; StoreError when its id is someone else's."""

        def save(connection: Connection) -> None:
            owner = connection.scalar(select(t.snippet.c.owner).where(t.snippet.c.id == snippet.id))
            if owner not in (None, snippet.owner):
                raise StoreError("store.duplicate")
            self._put_value(connection, _SNIPPETS, snippet)

        self._database.write(save)

    def remove_snippet(self, owner: str, id: str) -> None:
        """Remove one's own snippet."""
        self._do(delete(t.snippet).where(t.snippet.c.owner == owner, t.snippet.c.id == id), {})

    def snippets(self, owner: str, module: str = "") -> tuple[Snippet, ...]:
        """One's own snippets, of one module or all, by title."""
        mine = _SNIPPETS.select().where(t.snippet.c.owner == owner)
        found = self._values(_SNIPPETS, mine.where(t.snippet.c.module == module) if module else mine)
        return tuple(sorted(found, key=lambda each: (each.title.casefold(), each.id)))

    def _notes(self, where: ColumnElement[bool]) -> tuple[FlagNote, ...]:
        found = self._values(_NOTES, _NOTES.select().where(where))
        return tuple(sorted(found, key=lambda each: (each.learner, each.reason, each.ref, each.cohort)))

    def _add_once(self, mapped: Mapped[T], value: T, where: list[ColumnElement[bool]]) -> T:
        def add(connection: Connection) -> T:
            self._add(connection, mapped, value)
            return mapped.value(connection.execute(mapped.select().where(*where)).one())

        return self._database.write(add)


def _at(table: Table, learner: str, ref: str) -> list[ColumnElement[bool]]:
    """Of one learner; at one ref, unless it is empty."""
    mine = [table.c.learner == learner]
    if not ref:
        return mine
    module, item = split_ref(ref)
    return [*mine, table.c.module == module, table.c.item == item]


def _same_work(one: FromClause, other: FromClause) -> tuple[ColumnElement[bool], ...]:
    return tuple(one.c[name] == other.c[name] for name in ("learner", "module", "item"))


def _unreviewed(group: Group) -> Any:
    """Shared work of which the latest version was not reviewed."""
    reviewed = exists().where(*_same_work(t.review, t.share), t.review.c.attempt == standing.c.last_sequence)
    share = t.share.c
    return (
        select(share.learner, share.module, share.item, share.at, standing.c.last_at, standing.c.last_sequence)
        .join_from(t.share, standing, _all_of(_same_work(t.share, standing)))
        .where(is_in(share.learner, group), share.withdrawn.is_(None), standing.c.attempts > 0, ~reviewed)
    )


def _unanswered(group: Group) -> Any:
    """Shared work at which the learner wrote last, with the first line that nobody answered. No version: 0."""
    line, later, share = t.comment, t.comment.alias(), t.share.c
    not_theirs = or_(later.c.author.is_(None), later.c.author != later.c.learner)
    answered = exists().where(*_same_work(later, line), not_theirs, later.c.id > line.c.id)
    reviewed = exists().where(*_same_work(t.review, line), t.review.c.at > line.c.at)
    since = func.min(line.c.at)
    return (
        select(line.c.learner, line.c.module, line.c.item, since, since, literal(0, Integer))
        .join_from(line, t.share, _all_of(_same_work(line, t.share)))
        .where(is_in(share.learner, group), share.withdrawn.is_(None), line.c.author == line.c.learner)
        .where(~answered, ~reviewed)
        .group_by(line.c.learner, line.c.module, line.c.item)
    )


def _all_of(conditions: tuple[ColumnElement[bool], ...]) -> ColumnElement[bool]:
    first, second, third = conditions
    return first & second & third
