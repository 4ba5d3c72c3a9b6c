"""My data: everything on record of whoever asks, and nothing of anybody else.

`as_json` is the form for other programs: one object with `format`, `version`, `made` and `sections`; a section is a
list of objects with the fields of the record's own values. Moments are ISO 8601 in UTC. Where another learner would
be named it says "someone-else"; of what you did about others it says when and where, and not what.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import get_args

from learnenv.domain.access import About
from learnenv.domain.learner import Actor, Learner, Session
from learnenv.domain.own_record import Kept
from learnenv.domain.people import (
    Account,
    Comment,
    FlagNote,
    Grant,
    Identity,
    Invite,
    Look,
    Member,
    Review,
    Share,
    Snippet,
)
from learnenv.domain.progress import Attempt, Bookmark, Draft, Event, Standing
from learnenv.services import access
from learnenv.services.app import App
from learnenv.services.looks import Stranger, looks_at_me

FORMAT, VERSION = "learnenv-my-data", 1
YOU, SOMEONE_ELSE = "you", "someone-else"
SECTIONS: Mapping[type, str] = {
    Learner: "you",
    Account: "account",
    Identity: "sign-ins",
    Member: "memberships",
    Grant: "roles",
    Attempt: "answers",
    Draft: "drafts",
    Standing: "standings",
    Event: "events",
    Bookmark: "bookmarks",
    Share: "shares",
    Review: "reviews",
    Comment: "conversation",
    FlagNote: "attention",
    Look: "looks",
    Session: "sessions",
    Invite: "invites",
    Snippet: "snippets",
}
"""The section of each kind of value, in the order of the readable page."""
COHORTS, DONE = "cohorts", "done-for-others"
"""Two more: the cohorts that the others speak of, and what you did about other people."""

Entry = Mapping[str, object]

_SECRETS = frozenset({"token_hash", "recovery_hash", "password_hash", "key", "last_digest"})
"""Fields that open a door, or only serve to compare."""
_WHOSE = ("learner", "owner")
_PEOPLE = frozenset({"learner", "owner", "actor", "author", "reviewer", "by", "given_by", "created_by", "used_by"})
_OF_OTHERS = ("at", "ref", "cohort", "what")
"""All that is told of what was done about somebody else."""
_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class MyData:
    """Everything of one learner, by section."""

    made: datetime
    sections: Mapping[str, tuple[Entry, ...]]


def my_data(app: App, actor: Actor) -> MyData:
    """Everything on record of the actor."""
    access.demand(app, actor, "own-data", About(learner=actor.learner))
    me = actor.learner
    found: dict[str, list[Entry]] = {name: [] for name in (*SECTIONS.values(), COHORTS, DONE)}
    for value in app.record.everything_of(me):
        if _is_about_other(value, me):
            found[DONE].append({"kind": SECTIONS[type(value)], **_of_other(value)})
        elif not (isinstance(value, Look) and value.actor != me):  # those come below, with looks at whole cohorts
            found[SECTIONS[type(value)]].append(_entry(value, me))
    found["looks"] += _looks_at(app, actor)
    found[COHORTS] = _cohorts(app, found)
    return MyData(app.clock(), {name: tuple(entries) for name, entries in found.items()})


def as_json(data: MyData) -> str:
    """The same as JSON text, of any answer at all."""
    whole = {"format": FORMAT, "version": VERSION, "made": data.made, "sections": data.sections}
    # ASCII only: an answer can hold half a character, which no file can.
    return json.dumps(whole, indent=1, default=_plain)


def _entry(value: Kept, me: str) -> Entry:
    """A value as it is told to the person it is about: all fields, without secrets and without other people."""
    entry: dict[str, object] = {}
    for name in (field.name for field in fields(value)):
        content = getattr(value, name)
        if name in _WHOSE and content == me:
            continue
        if name not in _SECRETS:
            entry[name] = _person(content, me) if name in _PEOPLE else content
    if isinstance(value, Learner):
        entry["recovery_code"] = value.recovery_hash != ""
    if isinstance(value, Grant) and value.scope == "learner":
        entry["scope_id"] = _person(value.scope_id, me)
    return entry


def _person(id: object, me: str) -> str:
    return YOU if id == me else SOMEONE_ELSE if id else ""


def _is_about_other(value: Kept, me: str) -> bool:
    """Whether it is somebody else's: their work that I reviewed, their page that I opened."""
    if isinstance(value, Learner | Grant):
        return False
    whose = next((getattr(value, name) for name in _WHOSE if hasattr(value, name)), "")
    return whose not in ("", me)


def _of_other(value: Kept) -> Entry:
    return {name: getattr(value, name) for name in _OF_OTHERS if hasattr(value, name)}


def _looks_at(app: App, actor: Actor) -> Iterator[Entry]:
    """With the name or role of who looked: that is what one wants to know."""
    before = 0
    while looks := looks_at_me(app, actor, before=before, limit=_AT_ONCE):
        for each in looks:
            shown = {
                "actor": each.name or SOMEONE_ELSE,
                "role": "" if each.role in get_args(Stranger) else each.role,
                "ref": each.ref,
            }
            yield {"id": each.id, "at": each.at, "what": each.what, "cohort": each.cohort, **shown}
        before = looks[-1].id


def _cohorts(app: App, found: Mapping[str, list[Entry]]) -> list[Entry]:
    named = {str(entry["cohort"]) for entries in found.values() for entry in entries if entry.get("cohort")}
    cohorts = [cohort for id in sorted(named) if (cohort := app.record.cohort(id))]
    houses = {id: app.record.organisation(id) for id in {cohort.organisation for cohort in cohorts}}
    return [
        {"id": each.id, "name": each.name, "organisation": house.name if (house := houses[each.organisation]) else ""}
        for each in cohorts
    ]


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else dict(value) if isinstance(value, Mapping) else value
