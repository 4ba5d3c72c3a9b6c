"""How the modules of an author go: what is hard, over all groups."""

import streamlit as st

from learnenv.services import authored
from learnenv.web import state
from learnenv.web.parts.authored import authored_modules
from learnenv.web.parts.missing import or_lost

_actor = state.actor()
_words = state.words(_actor)
with or_lost(_words):
    _found = authored.authored(state.app(), _actor)
    with st.container(key="wide-authored"):
        st.title(_words.say("authored.title"), anchor=False)
        authored_modules(_found, _words)
