"""One learning path: a map that shows where you are, and why each step comes where it does."""

import streamlit as st

from learnenv.services import guiding
from learnenv.web import state
from learnenv.web.parts.frame import titled
from learnenv.web.parts.missing import or_lost
from learnenv.web.parts.paths import about_path, path_map, path_steps

_actor = state.actor()
_words = state.words(_actor)
with or_lost(_words):
    _view = guiding.path(state.app(), _actor, st.query_params.get("path", ""))
    titled(_view.path.title.get(_words.language))
    st.title(_view.path.title.get(_words.language), anchor=False)
    about_path(_view, _words)
    path_map(_view, _words)
    path_steps(_view, _words)
