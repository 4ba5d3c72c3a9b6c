"""Home: go on where you left off, and what could be next."""

import streamlit as st

from learnenv.services import attention, cohort_moves, learning, reviewing
from learnenv.web import state
from learnenv.web.pages import page
from learnenv.web.parts.cards import module_card
from learnenv.web.parts.cohorts import how_they_do
from learnenv.web.parts.flags import my_flags
from learnenv.web.parts.go_on import next_action
from learnenv.web.parts.my_cohorts import moved_to
from learnenv.web.parts.review import invitation
from learnenv.web.parts.review_work import to_review

_actor = state.actor()
_words = state.words(_actor)
_view = learning.home(state.app(), _actor)
moved_to(cohort_moves.about_me(state.app(), _actor, unseen=True), _words)
next_action(_view, _words)
how_they_do(_actor, _words)
to_review(_actor, _words)
invitation(reviewing.due(state.app(), _actor, _view.begun), _words)
my_flags(attention.about_me(state.app(), _actor), _words, state.app().clock())
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
st.page_link(page("paths"), label=_words.say("modules.paths"))
st.page_link(page("find"), label=_words.say("modules.find"))
