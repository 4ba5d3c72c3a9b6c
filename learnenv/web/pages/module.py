"""A module: what you will make, its pages in order with what completes each, and the way in."""

import streamlit as st

from learnenv.services import learning, taking_over
from learnenv.web import state
from learnenv.web.parts.frame import titled
from learnenv.web.parts.missing import or_lost
from learnenv.web.parts.module import about, begins_with, extra_pages, gains, page_list, page_map, way_in

_actor = state.actor()
_words = state.words(_actor)
with or_lost(_words):
    _view = learning.module(state.app(), _actor, st.query_params.get("module", ""))
    titled(_view.card.title.get(_words.language))
    st.title(_view.card.title.get(_words.language), anchor=False)
    about(_view, _words)
    way_in(_view, _words)
    begins_with(taking_over.earlier_work(state.app(), _actor, _view.card), _words)
    gains(_view, _words)
    page_map(_view, _words)
    page_list(_view, _words)
    extra_pages(_view.module.id, _words)
