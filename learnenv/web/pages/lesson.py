"""A lesson page: the text with its exercises where they are met, and one way on."""

import streamlit as st

from learnenv.services import learning
from learnenv.web import state
from learnenv.web.parts.frame import titled
from learnenv.web.parts.lesson import way_on, where_am_i, written
from learnenv.web.parts.missing import or_lost
from learnenv.web.parts.sources import sources

_actor = state.actor()
_words = state.words(_actor)
_module, _page = (st.query_params.get(name, "")[:200] for name in ("module", "page"))
with or_lost(_words):
    _view = learning.page(state.app(), _actor, _module, _page)
    titled(_view.page.titles.get(_words.language))
    where_am_i(_view, _words)
    written(_view, _actor, _words)
    way_on(_view, _words)
    sources(_view.module, _view.page, _words)
