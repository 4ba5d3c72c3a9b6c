"""A page that a plugin adds to a module, drawn from the reader's own work."""

import streamlit as st

from learnenv.web import state
from learnenv.web.parts.extra import extra_page
from learnenv.web.parts.missing import or_lost

_actor = state.actor()
_words = state.words(_actor)
with or_lost(_words):
    extra_page(_actor, st.query_params.get("module", ""), st.query_params.get("name", ""), _words)
