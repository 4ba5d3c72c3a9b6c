"""Organisations, cohorts, members and invites in memory."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from learnenv.domain.classroom import Group
from learnenv.domain.errors import StoreError
from learnenv.domain.people import Assignment, Cohort, Grant, Invite, Joined, Look, Member, Moved, Organisation
from learnenv.store.memory_accounts import MemoryAccounts


class MemoryCohorts(MemoryAccounts):
    """Implements `CohortRecord`."""

    def save_organisation(self, organisation: Organisation) -> None:
        """Add an organisation or change it."""
        with self._lock:
            self._organisations[organisation.id] = organisation

    def organisation(self, id: str) -> Organisation | None:
        """The organisation with this id."""
        return self._organisations.get(id)

    def organisations(self) -> tuple[Organisation, ...]:
        """All, oldest first."""
        with self._lock:
            return tuple(sorted(self._organisations.values(), key=lambda each: (each.created, each.id)))

    def save_cohort(
        self, cohort: Cohort, assignments: Sequence[Assignment] | None = None, grant: Grant | None = None
    ) -> None:
        """Add a cohort or change it, with its modules and its first trainer: all or nothing."""
        given = tuple(assignments or ())
        if any(each.cohort != cohort.id for each in given):
            raise ValueError(f"assignments of another cohort than {cohort.id}")
        with self._lock:
            if cohort.organisation not in self._organisations:
                raise StoreError("store.unknown-learner")
            taken = {each.join_code for each in self._cohorts.values() if each.id != cohort.id and each.join_code}
            twice = any(len({getattr(each, name) for each in given}) < len(given) for name in ("number", "module"))
            if cohort.join_code in taken or twice:
                raise StoreError("store.duplicate")
            if grant is not None:
                self.give(grant)
            self._cohorts[cohort.id] = cohort
            if assignments is not None:
                self._assignments[cohort.id] = tuple(sorted(given, key=lambda each: each.number))

    def cohort(self, id: str) -> Cohort | None:
        """The cohort with this id."""
        return self._cohorts.get(id)

    def cohorts_with(self, ids: Collection[str]) -> Mapping[str, Cohort]:
        """The cohorts with these ids, by id."""
        return {id: found for id in ids if (found := self._cohorts.get(id))}

    def cohort_by_code(self, join_code: str) -> Cohort | None:
        """The cohort with this join code; never matches an empty code."""
        with self._lock:
            return next((each for each in self._cohorts.values() if join_code and each.join_code == join_code), None)

    def cohorts(self, organisation: str = "") -> tuple[Cohort, ...]:
        """All cohorts or those of one organisation, newest first."""
        with self._lock:
            every = sorted(self._cohorts.values(), key=lambda each: each.id)
            newest = sorted(every, key=lambda each: each.created, reverse=True)
            return tuple(each for each in newest if organisation in ("", each.organisation))

    def assignments(self, *cohorts: str) -> tuple[Assignment, ...]:
        """The modules of a cohort, in order; of several, by cohort."""
        return tuple(each for cohort in sorted(set(cohorts)) for each in self._assignments.get(cohort, ()))

    def add_member(self, member: Member) -> Joined:
        """Let a learner join, unless the cohort is full: nobody slips in between."""
        with self._lock:
            if member.cohort not in self._cohorts:
                raise StoreError("store.unknown-learner")
            here = self.members(member.cohort)
            if any(each.learner == member.learner for each in here):
                return "already"
            if len(here) >= self._cohorts[member.cohort].most_members:
                return "full"
            self._known(member.learner)
            self._members[member.cohort, member.learner] = member
            return "joined"

    def member(self, cohort: str, learner: str) -> Member | None:
        """Someone's membership, ended or not."""
        return self._members.get((cohort, learner))

    def members(self, cohort: str, *, left: bool = False) -> tuple[Member, ...]:
        """Who is in a cohort, by name; those who left too if asked for."""
        with self._lock:
            here = [each for each in self._members.values() if each.cohort == cohort and (left or each.left is None)]
            return tuple(sorted(here, key=lambda each: (each.name.casefold(), each.learner)))

    def memberships(self, learner: str, *, left: bool = False) -> tuple[Member, ...]:
        """The cohorts that a learner is in, latest joined first; those they left too if asked for."""
        with self._lock:
            mine = [
                each for each in self._members.values() if each.learner == learner and (left or each.left is None)
            ]
            by_cohort = sorted(mine, key=lambda each: each.cohort)
            return tuple(sorted(by_cohort, key=lambda each: each.joined, reverse=True))

    def memberships_of(self, group: Group) -> tuple[Member, ...]:
        """All cohorts that these learners are in now, each learner's latest joined first."""
        with self._lock:
            return tuple(each for who in sorted(self._group(group)) for each in self.memberships(who))

    def change_member(self, cohort: str, learner: str, *, name: str | None = None, team: str | None = None) -> bool:
        """Rename a member or move them to another team; False when they are not in the cohort."""
        with self._lock:
            before = self.member(cohort, learner)
            if before is None or before.left is not None:
                return False
            self._members[cohort, learner] = replace(
                before, name=before.name if name is None else name, team=before.team if team is None else team
            )
            return True

    def leave(self, cohort: str, learner: str, at: datetime) -> bool:
        """End a membership; False when they are not in the cohort."""
        with self._lock:
            before = self.member(cohort, learner)
            if before is None or before.left is not None:
                return False
            self._members[cohort, learner] = replace(before, left=at)
            return True

    def move_members(
        self, cohort: str, arrivals: Sequence[Member], looks: Sequence[Look] = (), *, unshare: bool
    ) -> tuple[Moved, ...]:
        """Move members out of this cohort into the one that their new membership names."""
        with self._lock:
            if any(each.cohort not in self._cohorts for each in arrivals):
                raise StoreError("store.unknown-learner")
            came_of = tuple(self._move(cohort, each, unshare=unshare) for each in arrivals)
            moved = {each.learner for each, fate in zip(arrivals, came_of, strict=True) if fate == "moved"}
            self._looks += [replace(each, id=self._next("look")) for each in looks if each.learner in moved]
            return came_of

    def _move(self, cohort: str, arrival: Member, *, unshare: bool) -> Moved:
        before, there = self.member(cohort, arrival.learner), self.members(arrival.cohort)
        if before is None or before.left is not None:
            return "gone"
        if any(each.learner == arrival.learner for each in there):
            return "already"
        if len(there) >= self._cohorts[arrival.cohort].most_members:
            return "full"
        self._members[cohort, arrival.learner] = replace(before, left=arrival.joined)
        self._members[arrival.cohort, arrival.learner] = arrival
        for key, share in list(self._shares.items()):
            if unshare and share.learner == arrival.learner and share.withdrawn is None:
                self._shares[key] = replace(share, withdrawn=arrival.joined)
        return "moved"

    def add_invite(self, invite: Invite) -> None:
        """Add an invite; the very same again changes nothing."""
        with self._lock:
            self._check_known(invite.created_by, invite.used_by)
            if invite.cohort and invite.cohort not in self._cohorts:
                raise StoreError("store.unknown-learner")
            if self._invites.setdefault(invite.token_hash, invite) != invite:
                raise StoreError("store.duplicate")

    def invite(self, token_hash: str) -> Invite | None:
        """An invite, used or not, expired or not."""
        return self._invites.get(token_hash)

    def invites(self, cohort: str) -> tuple[Invite, ...]:
        """The invites of a cohort, newest first."""
        with self._lock:
            ours = sorted((each for each in self._invites.values() if each.cohort == cohort), key=_token)
            return tuple(sorted(ours, key=lambda each: each.created, reverse=True))

    def use_invite(self, token_hash: str, at: datetime, gives: Member | Grant) -> bool:
        """Use an invite and get what it gives: at most one learner ever gets True."""
        with self._lock:
            invite = self._invites.get(token_hash)
            if invite is None or invite.used_at is not None or invite.expires <= at:
                return invite is not None and invite.used_at is not None and invite.used_by == gives.learner
            self._known(gives.learner)
            if isinstance(gives, Grant):
                self.give(gives)
            else:
                self._let_in(gives)
            self._invites[token_hash] = replace(invite, used_by=gives.learner, used_at=at)
            return True

    def remove_invite(self, token_hash: str) -> None:
        """Take back an invite that nobody used."""
        with self._lock:
            if (found := self._invites.get(token_hash)) and found.used_at is None:
                del self._invites[token_hash]

    def _let_in(self, member: Member) -> None:
        if member.cohort not in self._cohorts:
            raise StoreError("store.unknown-learner")
        before = self.member(member.cohort, member.learner)
        if before is None or before.left is not None:
            self._members[member.cohort, member.learner] = member


def _token(invite: Invite) -> str:
    return invite.token_hash
