"""What is wrong with plugins and modules: for who runs the program on their own machine."""

import streamlit as st

from learnenv.web import state
from learnenv.web.parts.problems import problems
from learnenv.web.preview.listing import findings_list

_words = state.words(state.actor())
_preview = state.preview()
if _preview:
    findings_list(_preview, _words)
else:
    st.title(_words.say("problems.title"), anchor=False)
    problems(state.app().library, _words)
