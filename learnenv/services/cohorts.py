"""Cohorts for those who run them: make one, change it, open and close it, end it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from learnenv.domain.access import About
from learnenv.domain.class_list import tidy
from learnenv.domain.content import ModuleCard
from learnenv.domain.errors import LearnenvError, NotFound
from learnenv.domain.joining import JOIN_LENGTH, JOIN_LETTERS, JOIN_TIME, Doorway, doorway, is_usable
from learnenv.domain.learner import Actor
from learnenv.domain.people import Assignment, Cohort, Grant, Member, Organisation
from learnenv.language import end_of_day, local_day
from learnenv.services.access import about, allowed, asker, demand
from learnenv.services.app import App
from learnenv.services.audit import note
from learnenv.services.guiding import class_paths

LONGEST_NAME = 80
MOST_MEMBERS = 500
MOST_IDLE_DAYS = 90
MOST_KEEP_MONTHS = 24


@dataclass(frozen=True, slots=True)
class CohortRow:
    """A cohort in a list."""

    cohort: Cohort
    organisation: Organisation
    trains: bool
    """Whether the actor is its trainer, who sees how it is doing; an administrator only manages it."""


@dataclass(frozen=True, slots=True)
class Assigned:
    """A module of a cohort. `card` is None when the module is not installed any more."""

    module: str
    due: date | None
    card: ModuleCard | None


@dataclass(frozen=True, slots=True)
class CohortView:
    """All that its trainer manages of a cohort."""

    cohort: Cohort
    organisation: Organisation
    modules: tuple[Assigned, ...]
    members: tuple[Member, ...]
    door: Doorway
    invites: int
    """How many invites are out that nobody used yet."""

    @property
    def teams(self) -> tuple[str, ...]:
        """The names of its teams."""
        return tuple(sorted({each.team for each in self.members if each.team}, key=str.casefold))

    @property
    def last_day(self) -> date | None:
        """The last day on which people can join with the code; None: they cannot join with it now."""
        until = self.cohort.join_until
        return local_day(until) if self.door == "open" and until else None


def mine(app: App, actor: Actor) -> tuple[CohortRow, ...]:
    """The cohorts that this actor runs, newest first, ended ones last. Nobody's for who has no role."""
    grants = asker(app, actor, "cohort-manage").grants
    trained = {each.id: each for grant in grants for each in _of(app, grant)}
    runs_all = any(each.role == "administrator" for each in grants)
    found = {each.id: each for each in app.record.cohorts()} if runs_all else trained
    organisations = {each.id: each for each in app.record.organisations()}
    ordered = sorted(found.values(), key=lambda each: each.created, reverse=True)
    ordered.sort(key=lambda each: each.archived is not None)
    return tuple(CohortRow(each, organisations[each.organisation], each.id in trained) for each in ordered)


def may_make_in(app: App, actor: Actor) -> tuple[Organisation, ...]:
    """The organisations in which this actor may make a cohort."""
    if not (actor.staff or actor.console):
        return ()
    return tuple(
        each for each in app.record.organisations() if allowed(app, actor, "cohort-make", About(organisation=each.id))
    )


def make(
    app: App,
    actor: Actor,
    organisation: str,
    name: str,
    modules: Mapping[str, date | None],
    *,
    path: str = "",
    due: date | None = None,
) -> Cohort:
    """Make a cohort that can be joined at once; `modules`: in order, each with the date agreed on.

    `path`: a learning path whose modules come before those. `due`: agreed on for what has no date of its own.
    A trainer who makes it is its trainer. An administrator is not: to see the class they give themself that role, and
    that is logged.
    """
    here = About(organisation=organisation)
    demand(app, actor, "cohort-make", here)
    if app.record.organisation(organisation) is None:
        raise NotFound("cohorts.no-organisation")
    now = app.clock()
    agreed = _agreed(app, path, modules, due)
    cohort = Cohort(secrets.token_hex(8), organisation, _named(name), now, _new_code(), now + JOIN_TIME, MOST_MEMBERS)
    grant = None
    if allowed(app, actor, "cohort-progress", here):
        grant = Grant(actor.learner, "trainer", "cohort", cohort.id, actor.learner, now)
    app.record.save_cohort(cohort, _assignments(app, cohort.id, agreed), grant)
    note(app, actor, "cohort-made", ref=cohort.id)
    return cohort


def cohort(app: App, actor: Actor, id: str) -> CohortView:
    """One cohort, to manage. Raises NotAllowed, also for one that is not there."""
    found = managed(app, actor, id)
    organisation = app.record.organisation(found.organisation)
    assert organisation is not None  # the record keeps no cohort without
    now = app.clock()
    cards = {card.id: card for card in app.library.cards()}
    modules = tuple(
        Assigned(each.module, local_day(each.due) if each.due else None, cards.get(each.module))
        for each in app.record.assignments(id)
    )
    out = sum(is_usable(each, now) and each.role != "coach" for each in app.record.invites(id))
    return CohortView(found, organisation, modules, app.record.members(id), doorway(found, now), out)


def trains(app: App, actor: Actor, cohort: Cohort) -> bool:
    """Whether this actor sees how a cohort is doing, and does not only manage it."""
    return allowed(app, actor, "cohort-progress", about(cohort))


def change(
    app: App,
    actor: Actor,
    id: str,
    *,
    name: str,
    most_members: int,
    idle_days: int,
    keep_months: int,
    until: date | None = None,
) -> None:
    """Give a cohort another name, another limit of members, other terms, and the code it has, if any, another last
    day: all of it or nothing."""
    found = managed(app, actor, id)
    for number, most, problem in (
        (most_members, MOST_MEMBERS, "cohorts.members-out-of-range"),
        (idle_days, MOST_IDLE_DAYS, "cohorts.idle-out-of-range"),
        (keep_months, MOST_KEEP_MONTHS, "cohorts.keep-out-of-range"),
    ):
        if not 1 <= number <= most:
            raise LearnenvError(problem, most=most)
    end = end_of_day(until) if until and found.join_code else found.join_until
    if until and end and end <= app.clock():
        raise LearnenvError("cohorts.day-is-past")
    changed = replace(found, name=_named(name), most_members=most_members, join_until=end)
    app.record.save_cohort(replace(changed, idle_days=idle_days, keep_months=keep_months))


def set_modules(app: App, actor: Actor, id: str, modules: Mapping[str, date | None]) -> None:
    """Say which modules a cohort works on, in order, each with the date agreed on."""
    found = managed(app, actor, id)
    before = {each.module for each in app.record.assignments(id)}
    app.record.save_cohort(found, _assignments(app, id, modules, before))


def open_joining(app: App, actor: Actor, id: str) -> Cohort:
    """Let people in with a code for sixty days. The code stays as it was."""
    found = managed(app, actor, id)
    _demand_going(found)
    opened = replace(found, join_code=found.join_code or _new_code(), join_until=app.clock() + JOIN_TIME)
    app.record.save_cohort(opened)
    return opened


def close_joining(app: App, actor: Actor, id: str) -> None:
    """Let nobody in any more with the code, which is forgotten. Invites go on working."""
    app.record.save_cohort(replace(managed(app, actor, id), join_code="", join_until=None))


def new_code(app: App, actor: Actor, id: str) -> Cohort:
    """Another code; the one before stops working."""
    found = managed(app, actor, id)
    _demand_going(found)
    until = found.join_until if found.join_code else app.clock() + JOIN_TIME
    changed = replace(found, join_code=_new_code(), join_until=until)
    app.record.save_cohort(changed)
    note(app, actor, "join-code-changed", ref=id)
    return changed


def archive(app: App, actor: Actor, id: str) -> None:
    """End a cohort: nobody comes in any more. What its members made stays theirs."""
    found = managed(app, actor, id)
    if found.archived is None:
        app.record.save_cohort(replace(found, archived=app.clock(), join_code="", join_until=None))
        note(app, actor, "cohort-archived", ref=id)


def managed(app: App, actor: Actor, id: str) -> Cohort:
    """A cohort that this actor may manage. Raises NotAllowed, also for one that is not there; NotFound for who may
    manage any."""
    found = app.record.cohort(id)
    demand(app, actor, "cohort-manage", about(found, id))
    if found is None:
        raise NotFound("cohorts.not-found")
    return found


def _of(app: App, grant: Grant) -> Sequence[Cohort]:
    if grant.role != "trainer":
        return ()
    if grant.scope == "organisation":
        return app.record.cohorts(grant.scope_id)
    found = app.record.cohort(grant.scope_id) if grant.scope == "cohort" else None
    return (found,) if found else ()


def _agreed(app: App, path: str, modules: Mapping[str, date | None], due: date | None) -> dict[str, date | None]:
    """The modules of a path and these others, in order, each with its date."""
    paths = class_paths(app) if path else {}
    if path and path not in paths:
        raise NotFound("cohorts.no-path" if paths else "path.not-found", id=path[:60], paths=tuple(paths))
    wanted = dict.fromkeys((*(paths[path][1] if path else ()), *modules))
    if due and not wanted:
        raise LearnenvError("cohorts.due-of-nothing")
    if due and end_of_day(due) <= app.clock():
        raise LearnenvError("cohorts.day-is-past")
    return {module: modules.get(module) or due for module in wanted}


def _assignments(
    app: App, id: str, modules: Mapping[str, date | None], known: set[str] | None = None
) -> tuple[Assignment, ...]:
    """Modules that are not installed are refused, except those that the cohort has already."""
    for module in modules.keys() - (known or set()):
        app.library.card(module)
    return tuple(
        Assignment(id, number, module, end_of_day(due) if due else None)
        for number, (module, due) in enumerate(modules.items(), 1)
    )


def _named(name: str) -> str:
    tidied = tidy(name)
    if not tidied or len(tidied) > LONGEST_NAME:
        raise LearnenvError("cohorts.bad-name", most=LONGEST_NAME)
    return tidied


def _new_code() -> str:
    return "".join(secrets.choice(JOIN_LETTERS) for _ in range(JOIN_LENGTH))


def _demand_going(cohort: Cohort) -> None:
    if cohort.archived is not None:
        raise LearnenvError("cohorts.archived")
