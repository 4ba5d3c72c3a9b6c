"""What passes between people in memory: shares, reviews, conversations, notes, and the log of who looked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from learnenv.domain.classroom import Group, Waiting
from learnenv.domain.errors import StoreError
from learnenv.domain.people import Comment, FlagNote, Look, Review, Share, Snippet
from learnenv.store.memory_part import MemoryPart


class MemoryWork(MemoryPart):
    """Implements what `WorkRecord` says of work."""

    def share(self, share: Share) -> None:
        """Share open work, or share it again."""
        with self._lock:
            self._known(share.learner)
            self._shares[share.learner, share.ref] = share

    def withdraw_share(self, learner: str, ref: str, at: datetime) -> bool:
        """Stop sharing; False when it was not shared."""
        with self._lock:
            before = self._shares.get((learner, ref))
            if before is None or before.withdrawn is not None:
                return False
            self._shares[learner, ref] = replace(before, withdrawn=at)
            return True

    def shares(self, group: Group) -> tuple[Share, ...]:
        """What these learners share now, by learner and ref."""
        with self._lock:
            who = self._group(group)
            live = (self._shares[key] for key in sorted(self._shares) if key[0] in who)
            return tuple(each for each in live if each.withdrawn is None)

    def add_review(self, review: Review) -> Review:
        """Add a review; as kept, with its id."""
        with self._lock:
            self._check_known(review.learner, review.reviewer)
            names = ("learner", "ref", "attempt", "reviewer", "at")
            for each in self._reviews:
                if review.reviewer and all(getattr(each, name) == getattr(review, name) for name in names):
                    return each
            self._reviews.append(replace(review, points=dict(review.points), id=self._next("review")))
            return self._reviews[-1]

    def reviews(self, learner: str, ref: str = "") -> tuple[Review, ...]:
        """The reviews of someone's work, at one ref or all, in the order they were added."""
        with self._lock:
            return tuple(each for each in self._reviews if each.learner == learner and ref in ("", each.ref))

    def reviews_of(self, group: Group) -> tuple[Review, ...]:
        """All reviews of the work of these learners, in the order they were added."""
        with self._lock:
            who = self._group(group)
            return tuple(each for each in self._reviews if each.learner in who)

    def add_comment(self, comment: Comment) -> Comment:
        """Add to the conversation; as kept, with its id."""
        with self._lock:
            self._check_known(comment.learner, comment.author)
            names = ("learner", "ref", "author", "at")
            for each in self._comments:
                if comment.author and all(getattr(each, name) == getattr(comment, name) for name in names):
                    return each
            self._comments.append(replace(comment, id=self._next("comment")))
            return self._comments[-1]

    def comments(self, learner: str, ref: str = "") -> tuple[Comment, ...]:
        """The conversation about someone's work, at one ref or all, in the order it was written."""
        with self._lock:
            return tuple(each for each in self._comments if each.learner == learner and ref in ("", each.ref))

    def waiting(self, group: Group) -> tuple[Waiting, ...]:
        """What these learners share that waits for an answer, longest waiting first."""
        with self._lock:
            found = [each for share in self.shares(group) for each in self._waiting_at(share)]
            return tuple(sorted(found, key=lambda each: (each.since, each.learner, each.ref, each.kind)))

    def put_flag_notes(self, notes: Sequence[FlagNote]) -> None:
        """Remember what was done about these flags, in place of what was done before: all or nothing."""
        with self._lock:
            for note in notes:
                self._check_known(note.learner, note.by)
                if note.cohort not in self._cohorts:
                    raise StoreError("store.unknown-learner")
            self._notes.update({(note.learner, note.reason, note.ref, note.cohort): note for note in notes})

    def remove_flag_note(self, cohort: str, learner: str, reason: str, ref: str) -> None:
        """Forget it."""
        with self._lock:
            self._notes.pop((learner, reason, ref, cohort), None)

    def flag_notes(self, cohort: str) -> tuple[FlagNote, ...]:
        """What was done about the flags in a cohort, by learner, reason and ref."""
        with self._lock:
            return tuple(self._notes[key] for key in sorted(self._notes) if key[3] == cohort)

    def flag_notes_about(self, learner: str) -> tuple[FlagNote, ...]:
        """The same about one learner, in all cohorts."""
        with self._lock:
            return tuple(self._notes[key] for key in sorted(self._notes) if key[0] == learner)

    def save_snippet(self, snippet: Snippet) -> None:
        """Add a snippet or change it; StoreError when its id is someone else's."""
        with self._lock:
            self._known(snippet.owner)
            if self._snippets.get(snippet.id, snippet).owner != snippet.owner:
                raise StoreError("store.duplicate")
            self._snippets[snippet.id] = snippet

    def remove_snippet(self, owner: str, id: str) -> None:
        """Remove one's own snippet."""
        with self._lock:
            if (found := self._snippets.get(id)) and found.owner == owner:
                del self._snippets[id]

    def snippets(self, owner: str, module: str = "") -> tuple[Snippet, ...]:
        """One's own snippets, of one module or all, by title."""
        with self._lock:
            mine = [each for each in self._snippets.values() if each.owner == owner and module in ("", each.module)]
            return tuple(sorted(mine, key=lambda each: (each.title.casefold(), each.id)))

    def _waiting_at(self, share: Share) -> Iterator[Waiting]:
        learner, ref = share.learner, share.ref
        standing = self._standings.get((learner, ref))
        reviews = self.reviews(learner, ref)
        handed_in = standing.last_at if standing else None
        if standing and handed_in and all(review.attempt != standing.last_sequence for review in reviews):
            yield Waiting(learner, ref, max(share.at, handed_in), "work", standing.last_sequence)
        lines = self.comments(learner, ref)
        answered = max((line.id for line in lines if line.author != learner), default=0)
        asked = [
            line.at
            for line in lines
            if line.author == learner and line.id > answered and not any(review.at > line.at for review in reviews)
        ]
        if asked:
            yield Waiting(learner, ref, min(asked), "question")


class MemoryLooks(MemoryPart):
    """Implements what `WorkRecord` says of looks."""

    def add_looks(self, looks: Sequence[Look], *, since: datetime | None = None) -> None:
        """Write in the audit log; with `since`, only those that it does not have from then on."""
        with self._lock:
            for look in looks:
                recent = (each for each in self._looks if since and each.at >= since)
                if not any(replace(each, at=look.at, id=look.id) == look for each in recent):
                    self._looks.append(replace(look, id=self._next("look")))

    def looks(
        self,
        *,
        actor: str = "",
        learner: str = "",
        cohort: str = "",
        what: Collection[str] = (),
        before: int = 0,
        limit: int = 100,
    ) -> tuple[Look, ...]:
        """The audit log, newest first, of what fits all that is given."""
        with self._lock:
            found = [
                look
                for look in reversed(self._looks)
                if actor in ("", look.actor) and learner in ("", look.learner) and cohort in ("", look.cohort)
                if not what or look.what in what
            ]
            return tuple(look for look in found if not before or look.id < before)[:limit]

    def looks_at(self, learner: str, *, before: int = 0, limit: int = 100) -> tuple[Look, ...]:
        """Who looked at this learner, newest first: at them by name, or at a cohort while they were in it."""
        with self._lock:
            mine = [each for each in self._members.values() if each.learner == learner]
            found = [
                look
                for look in reversed(self._looks)
                if look.actor != learner
                and (
                    look.learner == learner
                    or any(
                        not look.learner
                        and each.cohort == look.cohort
                        and each.joined <= look.at
                        and (each.left is None or look.at <= each.left)
                        for each in mine
                    )
                )
            ]
            return tuple(look for look in found if not before or look.id < before)[:limit]
