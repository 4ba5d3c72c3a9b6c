"""The words of the trade; the one that was asked for first."""

import streamlit as st

from learnenv.services import guiding
from learnenv.web import state
from learnenv.web.parts.finding import glossary

_actor = state.actor()
_words = state.words(_actor)
st.title(_words.say("glossary.title"), anchor=False)
glossary(guiding.terms(state.app(), _actor), st.query_params.get("term", ""), _words)
