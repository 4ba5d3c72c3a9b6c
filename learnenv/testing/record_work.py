"""What a record promises about shared work, reviews, conversations, notes, snippets, and the log of who looked."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from learnenv.domain.classroom import Group, Waiting
from learnenv.domain.errors import StoreError
from learnenv.domain.people import Comment, FlagNote, Look, Review, Share, Snippet
from learnenv.domain.record import Record
from learnenv.testing.record_people_samples import LATER, new_cohort, new_member, of
from learnenv.testing.record_samples import NAUGHTY, NOW, answer, somebody

REF, OTHER = "module/canvas", "module/other"


class WorkContract:
    """Work that is shared, and what is said of it."""

    def test_work_is_shared_until_it_is_withdrawn(self, record: Record) -> None:
        """And can be shared again."""
        cohort = new_cohort(record)
        me, other = new_member(record, cohort), somebody(record)
        for who, ref in ((me, REF), (me, OTHER), (other, REF)):
            record.share(Share(who, ref, NOW))
        assert record.shares(of(cohort)) == (Share(me, REF, NOW), Share(me, OTHER, NOW))
        assert record.shares(Group(learners=(other,))) == (Share(other, REF, NOW),)
        assert record.withdraw_share(me, REF, LATER)
        assert not record.withdraw_share(me, REF, LATER)
        assert not record.withdraw_share(me, "module/none", LATER)
        assert record.shares(of(cohort)) == (Share(me, OTHER, NOW),)
        record.share(Share(me, REF, LATER))
        assert record.shares(of(cohort)) == (Share(me, REF, LATER), Share(me, OTHER, NOW))
        with pytest.raises(StoreError):
            record.share(Share("nobody", REF, NOW))

    def test_reviews_and_comments_are_kept_in_the_order_they_came(self, record: Record) -> None:
        """Whatever the clock says; the very same again is one."""
        me, trainer = somebody(record), somebody(record)
        first = record.add_review(Review(me, REF, 3, trainer, "again", LATER, {"who": 2, "why": 0}))
        assert record.add_review(Review(me, REF, 3, trainer, "again", LATER, {"who": 2, "why": 0})) == first
        second = record.add_review(Review(me, REF, 4, trainer, "accepted", NOW))
        other = record.add_review(Review(me, OTHER, 5, trainer, "accepted", NOW))
        assert 0 < first.id < second.id < other.id
        assert record.reviews(me, REF) == (first, second)
        assert record.reviews(me) == (first, second, other)
        assert first.points == {"who": 2, "why": 0}
        lines = [record.add_comment(Comment(me, REF, who, text, NOW)) for who, text in ((me, "?"), (trainer, "!"))]
        assert record.add_comment(replace(lines[0], id=0)) == lines[0]
        assert record.comments(me, REF) == record.comments(me) == tuple(lines)
        assert record.comments(me, OTHER) == record.comments(trainer) == ()
        with pytest.raises(StoreError):
            record.add_comment(Comment(me, REF, "nobody", "x", NOW))

    @pytest.mark.parametrize("text", NAUGHTY)
    def test_what_people_write_is_kept_as_it_was(self, record: Record, text: str) -> None:
        """To the last character."""
        me = somebody(record)
        kept = record.add_comment(Comment(me, REF, me, text, NOW))
        snippet = Snippet(uuid4().hex, me, "module", text, text)
        record.save_snippet(snippet)
        assert kept.text == text
        assert record.comments(me) == (kept,)
        assert record.snippets(me) == (snippet,)

    def test_shared_work_waits_until_its_latest_version_is_reviewed(self, record: Record) -> None:
        """The longest waiting first; what is not shared never waits."""
        cohort = new_cohort(record)
        me, other, trainer = new_member(record, cohort), new_member(record, cohort), somebody(record)
        first = answer(record, me, REF, "one", fraction=None, score=None, at=LATER).attempt
        second = answer(record, other, REF, "one", fraction=None, score=None, at=NOW).attempt
        assert record.waiting(of(cohort)) == ()
        record.share(Share(me, REF, NOW))
        record.share(Share(me, OTHER, NOW))
        record.share(Share(other, REF, NOW))
        mine, theirs = (
            Waiting(me, REF, LATER, "work", first.sequence),
            Waiting(other, REF, NOW, "work", second.sequence),
        )
        assert record.waiting(of(cohort)) == (theirs, mine)
        record.add_review(Review(me, REF, first.sequence, trainer, "again", LATER))
        assert record.waiting(of(cohort)) == (theirs,)
        later = LATER + timedelta(hours=1)
        new = answer(record, me, REF, "two", fraction=None, score=None, at=later).attempt
        assert record.waiting(of(cohort)) == (theirs, Waiting(me, REF, later, "work", new.sequence))
        record.withdraw_share(me, REF, later)
        record.leave(cohort.id, other, later)
        assert record.waiting(of(cohort)) == ()

    def test_a_question_waits_until_somebody_else_answers(self, record: Record) -> None:
        """Since its first line; by a line or by a review."""
        cohort = new_cohort(record)
        me, trainer = new_member(record, cohort), somebody(record)
        record.share(Share(me, REF, NOW))
        minute = timedelta(minutes=1)
        for number in (1, 2):
            record.add_comment(Comment(me, REF, me, "?", NOW + number * minute))
        assert record.waiting(of(cohort)) == (Waiting(me, REF, NOW + minute, "question"),)
        record.add_comment(Comment(me, REF, trainer, "!", NOW + 3 * minute))
        assert record.waiting(of(cohort)) == ()
        record.add_comment(Comment(me, REF, me, "?", NOW + 4 * minute))
        assert record.waiting(of(cohort)) == (Waiting(me, REF, NOW + 4 * minute, "question"),)
        review = record.add_review(Review(me, REF, 1, trainer, "accepted", NOW + 5 * minute))
        assert record.waiting(of(cohort)) == ()
        assert record.reviews_of(of(cohort)) == record.reviews(me) == (review,)
        assert record.reviews_of(Group(learners=(trainer,))) == ()

    def test_a_note_about_a_flag_takes_the_place_of_the_one_before(self, record: Record) -> None:
        """Per cohort, learner, reason and ref; about a module too."""
        cohort = new_cohort(record)
        me, trainer = new_member(record, cohort), somebody(record)
        first = FlagNote(cohort.id, me, "idle", "module", NOW, trainer, NOW, LATER, "call \0")
        second = replace(first, until=None, note="")
        stuck = replace(first, reason="stuck", ref=REF)
        record.put_flag_notes([first, stuck])
        record.put_flag_notes([second])
        record.put_flag_notes([])
        assert record.flag_notes(cohort.id) == record.flag_notes_about(me) == (second, stuck)
        record.remove_flag_note(cohort.id, me, "stuck", REF)
        assert record.flag_notes(cohort.id) == (second,)
        assert record.flag_notes(new_cohort(record).id) == ()

    def test_notes_about_many_flags_are_put_all_or_none(self, record: Record) -> None:
        """One that cannot be kept takes the others with it."""
        cohort = new_cohort(record)
        me, trainer = new_member(record, cohort), somebody(record)
        note = FlagNote(cohort.id, me, "idle", "module", NOW, trainer, NOW)
        with pytest.raises(StoreError):
            record.put_flag_notes([note, replace(note, learner="nobody")])
        assert record.flag_notes(cohort.id) == ()

    def test_a_snippet_is_its_owners(self, record: Record) -> None:
        """Given by title, of one module or all; nobody else changes it."""
        me, other = somebody(record), somebody(record)
        one = Snippet(uuid4().hex, me, "a", "Goed", "Mooi!")
        two = Snippet(uuid4().hex, me, "b", "beter", "Nog mooier!")
        for snippet in (one, two):
            record.save_snippet(snippet)
        assert record.snippets(me) == (two, one)
        assert record.snippets(me, "a") == (one,)
        assert record.snippets(other) == ()
        with pytest.raises(StoreError):
            record.save_snippet(replace(one, owner=other))
        record.remove_snippet(other, one.id)
        changed = replace(one, text="Heel mooi!")
        record.save_snippet(changed)
        assert record.snippets(me, "a") == (changed,)
        record.remove_snippet(me, one.id)
        assert record.snippets(me) == (two,)


class LooksContract:
    """The audit log."""

    def test_the_log_is_read_newest_first_page_by_page(self, record: Record) -> None:
        """Of a person, of who looked, of a cohort."""
        trainer, me, cohort = somebody(record), somebody(record), f"cohort-{uuid4().hex}"
        looks = [Look(NOW, trainer, "answers", me, cohort, f"module/e{number}") for number in range(5)]
        record.add_looks(looks)
        record.add_looks([Look(NOW, "", "sign-in-failed", me)])
        record.add_looks([])
        found = record.looks(actor=trainer)
        assert [replace(each, id=0) for each in found] == looks[::-1]
        assert [each.id for each in found] == sorted((each.id for each in found), reverse=True)
        assert record.looks(actor=trainer, limit=2) == found[:2]
        assert record.looks(actor=trainer, before=found[1].id, limit=2) == found[2:4]
        assert record.looks(learner=me, cohort=cohort) == record.looks(cohort=cohort) == found
        assert [each.what for each in record.looks(learner=me, limit=1)] == ["sign-in-failed"]
        assert record.looks(learner=me, what=["answers", "other"]) == found
        assert record.looks(actor=me) == ()

    def test_the_same_look_is_written_once_from_some_moment_on(self, record: Record) -> None:
        """The same: of the same actor, in all but when it was."""
        trainer, other, me, cohort = somebody(record), somebody(record), somebody(record), f"cohort-{uuid4().hex}"
        first = Look(NOW, trainer, "answers", me, cohort, "module/e")
        record.add_looks([first, first])
        again = replace(first, at=LATER)
        record.add_looks([again], since=NOW)
        record.add_looks([], since=NOW)
        assert [replace(each, id=0) for each in record.looks(actor=trainer)] == [first, first]
        record.add_looks([again, again], since=LATER)
        changes: list[dict[str, Any]] = [{"what": "work"}, {"learner": other}, {"cohort": ""}, {"ref": "module/f"}]
        unlike = [replace(first, at=LATER, **each) for each in changes]
        record.add_looks([*unlike, replace(first, actor=other)], since=NOW)
        assert [replace(each, id=0) for each in record.looks(actor=trainer)] == [*unlike[::-1], again, first, first]
        assert [each.at for each in record.looks(actor=other)] == [NOW]

    def test_a_learner_sees_who_looked_at_them_and_at_their_cohort_while_they_were_in_it(
        self, record: Record
    ) -> None:
        """Not what others had opened of them, nor what they did themselves."""
        cohort, trainer = new_cohort(record), somebody(record)
        me, other = new_member(record, cohort), new_member(record, cohort)
        record.leave(cohort.id, me, LATER)
        looks = [
            Look(NOW, trainer, "answers", me, cohort.id, REF),
            Look(NOW, trainer, "export-answers", "", cohort.id),
            Look(NOW, trainer, "answers", other, cohort.id, REF),
            Look(NOW, me, "export-own", me),
            Look(NOW - timedelta(days=1), trainer, "export-answers", "", cohort.id),
            Look(LATER + timedelta(days=1), trainer, "export-answers", "", cohort.id),
        ]
        record.add_looks(looks)
        found = record.looks_at(me)
        assert [replace(each, id=0) for each in found] == [looks[1], looks[0]]
        assert record.looks_at(me, before=found[0].id, limit=5) == found[1:]
        assert record.looks_at(me, limit=1) == found[:1]
