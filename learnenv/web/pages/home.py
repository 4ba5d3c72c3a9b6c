"""Home: go on where you left off, and what could be next."""

import streamlit as st

from learnenv.services import learning
from learnenv.web import state
from learnenv.web.pages import page
from learnenv.web.parts.cards import module_card
from learnenv.web.parts.go_on import next_action

_actor = state.actor()
_words = state.words(_actor)
_view = learning.home(state.app(), _actor)
next_action(_view, _words)
if _view.begun:
    st.header(_words.say("home.begun"), anchor=False)
    with st.container(key="cards-begun"):
        for _module in _view.begun[:3]:
            module_card(_module.card, _module.progress, _words)
if _view.fresh:
    st.header(_words.say("home.fresh"), anchor=False)
    with st.container(key="cards-fresh"):
        for _card in _view.fresh:
            module_card(_card, None, _words)
st.page_link(page("modules"), label=_words.say("home.all-modules"))
