"""Nothing is kept for longer than it is needed: what has had its time is removed, at start and once a day."""

from __future__ import annotations

import logging
from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime

from learnenv.domain.people import Cohort
from learnenv.services import sessions
from learnenv.services.app import App
from learnenv.services.erasing import completed_modules, erase

log = logging.getLogger(__name__)
AT_ONCE = 200
"""Learners erased in one go; the rest follows the next day."""


@dataclass(frozen=True, slots=True)
class Tidied:
    """What was removed."""

    expired: int = 0
    """Sessions, invites, tries and lines of the audit log."""
    cohorts: int = 0
    members: int = 0
    """Memberships of those cohorts; the learners themselves stay."""
    learners: int = 0
    """Erased, since they were not there for so long."""


def tidy(app: App) -> Tidied:
    """Remove all that has had its time. It can be run at any moment, and again. Raises StoreError."""
    now = app.clock()
    expired = sessions.sweep(app)
    forgotten = [_forget(app, each) for each in app.record.cohorts() if _is_over(each, now) and _is_known(app, each)]
    done = Tidied(expired, len(forgotten), sum(forgotten), _erase_silent(app, now))
    if done != Tidied():
        log.info("tidied: %s", done, extra={"event": "tidied"})
    return done


def months_later(moment: datetime, months: int) -> datetime:
    """The same day of the month so many months later, or the month's last day where it has no such day."""
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))


def _is_over(cohort: Cohort, now: datetime) -> bool:
    return cohort.archived is not None and months_later(cohort.archived, cohort.keep_months) <= now


def _is_known(app: App, cohort: Cohort) -> bool:
    """Whether anything still ties people to it."""
    record = app.record
    return any(each(cohort.id) for each in (record.invites, record.flag_notes)) or bool(
        record.members(cohort.id, left=True)
    )


def _forget(app: App, cohort: Cohort) -> int:
    """Take the names off: numbers stay. How many were in it."""
    members = app.record.members(cohort.id)
    return app.record.forget_members(
        cohort.id, {each.learner: completed_modules(app, each.learner) for each in members}
    )


def _erase_silent(app: App, now: datetime) -> int:
    """Erase who was not there for as many months as the settings say."""
    if not app.settings.keep_months:
        return 0
    silent = app.record.not_seen_since(months_later(now, -app.settings.keep_months))[:AT_ONCE]
    # Writing the files anew takes long: once, after the last of them.
    gone = [erase(app, each, scrub=False) for each in silent]
    if gone:
        app.record.scrub()
    return sum(gone)
