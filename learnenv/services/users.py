"""The accounts of others: what an administrator does about them, on the command line or in the browser."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from learnenv import passwords
from learnenv.domain.access import About
from learnenv.domain.errors import NotFound
from learnenv.domain.learner import Actor, Learner, Session
from learnenv.domain.people import Account, Grant, Organisation
from learnenv.domain.text import Language
from learnenv.services import access, accounts, organisations, roles
from learnenv.services.app import App
from learnenv.services.audit import note


@dataclass(frozen=True, slots=True)
class User:
    """An account, as in a list of them."""

    login: str
    learner: str
    changed: datetime
    disabled: bool
    grants: tuple[Grant, ...]


def listing(app: App, actor: Actor) -> tuple[User, ...]:
    """All accounts, by login, with the roles they have."""
    access.demand(app, actor, "users", About())
    return tuple(_user(app, each) for each in app.record.accounts())


def add(
    app: App,
    actor: Actor,
    login: str,
    password: str,
    *,
    language: Language,
    administrator: bool = False,
    trainer_of: str = "",
) -> User:
    """Make an account for somebody new, with the roles asked for; `trainer_of`: the id of an organisation.

    Raises Unfit, PoorPassword; NotFound when there is no such organisation. Then nobody is added.
    """
    access.demand(app, actor, "users", About())
    if trainer_of and app.record.organisation(trainer_of) is None:
        raise NotFound("user.no-organisation", name=trainer_of)
    now = app.clock()
    learner = Learner(secrets.token_hex(16), now, language)
    app.record.add_learner(learner, _no_session(learner))
    try:
        made = accounts.keep(app, learner.id, login, password)
    except (accounts.Unfit, passwords.PoorPassword):
        app.record.erase(learner.id)
        raise
    note(app, actor, "account-made", learner=learner.id)
    if administrator:
        app.record.give(Grant(learner.id, "administrator", "platform", "", actor.learner, now))
        note(app, actor, "role-given", learner=learner.id, ref="administrator")
    if trainer_of:
        organisations.give_trainer(app, actor, trainer_of, made.login)
    return _user(app, made)


def set_password(app: App, actor: Actor, login: str, password: str) -> None:
    """Give somebody a new password; all their sessions end."""
    access.demand(app, actor, "users", About())
    found = _found(app, login)
    passwords.demand_good(password, found.login)
    app.record.set_account(replace(found, password_hash=passwords.hashed(password), changed=app.clock()))
    app.record.end_sessions(learner=found.learner)
    note(app, actor, "password-changed", learner=found.learner)


def set_disabled(app: App, actor: Actor, login: str, disabled: bool) -> None:
    """Shut somebody out, which ends all their sessions, or let them in again. Nothing is removed."""
    access.demand(app, actor, "users", About())
    found = _found(app, login)
    app.record.set_disabled(found.learner, disabled)
    note(app, actor, "user-disabled" if disabled else "user-enabled", learner=found.learner)


def give_author(app: App, actor: Actor, login: str, module: str) -> bool:
    """Make somebody an author of a module, who sees its figures. False: they were already. Raises NotFound."""
    access.demand(app, actor, "users", About())
    grant = Grant(_found(app, login).learner, "author", "module", module, actor.learner, app.clock())
    app.library.module(module)
    return roles.give(app, actor, grant)


def withdraw_author(app: App, actor: Actor, login: str, module: str) -> bool:
    """Take that role away, also of a module that is not there any more. False: they did not have it."""
    access.demand(app, actor, "users", About())
    grant = Grant(_found(app, login).learner, "author", "module", module, actor.learner, app.clock())
    return roles.withdraw(app, actor, grant)


def organisation_by_name(app: App, actor: Actor, name: str) -> tuple[Organisation, bool]:
    """The organisation with this name or id, and whether it was made just now because there was none."""
    for each in organisations.organisations(app, actor):
        if name == each.organisation.id or name.casefold() == each.organisation.name.casefold():
            return each.organisation, False
    return organisations.make(app, actor, name), True


def _found(app: App, login: str) -> Account:
    found = app.record.account_by_login(accounts.plain_login(login))
    if found is None:
        raise NotFound("user.unknown", login=login)
    return found


def _user(app: App, account: Account) -> User:
    learner = app.record.learner(account.learner)
    grants = app.record.grants(account.learner) if learner and learner.staff else ()
    return User(account.login, account.learner, account.changed, bool(learner and learner.disabled), grants)


def _no_session(learner: Learner) -> Session:
    """Who is added by another has no browser yet: a session of which nobody knows the token, and that is over."""
    now = learner.created
    return Session(secrets.token_hex(32), learner.id, now, now, now, now, revoked=True)
