"""Organisations, cohorts, members and invites in a database."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from learnenv.domain.classroom import Group
from learnenv.domain.errors import StoreError
from learnenv.domain.people import Assignment, Cohort, Grant, Invite, Joined, Look, Member, Moved, Organisation
from learnenv.store import tables_people as t
from learnenv.store.mapped import Mapped
from learnenv.store.sql_groups import is_in
from learnenv.store.sql_mapped import LOOKS, MEMBERS, MappedPart
from learnenv.store.tables_work import look, share

_ORGANISATIONS = Mapped(t.organisation, Organisation)
_COHORTS = Mapped(t.cohort, Cohort)
_ASSIGNMENTS = Mapped(t.assignment, Assignment)
_INVITES = Mapped(t.invite, Invite)


class Cohorts(MappedPart):
    """Implements `CohortRecord`."""

    def save_organisation(self, organisation: Organisation) -> None:
        """Add an organisation or change it."""
        self._save(_ORGANISATIONS, organisation)

    def organisation(self, id: str) -> Organisation | None:
        """The organisation with this id."""
        return self._one(_ORGANISATIONS, t.organisation.c.id == id)

    def organisations(self) -> tuple[Organisation, ...]:
        """All, oldest first."""
        every = _ORGANISATIONS.select().order_by(t.organisation.c.created, t.organisation.c.id)
        return self._values(_ORGANISATIONS, every)

    def save_cohort(
        self, cohort: Cohort, assignments: Sequence[Assignment] | None = None, grant: Grant | None = None
    ) -> None:
        """Add a cohort or change it, with its modules and its first trainer: all or nothing."""

        def save(connection: Connection) -> None:
            self._put_value(connection, _COHORTS, cohort)
            if assignments is not None:
                connection.execute(delete(t.assignment).where(t.assignment.c.cohort == cohort.id))
            if assignments:
                connection.execute(insert(t.assignment), [_ASSIGNMENTS.row(each) for each in assignments])
            if grant is not None:
                self._give(connection, grant)

        if any(each.cohort != cohort.id for each in assignments or ()):
            raise ValueError(f"assignments of another cohort than {cohort.id}")
        self._database.write(save)

    def cohort(self, id: str) -> Cohort | None:
        """The cohort with this id."""
        return self._one(_COHORTS, t.cohort.c.id == id)

    def cohorts_with(self, ids: Collection[str]) -> Mapping[str, Cohort]:
        """The cohorts with these ids, by id."""
        found = self._values(_COHORTS, _COHORTS.select().where(t.cohort.c.id.in_(ids))) if ids else ()
        return {each.id: each for each in found}

    def cohort_by_code(self, join_code: str) -> Cohort | None:
        """The cohort with this join code; never matches an empty code."""
        known = join_code and join_code.isprintable()
        return self._one(_COHORTS, t.cohort.c.join_code == join_code) if known else None

    def cohorts(self, organisation: str = "") -> tuple[Cohort, ...]:
        """All cohorts or those of one organisation, newest first."""
        every = _COHORTS.select().order_by(t.cohort.c.created.desc(), t.cohort.c.id)
        return self._values(_COHORTS, every.where(t.cohort.c.organisation == organisation) if organisation else every)

    def assignments(self, *cohorts: str) -> tuple[Assignment, ...]:
        """The modules of a cohort, in order; of several, by cohort."""
        ours = _ASSIGNMENTS.select().where(t.assignment.c.cohort.in_(cohorts))
        return self._values(_ASSIGNMENTS, ours.order_by(t.assignment.c.cohort, t.assignment.c.number))

    def add_member(self, member: Member) -> Joined:
        """Let a learner join, unless the cohort is full: nobody slips in between."""

        def join(connection: Connection) -> Joined:
            self._database.hold(connection, "cohort", member.cohort)
            most = connection.scalar(select(t.cohort.c.most_members).where(t.cohort.c.id == member.cohort))
            if most is None:
                raise StoreError("store.unknown-learner")
            if connection.execute(select(t.member.c.learner).where(*_in(member.cohort, member.learner))).first():
                return "already"
            count = select(func.count()).select_from(t.member).where(*_in(member.cohort))
            if connection.execute(count).scalar_one() >= most:
                return "full"
            self._put_value(connection, MEMBERS, member)
            return "joined"

        return self._database.write(join)

    def member(self, cohort: str, learner: str) -> Member | None:
        """Someone's membership, ended or not."""
        return self._one(MEMBERS, t.member.c.cohort == cohort, t.member.c.learner == learner)

    def members(self, cohort: str, *, left: bool = False) -> tuple[Member, ...]:
        """Who is in a cohort, by name; those who left too if asked for."""
        where = [t.member.c.cohort == cohort] if left else _in(cohort)
        found = self._values(MEMBERS, MEMBERS.select().where(*where))
        return tuple(sorted(found, key=lambda each: (each.name.casefold(), each.learner)))

    def memberships(self, learner: str, *, left: bool = False) -> tuple[Member, ...]:
        """The cohorts that a learner is in, latest joined first; those they left too if asked for."""
        mine = MEMBERS.select().where(t.member.c.learner == learner)
        mine = mine.order_by(t.member.c.joined.desc(), t.member.c.cohort)
        return self._values(MEMBERS, mine if left else mine.where(t.member.c.left.is_(None)))

    def memberships_of(self, group: Group) -> tuple[Member, ...]:
        """All cohorts that these learners are in now, each learner's latest joined first."""
        now = MEMBERS.select().where(is_in(t.member.c.learner, group), t.member.c.left.is_(None))
        return self._values(MEMBERS, now.order_by(t.member.c.learner, t.member.c.joined.desc(), t.member.c.cohort))

    def change_member(self, cohort: str, learner: str, *, name: str | None = None, team: str | None = None) -> bool:
        """Rename a member or move them to another team; False when they are not in the cohort."""
        before = self.member(cohort, learner)
        if before is None or before.left is not None:
            return False
        changed = replace(
            before, name=before.name if name is None else name, team=before.team if team is None else team
        )
        change = update(t.member).where(*_in(cohort, learner)).values(name=changed.name, team=changed.team)
        return self._do(change, {}) > 0

    def leave(self, cohort: str, learner: str, at: datetime) -> bool:
        """End a membership; False when they are not in the cohort."""
        return self._do(update(t.member).where(*_in(cohort, learner)).values(left=at), {}) > 0

    def move_members(
        self, cohort: str, arrivals: Sequence[Member], looks: Sequence[Look] = (), *, unshare: bool
    ) -> tuple[Moved, ...]:
        """Move members out of this cohort into the one that their new membership names, in one transaction."""

        def move(connection: Connection) -> tuple[Moved, ...]:
            for place in sorted({cohort, *(each.cohort for each in arrivals)}):
                self._database.hold(connection, "cohort", place)
            came_of = tuple(self._move(connection, cohort, each, unshare=unshare) for each in arrivals)
            moved = {each.learner for each, fate in zip(arrivals, came_of, strict=True) if fate == "moved"}
            if rows := [LOOKS.row(each) for each in looks if each.learner in moved]:
                connection.execute(insert(look), rows)
            return came_of

        return self._database.write(move)

    def _move(self, connection: Connection, cohort: str, arrival: Member, *, unshare: bool) -> Moved:
        who = arrival.learner
        most = connection.scalar(select(t.cohort.c.most_members).where(t.cohort.c.id == arrival.cohort))
        if most is None:
            raise StoreError("store.unknown-learner")
        if not connection.execute(select(t.member.c.learner).where(*_in(cohort, who))).first():
            return "gone"
        if connection.execute(select(t.member.c.learner).where(*_in(arrival.cohort, who))).first():
            return "already"
        count = select(func.count()).select_from(t.member).where(*_in(arrival.cohort))
        if connection.execute(count).scalar_one() >= most:
            return "full"
        connection.execute(update(t.member).where(*_in(cohort, who)).values(left=arrival.joined))
        self._put_value(connection, MEMBERS, arrival)
        if unshare:
            live = update(share).where(share.c.learner == who, share.c.withdrawn.is_(None))
            connection.execute(live.values(withdrawn=arrival.joined))
        return "moved"

    def add_invite(self, invite: Invite) -> None:
        """Add an invite; the very same again changes nothing."""
        self._add_same(_INVITES, invite)

    def invite(self, token_hash: str) -> Invite | None:
        """An invite, used or not, expired or not."""
        return self._one(_INVITES, t.invite.c.token_hash == token_hash)

    def invites(self, cohort: str) -> tuple[Invite, ...]:
        """The invites of a cohort, newest first."""
        ours = _INVITES.select().where(t.invite.c.cohort == cohort)
        return self._values(_INVITES, ours.order_by(t.invite.c.created.desc(), t.invite.c.token_hash))

    def use_invite(self, token_hash: str, at: datetime, gives: Member | Grant) -> bool:
        """Use an invite and get what it gives, in one transaction: at most one learner ever gets True."""
        this = t.invite.c.token_hash == token_hash
        use = update(t.invite).where(this, t.invite.c.used_at.is_(None), t.invite.c.expires > at)

        def accept(connection: Connection) -> bool:
            if connection.execute(use.values(used_by=gives.learner, used_at=at)).rowcount == 0:
                return connection.scalar(select(t.invite.c.used_by).where(this)) == gives.learner
            if isinstance(gives, Grant):
                self._give(connection, gives)
            elif not connection.execute(select(t.member.c.learner).where(*_in(gives.cohort, gives.learner))).first():
                self._put_value(connection, MEMBERS, gives)
            return True

        return self._database.write(accept)

    def remove_invite(self, token_hash: str) -> None:
        """Take back an invite that nobody used."""
        self._do(delete(t.invite).where(t.invite.c.token_hash == token_hash, t.invite.c.used_at.is_(None)), {})


def _in(cohort: str, learner: str = "") -> list[ColumnElement[bool]]:
    """Who is in a cohort now, or whether this learner is."""
    now = [t.member.c.cohort == cohort, t.member.c.left.is_(None)]
    return [*now, t.member.c.learner == learner] if learner else now
