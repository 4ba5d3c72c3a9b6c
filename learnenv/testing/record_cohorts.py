"""What a record promises about organisations, cohorts, members and invites."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest

from learnenv.domain.classroom import Group
from learnenv.domain.errors import StoreError
from learnenv.domain.people import Assignment, Cohort, Invite, Look, Member, Share
from learnenv.domain.record import Record
from learnenv.testing.record_people_samples import LATER, new_cohort, new_grant, new_member, staff
from learnenv.testing.record_samples import NAUGHTY, NOW, somebody


class CohortsContract:
    """Organisations and cohorts."""

    def test_organisations_and_cohorts_come_back_as_they_were(self, record: Record) -> None:
        """Also after a change."""
        cohort = new_cohort(record, "a", "b")
        organisation = record.organisation(cohort.organisation)
        assert organisation is not None
        assert organisation.name == "Gemeente \u202eÉén\0"
        assert organisation in record.organisations()
        assert record.cohort(cohort.id) == cohort
        assert record.cohorts(cohort.organisation) == (cohort,)
        changed = replace(cohort, name="Najaar", join_until=LATER, idle_days=3, archived=LATER, join_code="")
        record.save_cohort(changed)
        assert record.cohort(cohort.id) == changed
        assert [each.module for each in record.assignments(cohort.id)] == ["a", "b"]
        assert changed in record.cohorts()
        assert record.cohort("none") is None
        assert record.organisation("none") is None

    def test_a_join_code_opens_one_cohort(self, record: Record) -> None:
        """An empty one opens none, though several cohorts may have it."""
        one, two = new_cohort(record), new_cohort(record)
        assert record.cohort_by_code(one.join_code) == one
        with pytest.raises(StoreError):
            record.save_cohort(replace(two, join_code=one.join_code))
        for cohort in (one, two):
            record.save_cohort(replace(cohort, join_code=""))
        assert record.cohort_by_code(one.join_code) is None
        assert record.cohort_by_code("") is None

    def test_modules_are_replaced_as_a_whole_and_kept_in_order(self, record: Record) -> None:
        """With their dates."""
        cohort = new_cohort(record, "a", "b")
        again = [Assignment(cohort.id, 2, "a", LATER), Assignment(cohort.id, 1, "c")]
        record.save_cohort(cohort, again)
        assert record.assignments(cohort.id) == (again[1], again[0])
        with pytest.raises(StoreError):
            record.save_cohort(replace(cohort, name="x"), [again[0], replace(again[0], number=3)])
        assert record.cohort(cohort.id) == cohort
        assert record.assignments(cohort.id) == (again[1], again[0])
        record.save_cohort(cohort, [])
        assert record.assignments(cohort.id) == ()

    def test_a_cohort_is_made_with_its_trainer_or_not_at_all(self, record: Record) -> None:
        """Both or neither."""
        trainer, cohort = somebody(record), new_cohort(record)
        made = replace(cohort, id=f"cohort-{uuid4().hex}", join_code=uuid4().hex[:8])
        with pytest.raises(StoreError):
            record.save_cohort(made, grant=new_grant("nobody", scope_id=made.id))
        assert record.cohort(made.id) is None
        record.save_cohort(made, grant=new_grant(trainer, scope_id=made.id))
        assert staff(record, trainer)
        assert [grant.scope_id for grant in record.grants(trainer)] == [made.id]

    @pytest.mark.parametrize("name", NAUGHTY[:-1])
    def test_any_name_is_kept_as_it_was_given(self, record: Record, name: str) -> None:
        """What people type is text and nothing else."""
        cohort = new_cohort(record)
        record.save_cohort(replace(cohort, name=name))
        me = new_member(record, cohort, name)
        found, member = record.cohort(cohort.id), record.member(cohort.id, me)
        assert found is not None
        assert member is not None
        assert (found.name, member.name) == (name, name)


class MembersContract:
    """Who is in a cohort."""

    def test_members_are_given_by_name(self, record: Record) -> None:
        """Whatever their capitals; of this cohort only."""
        cohort = new_cohort(record)
        bob, anna = new_member(record, cohort, "Bob"), new_member(record, cohort, "anna", "Team Één")
        new_member(record, new_cohort(record), "Carl")
        assert [each.learner for each in record.members(cohort.id)] == [anna, bob]
        assert record.member(cohort.id, anna) == Member(cohort.id, anna, "anna", NOW, "Team Één")
        assert record.memberships(anna) == (Member(cohort.id, anna, "anna", NOW, "Team Één"),)

    def test_members_of_several_cohorts_are_read_at_once(self, record: Record) -> None:
        """With the cohorts and their modules. Who left is nobody's any more."""
        one, two = sorted((new_cohort(record, "a", "b"), new_cohort(record, "c")), key=lambda each: each.id)
        ann, bob, gone = new_member(record, one, "ann"), new_member(record, two, "bob"), new_member(record, one)
        record.leave(one.id, gone, LATER)
        record.add_member(Member(two.id, ann, "annie", LATER))
        found = record.memberships_of(Group((one.id,), learners=(bob, gone)))
        assert found == tuple(each for who in sorted((ann, bob)) for each in record.memberships(who))
        assert [each.cohort for each in found if each.learner == ann] == [two.id, one.id]
        assert record.cohorts_with([one.id, two.id, "none"]) == {one.id: one, two.id: two}
        assert record.cohorts_with([]) == {}
        assert record.assignments(two.id, one.id) == record.assignments(one.id) + record.assignments(two.id)
        assert record.assignments() == ()

    def test_who_is_in_already_stays_as_they_were(self, record: Record) -> None:
        """Joining twice changes nothing."""
        cohort = new_cohort(record)
        me = new_member(record, cohort, "Anna")
        assert record.add_member(Member(cohort.id, me, "Other", LATER)) == "already"
        assert record.members(cohort.id) == (Member(cohort.id, me, "Anna", NOW),)

    def test_a_cohort_is_never_fuller_than_it_may_be(self, record: Record) -> None:
        """Also when a whole class joins at once; who leaves makes room."""
        cohort = new_cohort(record, most=3)
        learners = [somebody(record) for _ in range(8)]

        def join(learner: str) -> str:
            return record.add_member(Member(cohort.id, learner, "x", NOW))

        with ThreadPoolExecutor(8) as threads:
            found = list(threads.map(join, learners))
        assert sorted(found) == ["full"] * 5 + ["joined"] * 3
        assert len(record.members(cohort.id)) == 3
        record.leave(cohort.id, learners[found.index("joined")], LATER)
        assert join(learners[found.index("full")]) == "joined"

    def test_a_member_is_moved_from_one_cohort_to_another_or_stays(self, record: Record) -> None:
        """What came of each; nobody is in both or in neither on the way."""
        here, there = new_cohort(record), new_cohort(record, most=2)
        me, other, third, both = (
            new_member(record, here, name, "Noord") for name in ("me", "other", "third", "both")
        )
        record.add_member(Member(there.id, both, "both", NOW))
        arrivals = [Member(there.id, each, "x", LATER, "Zuid") for each in (both, "nobody", me, me, other)]
        came_of = record.move_members(here.id, arrivals, unshare=False)
        assert came_of == ("already", "gone", "moved", "gone", "full")
        assert {each.learner for each in record.members(here.id)} == {other, third, both}
        assert record.member(here.id, me) == Member(here.id, me, "me", NOW, "Noord", LATER)
        assert record.memberships(me) == (arrivals[2],)
        assert record.move_members(here.id, [], unshare=True) == ()
        with pytest.raises(StoreError):
            record.move_members(here.id, [Member("nowhere", other, "x", LATER)], unshare=False)
        assert record.members(here.id, left=True) != ()
        record.leave(there.id, both, LATER)
        assert record.move_members(there.id, [Member(here.id, me, "me", LATER)], unshare=False) == ("moved",)
        assert record.memberships(me) == (Member(here.id, me, "me", LATER),)

    def test_who_is_moved_stops_sharing_if_asked_for_and_is_told(self, record: Record) -> None:
        """All they shared, and nobody else's. Only what is about who was moved is in the log."""
        here, there = new_cohort(record), new_cohort(record)
        me, other = new_member(record, here), new_member(record, here)
        for each in (me, other):
            record.share(Share(each, "m/a", NOW))
        arrivals = [Member(there.id, me, "me", LATER)]
        looks = [Look(LATER, "", "member-moved", each, there.id, here.id) for each in (me, other)]
        assert record.move_members(here.id, arrivals, looks, unshare=True) == ("moved",)
        assert [replace(each, id=0) for each in record.looks(cohort=there.id)] == looks[:1]
        assert record.shares(Group(learners=(me, other))) == (Share(other, "m/a", NOW),)
        assert record.move_members(here.id, [Member(there.id, other, "x", LATER)], unshare=False) == ("moved",)
        assert record.shares(Group(learners=(me, other))) == (Share(other, "m/a", NOW),)

    def test_who_left_is_out_and_can_come_back(self, record: Record) -> None:
        """Under the name they give then."""
        cohort = new_cohort(record)
        me = new_member(record, cohort)
        assert record.leave(cohort.id, me, LATER)
        assert not record.leave(cohort.id, me, LATER)
        assert record.members(cohort.id) == record.memberships(me) == ()
        gone = Member(cohort.id, me, "Anna", NOW, left=LATER)
        assert record.members(cohort.id, left=True) == record.memberships(me, left=True) == (gone,)
        assert not record.change_member(cohort.id, me, name="x")
        back = Member(cohort.id, me, "Annie", LATER)
        assert record.add_member(back) == "joined"
        assert record.members(cohort.id) == (back,)

    def test_a_member_can_be_renamed_and_moved(self, record: Record) -> None:
        """One without the other; to no team too."""
        cohort = new_cohort(record)
        me = new_member(record, cohort, "Anna", "one")
        found = []
        for name, team in (("An", None), (None, "two"), (None, ""), ("A", "three")):
            assert record.change_member(cohort.id, me, name=name, team=team)
            found += [(each.name, each.team, each.joined) for each in record.members(cohort.id)]
        assert found == [("An", "one", NOW), ("An", "two", NOW), ("An", "", NOW), ("A", "three", NOW)]
        assert not record.change_member(cohort.id, somebody(record), name="x")

    def test_nobody_joins_nothing(self, record: Record) -> None:
        """There is never a membership without its learner and its cohort."""
        cohort = new_cohort(record)
        with pytest.raises(StoreError):
            record.add_member(Member(cohort.id, "nobody", "x", NOW))
        with pytest.raises(StoreError):
            record.add_member(Member("none", somebody(record), "x", NOW))

    @pytest.mark.parametrize("team", ["a\0", "line\nline", "x" * 101])
    def test_a_team_that_cannot_be_named_is_refused(self, record: Record, team: str) -> None:
        """Because a role can be of a team."""
        cohort = new_cohort(record)
        me = new_member(record, cohort)
        with pytest.raises(ValueError):
            record.change_member(cohort.id, me, team=team)


class InvitesContract:
    """Links that work once."""

    def test_an_invite_comes_back_as_it_was(self, record: Record) -> None:
        """Also one of nobody, for nothing in particular."""
        cohort, trainer = new_cohort(record), somebody(record)
        invite = _invite(cohort, created_by=trainer)
        first = Invite(uuid4().hex, "", "administrator", "", NOW, LATER)
        for each in (invite, invite, first):
            record.add_invite(each)
        assert record.invite(invite.token_hash) == invite
        assert record.invite(first.token_hash) == first
        assert record.invites(cohort.id) == (invite,)
        with pytest.raises(StoreError):
            record.add_invite(replace(invite, role="trainer"))
        record.remove_invite(invite.token_hash)
        assert record.invite(invite.token_hash) is None

    def test_of_many_who_use_an_invite_one_gets_in(self, record: Record) -> None:
        """Exactly one; for them it goes on being true."""
        cohort = new_cohort(record, most=0)
        invite = _invite(cohort)
        record.add_invite(invite)
        learners = [somebody(record) for _ in range(8)]

        def use(learner: str) -> bool:
            return record.use_invite(invite.token_hash, NOW, Member(cohort.id, learner, "x", NOW))

        with ThreadPoolExecutor(8) as threads:
            found = list(threads.map(use, learners))
        assert sum(found) == 1
        winner = learners[found.index(True)]
        assert use(winner)
        assert [each.learner for each in record.members(cohort.id)] == [winner]
        assert record.invite(invite.token_hash) == replace(invite, used_by=winner, used_at=NOW)
        record.remove_invite(invite.token_hash)
        assert record.invite(invite.token_hash) is not None

    def test_an_invite_can_give_a_role(self, record: Record) -> None:
        """To a trainer, or to the first administrator."""
        me = somebody(record)
        invite = Invite(uuid4().hex, "", "administrator", "", NOW, LATER)
        record.add_invite(invite)
        grant = new_grant(me)
        assert record.use_invite(invite.token_hash, NOW, grant)
        assert record.grants(me) == (grant,)
        assert staff(record, me)

    def test_an_invite_that_does_not_hold_gives_nothing(self, record: Record) -> None:
        """Unknown, expired, or for who is not there."""
        cohort, me = new_cohort(record), somebody(record)
        invite = _invite(cohort)
        record.add_invite(invite)
        use = partial(record.use_invite, gives=Member(cohort.id, me, "x", NOW))
        assert not use("unknown", NOW)
        assert not use(invite.token_hash, invite.expires)
        with pytest.raises(StoreError):
            record.use_invite(invite.token_hash, NOW, Member(cohort.id, "nobody", "x", NOW))
        assert record.members(cohort.id) == ()
        assert record.invite(invite.token_hash) == invite
        assert use(invite.token_hash, invite.expires - timedelta(seconds=1))


def _invite(cohort: Cohort, created_by: str = "") -> Invite:
    return Invite(uuid4().hex, cohort.id, "learner", created_by, NOW, NOW + timedelta(days=7))
