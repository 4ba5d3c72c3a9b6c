"""Who looked at my data: each look as the person it is about reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from learnenv.domain.access import About
from learnenv.domain.errors import NotFound
from learnenv.domain.learner import Actor
from learnenv.domain.people import Grant, Look, Role, Scope
from learnenv.domain.text import Text
from learnenv.services import access
from learnenv.services.app import App

AT_ONCE = 20
MOVED = "member-moved"
"""How the audit log calls it when a member is moved to another cohort; its ref is the cohort they were in."""
Stranger: TypeAlias = Literal["nobody", "gone", "unknown"]
"""Who has no role to be called by: somebody who had none then; somebody who is gone, or at the machine itself; and
whoever did not get in."""
_NEAREST: tuple[Scope, ...] = ("cohort", "organisation", "team", "learner", "module", "platform")


@dataclass(frozen=True, slots=True)
class LookView:
    """One look."""

    id: int
    at: datetime
    what: str
    name: str
    """Under which whoever looked is known there; empty: no name is known, or they are gone."""
    role: Role | Stranger
    """In which they looked: the nearest to the cohort of those they had then."""
    cohort: str
    """Its id; empty: outside any cohort."""
    cohort_name: str
    ref: str
    title: Text | None
    """Of the exercise or module that was looked at, if it was one."""


def looks_at_me(app: App, actor: Actor, *, before: int = 0, limit: int = AT_ONCE) -> tuple[LookView, ...]:
    """Who looked at the actor, newest first; `before`: only looks with an id below it."""
    return told(app, actor, app.record.looks_at(actor.learner, before=before, limit=limit))


def told(app: App, actor: Actor, looks: Sequence[Look]) -> tuple[LookView, ...]:
    """These looks at the actor, as they read them."""
    access.demand(app, actor, "own-data", About(learner=actor.learner))
    people = {id: _Person(app, id) for id in {look.actor for look in looks}}
    cohorts = {id: app.record.cohort(id) for id in {look.cohort for look in looks if look.cohort}}
    return tuple(
        LookView(
            look.id,
            look.at,
            look.what,
            people[look.actor].name(look.cohort),
            people[look.actor].role(look, found.organisation if found else "") or _stranger(look),
            look.cohort,
            found.name if found else "",
            look.ref,
            title_of(app, look.ref) if look.ref and look.what != MOVED else None,
        )
        for look in looks
        for found in (cohorts.get(look.cohort),)
    )


def title_of(app: App, ref: str) -> Text:
    """What a ref is called: an exercise, case, page or module. What is not there any more is called by its ref."""
    module, _, item = ref.partition("/")
    try:
        found = app.library.module(module)
    except NotFound:
        return Text(ref, ref)
    if not item:
        return found.card.title
    for each in (found.exercises.get(item), found.cases.get(item)):
        if each is not None:
            return each.title
    page = found.page(item)
    return page.titles if page is not None else Text(ref, ref)


def _stranger(look: Look) -> Stranger:
    if look.actor:
        return "nobody"
    return "unknown" if look.what == "sign-in-failed" else "gone"


class _Person:
    """Somebody who looked: a name in a cohort or the login of their account, and their roles, past ones too."""

    def __init__(self, app: App, id: str) -> None:
        self._app, self._id = app, id
        self._grants: tuple[Grant, ...] = app.record.grants(id, withdrawn=True) if id else ()
        account = app.record.account(id) if id else None
        self._login = account.login if account else ""

    def name(self, cohort: str) -> str:
        member = self._app.record.member(cohort, self._id) if cohort and self._id else None
        return member.name if member and member.name else self._login

    def role(self, look: Look, organisation: str) -> Role | None:
        then = (
            each for each in self._grants if each.at <= look.at and (not each.withdrawn or each.withdrawn >= look.at)
        )
        fitting = [each for each in then if _fits(each, look, organisation)]
        return min(fitting, key=lambda each: _NEAREST.index(each.scope)).role if fitting else None


def _fits(grant: Grant, look: Look, organisation: str) -> bool:
    match grant.scope:
        case "platform":
            return True
        case "organisation":
            return grant.scope_id == organisation
        case "cohort":
            return grant.scope_id == look.cohort
        case "team":
            return grant.scope_id.partition("/")[0] == look.cohort
        case "learner":
            return grant.scope_id == look.learner
        case "module":
            return grant.scope_id == look.ref.partition("/")[0]
