"""Learning paths: for whom each is, how far one is, and the way in."""

import streamlit as st

from learnenv.services import guiding
from learnenv.web import state
from learnenv.web.parts.missing import empty
from learnenv.web.parts.paths import path_card

_actor = state.actor()
_words = state.words(_actor)
st.title(_words.say("paths.title"), anchor=False)
st.markdown(_words.say("paths.lead"))
_views = guiding.paths(state.app(), _actor)
if not _views:
    empty(_words, "empty-catalogue", "paths.none")
for _view in _views:
    path_card(_view, _words)
