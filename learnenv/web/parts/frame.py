"""The frame around every page: the logo, the menu, the language."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from learnenv.domain.learner import Actor
from learnenv.domain.people import Role
from learnenv.domain.text import Language
from learnenv.language import Speech
from learnenv.services import access, identity
from learnenv.web import state
from learnenv.web.addresses import DEMO
from learnenv.web.pages import page

_MENU = ("home", "modules", "progress", "you")
_OF_ROLES: Mapping[str, frozenset[Role]] = {
    "cohorts": frozenset({"trainer", "administrator"}),
    "coaching": frozenset({"coach"}),
    "authored": frozenset({"author"}),
    "organisations": frozenset({"administrator"}),
}
"""Places in the menu, and the roles of which one leads there."""
_UNDER = {
    "module": "modules",
    "lesson": "modules",
    "case": "modules",
    "extra": "modules",
    "paths": "modules",
    "path": "modules",
    "find": "modules",
    "search": "modules",
    "glossary": "modules",
    "sources": "modules",
    "review": "progress",
    "cohort-manage": "cohorts",
    "accounts": "organisations",
    "installation": "organisations",
    "cohort": "cohorts",
    "cohort-items": "cohorts",
    "cohort-learner": "cohorts",
    "cohort-answers": "cohorts",
}


def frame(actor: Actor, words: Speech, here: str) -> None:
    """Draw the top bar. The key of the innermost container tells the shell script which language the page is in."""
    other: Language = "en" if actor.language == "nl" else "nl"
    with st.container(horizontal=True, key="topbar", vertical_alignment="center"):
        with st.container(horizontal=True, key="menu", gap="small", width="content"):
            places = _of_roles(actor)
            under = next(iter(places), "") if here == "review-work" else _UNDER.get(here)
            for name in (*_MENU[:-1], *places, _MENU[-1]):
                mark = "now" if name in (here or "home", under) else "to"
                with st.container(key=f"menu-{mark}-{name}", width="content"):
                    st.page_link(page(name), label=words.say(f"menu.{name}"))
        with st.container(key="language"), st.container(key=f"lang-{actor.language}"):
            st.button(
                words.say("menu.other-language"),
                key="switch-language",
                on_click=_read_in,
                args=(other,),
                type="tertiary",
            )
    if state.demo():
        _demo_mark(words)


def _demo_mark(words: Speech) -> None:
    """Say on every page that nobody here is real, and how to look around as somebody else."""
    with st.container(key="wide-demo"):
        said = f"**{words.say('demo.mark')}** {words.say('demo.banner')}"
        st.markdown(f"{said} [{words.say('demo.enter-as')}]({DEMO})")


def _of_roles(actor: Actor) -> tuple[str, ...]:
    roles = access.roles(state.app(), actor)
    return tuple(name for name, each in _OF_ROLES.items() if each & roles)


def titled(title: str) -> None:
    """Name the page in the tab of the browser, which is also the first thing that a screen reader says."""
    st.set_page_config(page_title=f"{title} – learnenv")


def _read_in(language: Language) -> None:
    actor = state.acting()
    if actor is not None:
        identity.set_language(state.app(), actor, language)
        state.forget_reading()
