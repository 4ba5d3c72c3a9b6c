"""The parts of the page about accounts of others: the list, helping one, adding one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from learnenv.domain.errors import LearnenvError
from learnenv.domain.learner import Actor
from learnenv.domain.people import Grant, Organisation
from learnenv.domain.text import Message
from learnenv.language import Speech
from learnenv.passwords import SHORTEST
from learnenv.services import users
from learnenv.services.accounts import LONGEST_LOGIN
from learnenv.services.users import User
from learnenv.services.writing import plain
from learnenv.web import state
from learnenv.web.parts.account import as_it_is
from learnenv.web.parts.acting import act
from learnenv.web.parts.cohort import table

_AT_ONCE = 50
"""Rows of the list; the field above it finds the others."""


def account_table(found: Sequence[User], houses: Sequence[Organisation], words: Speech) -> Sequence[User]:
    """The accounts that were looked for, with their roles; gives those that are shown."""
    wanted = st.text_input(
        words.say("accounts.search"), key="accounts/search", max_chars=LONGEST_LOGIN, type="search"
    )
    fitting = [each for each in found if (wanted or "").strip().casefold() in each.login]
    st.markdown(words.say("accounts.count", count=len(fitting)))
    shown = fitting[:_AT_ONCE]
    if len(fitting) > len(shown):
        st.markdown(words.say("accounts.first", count=len(shown)))
    names = {each.id: each.name for each in houses}
    head = [words.say(f"user.{name}") for name in ("login", "roles", "state", "changed")]
    if shown:
        st.markdown(table(head, [_row(each, names, words) for each in shown]))
    return shown


def help_one(shown: Sequence[User], words: Speech) -> None:
    """For one account: a new password, shutting out, letting in again."""
    if not shown:
        return
    st.header(words.say("accounts.help"), anchor=False)
    st.markdown(words.say("accounts.help-text", shortest=SHORTEST))
    with st.form("accounts/help"):
        # None is chosen beforehand: a slip of the hand would block the first one.
        choose, logins = words.say("accounts.which-choose"), [each.login for each in shown]
        st.selectbox(words.say("accounts.which"), logins, None, key="accounts/which", placeholder=choose)
        st.text_input(
            words.say("accounts.password"), type="password", key="accounts/password", autocomplete="new-password"
        )
        with st.container(horizontal=True, key="buttons-account"):
            st.form_submit_button(words.say("accounts.set-password"), on_click=_set_password)
            st.form_submit_button(words.say("accounts.disable"), on_click=_disable, args=(True,))
            st.form_submit_button(words.say("accounts.enable"), on_click=_disable, args=(False,))


def add_one(houses: Sequence[Organisation], words: Speech) -> None:
    """The form that adds an account, of a trainer if wanted."""
    names = {"": words.say("accounts.no-role"), **{each.id: each.name for each in houses}}
    st.header(words.say("accounts.add-title"), anchor=False)
    with st.form("accounts/add"):
        st.text_input(words.say("user.login"), max_chars=LONGEST_LOGIN, key="add/login", autocomplete="off")
        st.text_input(
            words.say("accounts.password"), type="password", key="add/password", autocomplete="new-password"
        )
        st.selectbox(words.say("accounts.trainer-of"), names, format_func=names.__getitem__, key="add/house")
        st.checkbox(words.say("accounts.administrator"), key="add/administrator")
        st.form_submit_button(words.say("accounts.add"), type="primary", on_click=_add)


def _row(user: User, names: dict[str, str], words: Speech) -> list[str]:
    roles = words.listing([_role(each, names, words) for each in user.grants]) if user.grants else "–"
    state_now = words.say("user.disabled" if user.disabled else "user.active")
    login = as_it_is(user.login).replace("|", "\\|")
    return [login, plain(roles), state_now, words.date(user.changed)]


def _role(grant: Grant, names: dict[str, str], words: Speech) -> str:
    role, place = words.say(f"role.{grant.role}"), names.get(grant.scope_id, "")
    return f"{role} ({place})" if place else role


def _set_password() -> None:
    password = st.session_state.get("accounts/password", "")
    if _to_one(
        lambda actor, login: users.set_password(state.app(), actor, login, password),
        lambda login: Message("accounts.password-set", {"login": login}),
    ):
        st.session_state["accounts/password"] = ""


def _disable(disabled: bool) -> None:
    _to_one(
        lambda actor, login: users.set_disabled(state.app(), actor, login, disabled),
        lambda login: Message("accounts.disabled" if disabled else "accounts.enabled", {"login": login}),
    )


def _to_one(do: Callable[[Actor, str], object], done: Callable[[str], Message]) -> bool:
    """Do this to the account that is chosen, and say whose it is."""
    login = st.session_state.get("accounts/which") or ""

    def to_it(actor: Actor) -> None:
        if not login:
            raise LearnenvError("accounts.which-first")
        do(actor, login)

    return act(to_it, done(login))


def _add() -> None:
    asked = st.session_state

    def add(actor: Actor) -> None:
        users.add(
            state.app(),
            actor,
            asked.get("add/login", ""),
            asked.get("add/password", ""),
            language=actor.language,
            administrator=bool(asked.get("add/administrator")),
            trainer_of=asked.get("add/house", ""),
        )

    if act(add, Message("accounts.added")):
        asked.update({"add/login": "", "add/password": "", "add/administrator": False})
