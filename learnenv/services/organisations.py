"""Organisations, their cohorts, and who are trainers there: for administrators."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from learnenv.domain.access import About
from learnenv.domain.class_list import tidy
from learnenv.domain.errors import LearnenvError, NotFound
from learnenv.domain.learner import Actor
from learnenv.domain.people import Cohort, Grant, Organisation
from learnenv.services import roles
from learnenv.services.access import about_cohort, demand
from learnenv.services.app import App
from learnenv.services.audit import note

LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Trainer:
    """Someone who is a trainer of a whole organisation or of one cohort."""

    grant: Grant
    login: str
    """Of their account; empty: they have none."""


@dataclass(frozen=True, slots=True)
class TrainedCohort:
    """A cohort with its own trainers: those of the whole organisation are left out."""

    cohort: Cohort
    trainers: tuple[Trainer, ...]


@dataclass(frozen=True, slots=True)
class OrganisationView:
    """An organisation with its trainers and its cohorts that are not over."""

    organisation: Organisation
    trainers: tuple[Trainer, ...]
    cohorts: tuple[TrainedCohort, ...]


def organisations(app: App, actor: Actor) -> tuple[OrganisationView, ...]:
    """All organisations by name, each with its trainers and its cohorts."""
    demand(app, actor, "organisations", About())
    found = sorted(app.record.organisations(), key=lambda each: each.name.casefold())
    going = [each for each in app.record.cohorts() if each.archived is None]
    logins = {each.learner: each.login for each in app.record.accounts()}
    of_house = _trainers(app.record.grants_in("organisation", [each.id for each in found]), logins)
    of_cohort = _trainers(app.record.grants_in("cohort", [each.id for each in going]), logins)
    trained = [
        TrainedCohort(each, _others(of_cohort.get(each.id, ()), of_house.get(each.organisation, ())))
        for each in going
    ]
    return tuple(
        OrganisationView(
            each,
            of_house.get(each.id, ()),
            tuple(one for one in trained if one.cohort.organisation == each.id),
        )
        for each in found
    )


def make(app: App, actor: Actor, name: str) -> Organisation:
    """Add an organisation. Raises LearnenvError when there is one by this name."""
    demand(app, actor, "organisations", About())
    organisation = Organisation(secrets.token_hex(8), _named(app, name), app.clock())
    app.record.save_organisation(organisation)
    note(app, actor, "organisation-made", ref=organisation.id)
    return organisation


def rename(app: App, actor: Actor, organisation: str, name: str) -> None:
    """Give an organisation another name. Raises LearnenvError when there is another one by it."""
    demand(app, actor, "organisations", About())
    found = app.record.organisation(organisation)
    if found is None:
        raise NotFound("cohorts.no-organisation")
    app.record.save_organisation(replace(found, name=_named(app, name, organisation)))
    note(app, actor, "organisation-renamed", ref=organisation)


def give_trainer(app: App, actor: Actor, organisation: str, login: str) -> bool:
    """Make whoever has this login, or this learner's id, a trainer of an organisation. False: they were already."""
    return roles.give(app, actor, _of_organisation(app, actor, organisation, login))


def withdraw_trainer(app: App, actor: Actor, organisation: str, login: str) -> bool:
    """Take that role away, and with it that of trainer of single cohorts there, ended ones too: who makes a cohort is
    its trainer as well. False: they had none of these."""
    grant = _of_organisation(app, actor, organisation, login)
    here = {each.id for each in app.record.cohorts(organisation)}
    held = app.record.grants(grant.learner)
    of_cohorts = [
        each for each in held if each.role == "trainer" and each.scope == "cohort" and each.scope_id in here
    ]
    return roles.withdraw(app, actor, grant, of_cohorts)


def give_cohort_trainer(app: App, actor: Actor, cohort: str, login: str) -> bool:
    """Make whoever has this login, or this learner's id, a trainer of one cohort. False: they were already."""
    return roles.give(app, actor, _of_cohort(app, actor, cohort, login))


def withdraw_cohort_trainer(app: App, actor: Actor, cohort: str, login: str) -> bool:
    """Take that role away. False: they did not have it."""
    return roles.withdraw(app, actor, _of_cohort(app, actor, cohort, login))


def _trainers(grants: Iterable[Grant], logins: Mapping[str, str]) -> dict[str, tuple[Trainer, ...]]:
    """Trainers by the place that they are of."""
    found: dict[str, tuple[Trainer, ...]] = {}
    for each in grants:
        if each.role == "trainer":
            found[each.scope_id] = (*found.get(each.scope_id, ()), Trainer(each, logins.get(each.learner, "")))
    return found


def _others(found: Iterable[Trainer], than: Iterable[Trainer]) -> tuple[Trainer, ...]:
    known = {each.grant.learner for each in than}
    return tuple(each for each in found if each.grant.learner not in known)


def _of_organisation(app: App, actor: Actor, organisation: str, login: str) -> Grant:
    demand(app, actor, "trainers", About(organisation=organisation))
    if app.record.organisation(organisation) is None:
        raise NotFound("cohorts.no-organisation")
    return Grant(_learner(app, login), "trainer", "organisation", organisation, actor.learner, app.clock())


def _of_cohort(app: App, actor: Actor, cohort: str, login: str) -> Grant:
    demand(app, actor, "trainers", about_cohort(app, cohort))
    if app.record.cohort(cohort) is None:
        raise NotFound("cohorts.not-found")
    return Grant(_learner(app, login), "trainer", "cohort", cohort, actor.learner, app.clock())


def _named(app: App, name: str, own: str = "") -> str:
    """A name as it is kept, that no other organisation has. Raises LearnenvError."""
    tidied = tidy(name)
    if not tidied or len(tidied) > LONGEST_NAME:
        raise LearnenvError("cohorts.bad-name", most=LONGEST_NAME)
    others = (each for each in app.record.organisations() if each.id != own)
    if any(each.name.casefold() == tidied.casefold() for each in others):
        raise LearnenvError("organisations.there", name=tidied)
    return tidied


def _learner(app: App, login: str) -> str:
    account = app.record.account_by_login(login.strip().casefold())
    learner = app.record.learner(account.learner if account else login.strip())
    if learner is None:
        raise NotFound("organisations.nobody", login=login)
    return learner.id
