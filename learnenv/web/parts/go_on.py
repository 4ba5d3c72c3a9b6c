"""The one clear next action on home: go on where you left off, or begin."""

from __future__ import annotations

import streamlit as st

from learnenv.language import Speech
from learnenv.services.learning import HomeView
from learnenv.web.pages import page
from learnenv.web.parts.cards import progress_line
from learnenv.web.parts.missing import empty


def next_action(view: HomeView, words: Speech) -> None:
    """A hero with where the learner is, and one primary link."""
    title = words.say("home.title-again" if view.here or view.begun else "home.title")
    with st.container(key="hero-home"):
        st.title(title, anchor=False)
        if view.here and view.page:
            _go_on(view, words)
        elif view.begun:
            st.markdown(words.say("home.all-done"))
            _primary("modules", words.say("home.all-modules"), {})
        elif view.fresh:
            _begin(view, words)
        else:
            empty(words, "empty-catalogue", "modules.none")


def _go_on(view: HomeView, words: Speech) -> None:
    assert view.here is not None
    assert view.page is not None
    card = view.here.card
    st.markdown(
        f"**{card.title.get(words.language)}**\n\n{progress_line(card, view.here.progress, words)}\n\n"
        f"{words.say('home.next-page', title=view.page.titles)}"
    )
    _primary("lesson", words.say("home.go-on"), {"module": card.id, "page": view.page.id})


def _begin(view: HomeView, words: Speech) -> None:
    card = view.fresh[0]
    st.markdown(words.say("home.first-text", minutes=words.minutes(card.minutes)))
    if card.pages:
        _primary("lesson", words.say("home.first"), {"module": card.id, "page": card.pages[0]})


def _primary(name: str, label: str, query: dict[str, str]) -> None:
    with st.container(key="next"):
        st.page_link(page(name), label=label, query_params=query)
