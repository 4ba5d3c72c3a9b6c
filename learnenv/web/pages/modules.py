"""The catalogue: modules as cards, searchable, in pages."""

import streamlit as st

from learnenv.services import learning
from learnenv.web import state
from learnenv.web.parts.cards import module_card
from learnenv.web.parts.finding import ways_to_find
from learnenv.web.parts.missing import empty
from learnenv.web.parts.paging import page_number, paging

_actor = state.actor()
_words = state.words(_actor)
st.title(_words.say("modules.title"), anchor=False)
ways_to_find(_words)
_search = st.text_input(_words.say("modules.search"), key="search", max_chars=100, type="search")
_view = learning.catalogue(state.app(), _actor, _search or "", page_number())
if _search or _view.pages > 1:
    st.markdown(_words.say("modules.found", count=_view.found))
if not _view.cards:
    empty(_words, "empty-catalogue", "modules.none-found" if _search else "modules.none")
with st.container(key="cards"):
    for _card in _view.cards:
        module_card(_card, _view.progress.get(_card.id), _words, "##")
paging(_view.page, _view.pages, _words)
