"""One's own account: a login and a password for a learner who wants or needs one."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from learnenv import passwords
from learnenv.domain.errors import LearnenvError, NotAllowed, StoreError
from learnenv.domain.learner import REMEMBERED, WORKDAY, Actor
from learnenv.domain.people import Account, Look
from learnenv.services import identity, slowing
from learnenv.services.app import App
from learnenv.services.audit import note

SHORTEST_LOGIN, LONGEST_LOGIN = 3, 100


class Unfit(LearnenvError):
    """A login that cannot be one, or that somebody has."""


def account(app: App, actor: Actor) -> Account | None:
    """The actor's own account."""
    return app.record.account(actor.learner)


def make(app: App, actor: Actor, login: str, password: str, *, address: str = "") -> identity.SignedIn:
    """Make an account of the learner as they are: all their work is in it. This browser gets a new token.

    Raises Unfit, PoorPassword, TooManyTries; NotAllowed for who has an account.
    """
    if account(app, actor) is not None:
        raise NotAllowed("account.have-one")
    slowing.count(app, "account", address)
    keep(app, actor.learner, login, password)
    note(app, actor, "account-made", learner=actor.learner)
    return identity.renew(app, actor)


def sign_in(
    app: App, login: str, password: str, *, remember: bool = False, address: str = "", instead_of: str = ""
) -> identity.SignedIn:
    """Sign in with a login and a password. Raises NotAllowed in the same words, and after the same time, for a login
    that nobody has; TooManyTries when it was tried too often. `instead_of`: the session that this browser had."""
    name = plain_login(login)
    slowing.demand_calm(app, "password", address)
    slowing.count(app, "login", name)
    found = app.record.account_by_login(name)
    right = passwords.matches(found.password_hash if found else "", password)
    if found is None or not right:
        slowing.count(app, "password", address)
        app.record.add_looks([Look(app.clock(), "", "sign-in-failed", found.learner if found else "")])
        raise NotAllowed("account.wrong")
    learner = app.record.learner(found.learner)
    if learner is None or learner.disabled:
        raise NotAllowed("account.disabled")
    slowing.forget(app, "login", name)
    if passwords.is_outdated(found.password_hash) and app.record.account(learner.id) == found:
        app.record.set_account(replace(found, password_hash=passwords.hashed(password)))
    return identity.sign_in(app, learner, REMEMBERED if remember else WORKDAY, instead_of)


def change_password(app: App, actor: Actor, old: str, new: str) -> identity.SignedIn:
    """Change the password. Every other session ends, and this browser gets a new token.

    Raises NotAllowed when the old one is not right, PoorPassword, TooManyTries.
    """
    found = account(app, actor)
    if found is None:
        raise NotAllowed("account.none")
    own = f"\n{actor.learner}"  # not the login: a stranger who tries that one does not stop its owner here
    slowing.count(app, "login", own)
    if not passwords.matches(found.password_hash, old):
        raise NotAllowed("account.old-wrong")
    slowing.forget(app, "login", own)
    passwords.demand_good(new, found.login)
    app.record.set_account(replace(found, password_hash=passwords.hashed(new), changed=app.clock()))
    note(app, actor, "password-changed", learner=actor.learner)
    return identity.renew(app, actor, everywhere=True)


def comes_back(app: App, actor: Actor) -> bool:
    """Whether somebody can come back from another browser: by an account, a recovery code or proof from elsewhere."""
    return (
        account(app, actor) is not None
        or identity.has_recovery_code(app, actor)
        or bool(app.record.identities(actor.learner))
    )


def at_risk(app: App, actor: Actor) -> bool:
    """Whether somebody has work here and no way to come back to it from another browser."""
    record, me = app.record, actor.learner
    return bool(record.bookmarks(me) or record.standings(me) or record.memberships(me)) and not comes_back(app, actor)


def keep(app: App, learner: str, login: str, password: str) -> Account:
    """Give a learner a login and a password, if both will do. Raises Unfit or PoorPassword."""
    name = plain_login(login)
    if not SHORTEST_LOGIN <= len(name) <= LONGEST_LOGIN or not name.isprintable() or " " in name:
        raise Unfit("account.login-unfit", shortest=SHORTEST_LOGIN, longest=LONGEST_LOGIN)
    passwords.demand_good(password, name)
    other = app.record.account_by_login(name)
    if other is not None and other.learner != learner:
        raise Unfit("account.login-taken")
    made = Account(learner, name, passwords.hashed(password), app.clock())
    try:
        app.record.set_account(made)
    except StoreError as error:
        if error.message.key == "store.duplicate":  # somebody was quicker by a moment
            raise Unfit("account.login-taken") from error
        raise
    return made


def plain_login(login: str) -> str:
    """A login as it is kept: capitals, and blanks around it, make no difference."""
    return unicodedata.normalize("NFKC", login[:1_000]).casefold().strip()
