"""Organisations, cohorts and members for testing a record; all are new ones, so tests may share a database."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from learnenv.domain.classroom import Group
from learnenv.domain.people import Assignment, Cohort, Grant, Member, Organisation, Role, Scope
from learnenv.domain.record import Record
from learnenv.testing.record_samples import NOW, somebody


def new_cohort(record: Record, *modules: str, most: int = 500) -> Cohort:
    """Add a cohort, of an organisation of its own, that works on these modules."""
    organisation = Organisation(f"organisation-{uuid4().hex}", "Gemeente \u202eÉén\0", NOW)
    record.save_organisation(organisation)
    cohort = Cohort(f"cohort-{uuid4().hex}", organisation.id, "Voorjaar", NOW, uuid4().hex[:8], most_members=most)
    record.save_cohort(cohort, [Assignment(cohort.id, number, each) for number, each in enumerate(modules, 1)])
    return cohort


def new_member(record: Record, cohort: Cohort, name: str = "Anna", team: str = "") -> str:
    """Add a new learner to a cohort; their id."""
    me = somebody(record)
    assert record.add_member(Member(cohort.id, me, name, NOW, team)) == "joined"
    return me


def new_grant(learner: str, role: Role = "trainer", scope: Scope = "cohort", scope_id: str = "") -> Grant:
    """A role that nobody had before, unless its scope is given."""
    return Grant(learner, role, scope, scope_id or f"scope-{uuid4().hex}", "", NOW)


def of(cohort: Cohort) -> Group:
    """Everybody in a cohort."""
    return Group((cohort.id,))


def staff(record: Record, learner: str) -> bool:
    """Whether the record knows a learner as one with a role."""
    found = record.learner(learner)
    assert found is not None
    return found.staff


LATER = NOW + timedelta(hours=1)
