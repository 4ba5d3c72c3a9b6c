"""The frame around every page: the logo, the menu, the language."""

from __future__ import annotations

import streamlit as st

from learnenv.domain.learner import Actor
from learnenv.domain.text import Language
from learnenv.language import Speech
from learnenv.services import identity
from learnenv.web import state
from learnenv.web.pages import page

_MENU = ("home", "modules", "progress", "you")
_UNDER = {"module": "modules", "lesson": "modules"}


def frame(actor: Actor, words: Speech, here: str) -> None:
    """Draw the top bar. The key of the innermost container tells the shell script which language the page is in."""
    other: Language = "en" if actor.language == "nl" else "nl"
    with st.container(horizontal=True, key="topbar", vertical_alignment="center"):
        with st.container(horizontal=True, key="menu", gap="small", width="content"):
            for name in _MENU:
                mark = "now" if name in (here or "home", _UNDER.get(here)) else "to"
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


def titled(title: str) -> None:
    """Name the page in the tab of the browser, which is also the first thing that a screen reader says."""
    st.set_page_config(page_title=f"{title} – learnenv")


def _read_in(language: Language) -> None:
    actor = state.acting()
    if actor is not None:
        identity.set_language(state.app(), actor, language)
        state.forget_reading()
