"""The sources of all modules, by module."""

import streamlit as st

from learnenv.services import guiding
from learnenv.web import state
from learnenv.web.parts.sources import all_sources

_actor = state.actor()
_words = state.words(_actor)
st.title(_words.say("all-sources.title"), anchor=False)
st.markdown(_words.say("all-sources.lead"))
all_sources(guiding.sources(state.app()), _words)
