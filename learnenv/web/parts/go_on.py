"""Go on where you left off: the one clear next action on home."""

from __future__ import annotations

import streamlit as st

from learnenv.language import Speech
from learnenv.services.learning import HomeView
from learnenv.web.pages import page
from learnenv.web.parts.cards import progress_line
from learnenv.web.parts.missing import empty


def go_on(view: HomeView, words: Speech) -> None:
    """The page to go on with; for who has nothing open, a friendly word."""
    if view.here is None or view.page is None:
        empty(words, "done" if view.begun else "empty-progress", "home.all-done" if view.begun else "home.start")
        return
    card = view.here.card
    with st.container(key="go-on"):
        st.markdown(
            f"### {card.title.get(words.language)}\n\n{progress_line(card, view.here.progress, words)}\n\n"
            f"{words.say('home.next-page', title=view.page.titles)}"
        )
        with st.container(key="next"):
            st.page_link(
                page("lesson"),
                label=words.say("home.go-on"),
                query_params={"module": card.id, "page": view.page.id},
            )
