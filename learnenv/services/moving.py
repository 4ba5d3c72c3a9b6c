"""Taking work along: attempts and events as a file, for a backup, for another database, or from a notebook elsewhere.

What a file says is believed, scores too. So bringing in is for who runs the machine, and for a learner's own work.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from learnenv.domain.access import About
from learnenv.domain.errors import NotFound
from learnenv.domain.learner import Actor, Learner, Session
from learnenv.domain.moving import Belongings, Brought
from learnenv.domain.progress import Attempt, Event
from learnenv.services import access, accounts, named
from learnenv.services.app import App
from learnenv.services.audit import note
from learnenv.services.moving_lines import Refused, as_whose, lines_of, read_lines


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of a file. Lines that were refused: then nothing was brought in."""

    given: Belongings
    brought: Brought
    refused: tuple[Refused, ...]


def take_along(app: App, actor: Actor, learner: str = "") -> Iterator[str]:
    """The lines of a file with all that this learner, or everybody, did. Raises NotAllowed, NotFound, StoreError
    before the first line."""
    whose = (_whose(app, actor, learner),) if learner or not actor.console else app.record.learner_ids()
    learners, attempts, events = [], [], []
    for found in filter(None, map(app.record.learner, whose)):
        learners.append(found)
        for value in app.record.everything_of(found.id):
            if isinstance(value, Attempt):
                attempts.append(value)
            elif isinstance(value, Event):
                events.append(value)
    attempts.sort(key=lambda each: each.sequence)
    note(app, actor, "attempts-taken", learner=whose[0] if learner else "")
    return lines_of(Belongings(tuple(learners), tuple(attempts), tuple(events)), app.clock())


def bring_in(app: App, actor: Actor, lines: Iterable[bytes], learner: str = "") -> Moved:
    """Add what a file holds, as this learner's work or else as that of whom it names. All lines are checked first.
    Raises NotMoved, NotAllowed, NotFound, StoreError; nothing is brought in then."""
    whose = _whose(app, actor, learner) if learner or not actor.console else ""
    unpacked = read_lines(lines)
    given = unpacked.belongings
    if unpacked.refused:
        return Moved(given, Brought(), unpacked.refused)
    if whose:
        found = app.record.learner(whose)
        if found is None:
            raise NotFound("moving.nobody", learner=whose)
        given = as_whose(given, found)
    newcomers = [(each, _no_session(app, each)) for each in given.learners]
    brought = app.record.bring_in(newcomers, given.attempts, given.events)
    note(app, actor, "attempts-brought", learner=whose)
    return Moved(given, brought, ())


def _whose(app: App, actor: Actor, learner: str) -> str:
    """The id of the learner that is meant, by id, login or name in a notebook. Raises NotAllowed, NotFound."""
    if not actor.console:
        access.demand(app, actor, "own-data", About(learner=learner or actor.learner))
        return actor.learner
    if app.record.learner(learner):
        return learner
    if account := app.record.account_by_login(accounts.plain_login(learner)):
        return account.learner
    if found := named.known(app, learner):
        return found.id
    raise NotFound("moving.nobody", learner=learner)


def _no_session(app: App, learner: Learner) -> Session:
    """Who comes from elsewhere has no browser here yet: a session that is over and tells when they came."""
    now = app.clock()
    return Session(secrets.token_hex(32), learner.id, now, now, now, now, revoked=True)
