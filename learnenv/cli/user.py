"""learnenv user: the accounts, for who runs the program. A password is typed or piped in, and never an argument."""

from __future__ import annotations

import sys

from learnenv.cli.console import console, opened
from learnenv.cli.screen import Screen
from learnenv.cli.secret import typed
from learnenv.domain.errors import SettingsError
from learnenv.domain.people import Grant
from learnenv.language import Speech
from learnenv.passwords import SHORTEST, demand_good
from learnenv.services import users


def list_all(words: Speech, data: str) -> int:
    """Print every account, with its roles."""
    screen = Screen(words)
    with opened(data) as app:
        found = users.listing(app, console(words))
        names = {each.id: each.name for each in app.record.organisations()}
    if not found:
        screen.say("user.none")
        return 0
    rows: list[tuple[str, ...]] = []
    for each in found:
        roles = words.listing([_role(words, grant, names) for grant in each.grants]) if each.grants else "–"
        state = words.say("user.disabled" if each.disabled else "user.active")
        rows.append((each.login, roles, state, words.date(each.changed)))
    screen.table(("user.login", "user.roles", "user.state", "user.changed"), rows)
    return 0


def add(words: Speech, data: str, login: str, *, administrator: bool, trainer: str) -> int:
    """Add an account; of a trainer, for an organisation that is made if it is not there."""
    screen = Screen(words)
    _demand_login(login)
    secret = _password(words, login)
    with opened(data) as app:
        actor = console(words)
        organisation, made = users.organisation_by_name(app, actor, trainer) if trainer else (None, False)
        users.add(
            app,
            actor,
            login,
            secret,
            language=words.language,
            administrator=administrator,
            trainer_of=organisation.id if organisation else "",
        )
    if organisation and made:
        screen.say("user.organisation-made", name=organisation.name)
    screen.say("user.added", login=login)
    return 0


def password(words: Speech, data: str, login: str) -> int:
    """Give somebody a new password."""
    _demand_login(login)
    with opened(data) as app:
        users.set_password(app, console(words), login, _password(words, login))
    Screen(words).say("user.password-changed", login=login)
    return 0


def set_disabled(words: Speech, data: str, login: str, disabled: bool) -> int:
    """Shut somebody out, or let them in again."""
    _demand_login(login)
    with opened(data) as app:
        users.set_disabled(app, console(words), login, disabled)
    Screen(words).say("user.now-disabled" if disabled else "user.now-enabled", login=login)
    return 0


def author(words: Speech, data: str, login: str, module: str, *, remove: bool) -> int:
    """Make somebody an author of a module, or take that away."""
    _demand_login(login)
    if not module:
        raise SettingsError("user.which-module")
    with opened(data) as app:
        if remove:
            changed = users.withdraw_author(app, console(words), login, module)
            said = "user.author-withdrawn" if changed else "user.author-not"
        else:
            changed = users.give_author(app, console(words), login, module)
            said = "user.author-given" if changed else "user.author-already"
    Screen(words).say(said, login=login, module=module)
    return 0


def _demand_login(login: str) -> None:
    if not login:
        raise SettingsError("user.which")


def _password(words: Speech, login: str) -> str:
    """At a terminal it is asked for twice."""
    given = typed(words.say("user.type-password", shortest=SHORTEST))
    demand_good(given, login)
    if sys.stdin.isatty() and typed(words.say("user.type-again")) != given:
        raise SettingsError("user.not-the-same")
    return given


def _role(words: Speech, grant: Grant, names: dict[str, str]) -> str:
    role = words.say(f"role.{grant.role}")
    place = names.get(grant.scope_id, grant.scope_id)
    return f"{role} ({place})" if place else role
