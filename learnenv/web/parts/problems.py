"""Problems of plugins and modules, named so that somebody can mend them."""

from __future__ import annotations

import streamlit as st

from learnenv.language import Speech
from learnenv.library import Library
from learnenv.services.writing import plain
from learnenv.web.parts.missing import empty


def problems(library: Library, words: Speech) -> None:
    """One line per problem: which plugin, what, and the detail."""
    if not library.problems:
        empty(words, "done", "problems.none")
    for problem in library.problems:
        st.markdown(f"- **{plain(problem.plugin)}**: {words.say(problem.what)} {plain(problem.detail)}".rstrip())
    st.markdown(words.say("problems.how"))
