"""From a problem to a method: say what you run into, read which methods fit, why, and when not."""

import streamlit as st

from learnenv.services import guiding
from learnenv.web import state
from learnenv.web.parts.finding import ask, suggested

_actor = state.actor()
_words = state.words(_actor)
st.title(_words.say("find.title"), anchor=False)
_says, _chosen = ask(guiding.problems(state.app()), _words)
if _says or _chosen:
    suggested(guiding.suggestions(state.app(), _actor, _says, _chosen), _words)
