"""What is wrong with plugins and modules: for who runs the program on their own machine."""

import streamlit as st

from learnenv.web import state
from learnenv.web.parts.problems import problems

_words = state.words(state.actor())
st.title(_words.say("problems.title"), anchor=False)
problems(state.app().library, _words)
