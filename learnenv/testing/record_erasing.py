"""What a record promises about forgetting people."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

from learnenv.domain.classroom import ErasedCount, Group
from learnenv.domain.learner import Learner
from learnenv.domain.people import (
    Account,
    Comment,
    FlagNote,
    Identity,
    Invite,
    Look,
    Member,
    Review,
    Share,
    Snippet,
    Tries,
)
from learnenv.domain.progress import Bookmark, Draft, Event
from learnenv.domain.record import Record
from learnenv.testing.record_people_samples import LATER, new_cohort, new_grant, new_member, staff
from learnenv.testing.record_samples import NOW, answer, new_session, somebody

REF = "m/e"


class ErasingContract:
    """Forgetting people."""

    def test_of_who_is_erased_nothing_is_left(self, record: Record) -> None:
        """And of others nothing is lost."""
        cohort = new_cohort(record, "m")
        me, other = new_member(record, cohort), new_member(record, cohort)
        proof, login, session = uuid4().hex, uuid4().hex, new_session(me)
        do_everything(record, cohort.id, me, other, proof, login)
        do_everything(record, cohort.id, other, me, uuid4().hex, uuid4().hex)
        record.add_session(session)
        theirs = record.history(other), record.standings(other), record.memberships(other)
        assert record.erase(me, ["m"])
        assert not record.erase(me)
        gone: list[object] = [
            record.learner(me),
            record.session(session.token_hash),
            record.account(me),
            record.account_by_login(login),
            record.learner_by_identity(proof, "subject"),
        ]
        assert gone == [None] * 5
        none: list[Collection[object]] = [
            record.history(me),
            record.standings(me),
            record.drafts(me, [REF]),
            record.bookmarks(me),
            record.grants(me, withdrawn=True),
            record.memberships(me, left=True),
            record.reviews(me),
            record.comments(me),
            record.snippets(me),
            record.shares(Group(learners=(me,))),
            record.flag_notes_about(me),
            record.looks(actor=me),
            record.looks(learner=me),
        ]
        assert [len(each) for each in none] == [0] * len(none)
        assert (record.history(other), record.standings(other), record.memberships(other)) == theirs
        record.rebuild_standings()
        assert record.standings(other) == theirs[1]

    def test_what_the_erased_wrote_about_others_stays_without_their_name(self, record: Record) -> None:
        """It belongs to the work of those others."""
        cohort = new_cohort(record, "m")
        me, other = new_member(record, cohort), new_member(record, cohort)
        do_everything(record, cohort.id, other, me, uuid4().hex, uuid4().hex)
        invite = record.invites(cohort.id)[0]
        assert record.erase(me)
        assert [each.reviewer for each in record.reviews(other)] == [""]
        assert [(each.author, each.text) for each in record.comments(other)] == [("", "!"), (other, "?")]
        assert [each.by for each in record.flag_notes(cohort.id)] == [""]
        assert [(each.actor, each.what) for each in record.looks(learner=other)] == [("", "answers")]
        assert record.invite(invite.token_hash) == replace(invite, created_by="")
        assert [each.given_by for each in record.grants(other)] == ["", ""]

    def test_drafts_of_others_about_the_erased_go_by_how_their_items_end(self, record: Record) -> None:
        """Every character of the end counts, and without an end none of them goes."""
        me, nobody, reviewer = somebody(record), somebody(record), somebody(record)
        about_me, refs = ("m/e:talk-a_%", "n/e:talk-a_%"), ("m/e", "m/talk-a_%", "m/e:talk-ab%", "m/e:talk-a_%b")
        for ref in (*about_me, *refs):
            record.save_draft(Draft(reviewer, ref, {"text": "unsent"}, NOW))
        assert record.erase(nobody)
        assert set(record.drafts(reviewer, [*about_me, *refs])) == {*about_me, *refs}
        assert record.erase(me, drafts=":talk-a_%")
        assert set(record.drafts(reviewer, [*about_me, *refs])) == set(refs)

    def test_a_look_at_the_erased_does_not_become_a_look_at_others(self, record: Record) -> None:
        """A look at nobody in particular of a cohort is one at all its members."""
        cohort = new_cohort(record, "m")
        me, other, trainer = new_member(record, cohort), new_member(record, cohort), somebody(record)
        at_me, at_all = (
            Look(NOW, trainer, "work", me, cohort.id, REF),
            Look(NOW, trainer, "answers", "", cohort.id, REF),
        )
        record.add_looks([at_me, at_all])
        assert record.erase(me)
        assert [each.what for each in record.looks_at(other)] == ["answers"]
        assert [replace(each, id=0) for each in record.looks(actor=trainer)] == [
            at_all,
            replace(at_me, learner="", cohort=""),
        ]

    def test_who_coached_only_the_erased_has_no_role_left(self, record: Record) -> None:
        """A role about somebody goes with them."""
        me, coach, both = somebody(record), somebody(record), somebody(record)
        record.give(new_grant(coach, "coach", "learner", me))
        record.give(new_grant(both, "coach", "learner", me))
        record.give(new_grant(both))
        record.erase(me)
        assert [staff(record, each) for each in (coach, both)] == [False, True]
        assert record.grants(coach, withdrawn=True) == ()

    def test_numbers_stay_so_that_totals_of_a_cohort_stay_right(self, record: Record) -> None:
        """Of the cohorts they were in and their modules; added up over all who are gone."""
        cohort, left = new_cohort(record, "m", "n"), new_cohort(record, "m")
        learners = [new_member(record, cohort) for _ in range(3)]
        for number, me in enumerate(learners):
            record.add_member(Member(left.id, me, "x", NOW))
            record.leave(left.id, me, LATER)
            answer(record, me, REF, "x", fraction=number / 2, score=0.0)
            answer(record, me, "elsewhere/e", "x")
            record.add_event(Event(me, "m/p", "read", NOW))
        answer(record, learners[1], REF, "y", fraction=1.0)
        record.erase(learners[0])
        record.erase(learners[1], ["m", "elsewhere"])
        assert record.erased_counts(cohort.id) == (
            ErasedCount(cohort.id, learners=2),
            ErasedCount(cohort.id, "m", learners=2, completed=1),
            ErasedCount(cohort.id, "m", "e", learners=2, attempts=3, right=1, answered=2, fractions=0.5),
            ErasedCount(cohort.id, "m", "p", read=2),
        )
        assert record.erased_counts(left.id) == ()

    def test_a_cohort_can_be_forgotten_while_its_learners_stay(self, record: Record) -> None:
        """What they did is theirs; who was in it nobody knows any more."""
        cohort = new_cohort(record, "m")
        me, other, gone = (new_member(record, cohort) for _ in range(3))
        do_everything(record, cohort.id, me, other, uuid4().hex, uuid4().hex)
        record.leave(cohort.id, gone, LATER)
        assert record.forget_members(cohort.id, {me: ["m"]}) == 2
        assert record.members(cohort.id, left=True) == record.memberships(me, left=True) == ()
        assert record.flag_notes(cohort.id) == ()
        assert record.invites(cohort.id) == ()
        assert record.history(me) != ()
        counts = record.erased_counts(cohort.id)
        assert counts[0] == ErasedCount(cohort.id, learners=2)
        assert counts[1] == ErasedCount(cohort.id, "m", learners=1, completed=1)
        assert record.forget_members(cohort.id, {}) == 0

    def test_what_has_expired_is_removed_and_nothing_else(self, record: Record) -> None:
        """Long ago, so that nothing of other tests is that old."""
        me, key, old = somebody(record), uuid4().hex, NOW - timedelta(days=9_000)
        over: dict[str, Any] = {"last_seen": old, "idle_expires": old, "absolute_expires": NOW + timedelta(days=1)}
        ended = replace(new_session(me), **over)
        record.add_session(ended)
        silent = Learner(f"learner-{uuid4().hex}", old, "nl")
        record.add_learner(silent, last := replace(new_session(silent.id), **over))
        record.add_session(lives := new_session(me))
        record.count_try(key, lambda _: Tries(key, 1, old))
        record.add_invite(Invite(token := uuid4().hex, "", "administrator", "", old, old))
        record.add_looks([Look(old, me, "answers"), Look(NOW, me, "answers")])
        then = old + timedelta(seconds=1)
        moments = dict.fromkeys(("sessions_before", "tries_before", "invites_before", "looks_before"), then)
        assert record.remove_expired(**moments) == 4
        assert record.remove_expired(**moments) == 0
        assert record.session(ended.token_hash) is None
        assert record.tries(key) is None
        assert record.invite(token) is None
        assert record.session(lives.token_hash) is not None
        assert record.session(last.token_hash) is not None, "nobody knows any more when they were there"
        assert [each.at for each in record.looks(actor=me)] == [NOW]

    def test_who_was_not_seen_for_long_is_found(self, record: Record) -> None:
        """Without those who have a role: they are needed."""
        old, then = NOW - timedelta(days=9_000), NOW - timedelta(days=8_000)
        silent, role, came_back = (Learner(f"learner-{uuid4().hex}", old, "nl") for _ in range(3))
        for each in (silent, role, came_back):
            record.add_learner(each, replace(new_session(each.id), last_seen=old))
        record.add_session(new_session(came_back.id))
        record.give(new_grant(role.id))
        found = set(record.not_seen_since(then))
        assert silent.id in found
        assert not {role.id, came_back.id, somebody(record)} & found


def do_everything(record: Record, cohort: str, me: str, other: str, proof: str, login: str) -> None:
    """Leave something of me in every place there is, and something of the other about it."""
    answer(record, me, REF, "mine")
    answer(record, me, REF, "mine too", review=True)
    record.add_event(Event(me, REF, "hint", NOW, 1))
    record.save_draft(Draft(me, REF, {"text": "typed"}, NOW))
    record.save_bookmark(Bookmark(me, "m", "p", NOW))
    record.set_account(Account(me, login, "hash", NOW))
    record.add_identity(Identity(proof, "subject", me, NOW))
    record.give(replace(new_grant(me), given_by=other))
    record.give(replace(new_grant(me), given_by=other))
    record.add_invite(Invite(uuid4().hex, cohort, "learner", other, NOW, LATER, me, NOW))
    record.share(Share(me, REF, NOW))
    record.add_review(Review(me, REF, 1, other, "accepted", NOW))
    record.add_comment(Comment(me, REF, other, "!", NOW))
    record.add_comment(Comment(me, REF, me, "?", NOW))
    record.put_flag_notes([FlagNote(cohort, me, "idle", "m", NOW, other, NOW)])
    record.save_snippet(Snippet(uuid4().hex, me, "m", "title", "text"))
    record.add_looks([Look(NOW, other, "answers", me, cohort, REF)])
