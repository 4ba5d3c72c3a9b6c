"""A cohort on a running server: a trainer and members, each with the cookie of a browser of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial

from learnenv.domain.answer import Answer
from learnenv.domain.people import Assignment, Cohort, Grant, Member, Organisation, Share
from learnenv.domain.record import Record
from learnenv.services.identity import secret_hash
from learnenv.store.open import open_record
from learnenv.testing.record_samples import an_attempt
from tests.support.server import Server

NOW = datetime.now(UTC) - timedelta(days=3)
COHORT = Cohort("doetank-1", "town", "Doetank 1", NOW, "")


@dataclass(frozen=True)
class Someone:
    """A learner on the server and their browser's cookie."""

    id: str
    cookie: str


@contextmanager
def record_of(server: Server) -> Iterator[Record]:
    """The record that the server works with."""
    record = open_record(f"sqlite:///{server.data}/learnenv.sqlite3")
    try:
        yield record
    finally:
        record.close()


def someone(server: Server, record: Record, language: str = "nl") -> Someone:
    """A guest who begins now."""
    cookie = server.begin(language)
    tokens = [each.partition("=")[2] for each in cookie.split("; ")]
    return Someone(next(found[1].id for each in tokens if (found := record.session(secret_hash(each)))), cookie)


def trainer(server: Server, record: Record, language: str = "nl", *, cohort: str = COHORT.id) -> Someone:
    """The trainer of a cohort, which is made if it is not there."""
    found = someone(server, record, language)
    if record.cohort(cohort) is None:
        record.save_organisation(Organisation("town", "Gemeente", NOW))
        record.save_cohort(replace(COHORT, id=cohort), [Assignment(cohort, 1, "doetank-start")])
    record.give(Grant(found.id, "trainer", "cohort", cohort, "", NOW))
    return found


def member(server: Server, record: Record, name: str, language: str = "nl", *, cohort: str = COHORT.id) -> Someone:
    """Somebody in a cohort that is there."""
    found = someone(server, record, language)
    record.add_member(Member(cohort, found.id, name, NOW))
    return found


def handed_in(record: Record, who: Someone, ref: str, *answers: Answer, shared: bool = True) -> None:
    """Open work that somebody handed in version by version, an hour apart, and shares from the first one on."""
    for number, answer in enumerate(answers):
        at = NOW + timedelta(hours=number)
        made = partial(an_attempt, answer=answer, fraction=None, score=None, at=at)
        record.record(who.id, ref, made)
        if shared and not number:
            record.share(Share(who.id, ref, at))
