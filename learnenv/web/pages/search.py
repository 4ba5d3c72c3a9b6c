"""Search in everything: lessons, exercises, cases, terms and learning paths."""

import streamlit as st

from learnenv.services import guiding
from learnenv.web import state
from learnenv.web.parts.finding import hits

_actor = state.actor()
_words = state.words(_actor)
st.title(_words.say("search.title"), anchor=False)
_text = st.text_input(_words.say("search.label"), key="q", max_chars=100, type="search", bind="query-params")
if _text:
    hits(guiding.search(state.app(), _actor, _text), _words)
