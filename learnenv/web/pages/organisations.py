"""Organisations and who are trainers there: for administrators."""

import streamlit as st

from learnenv.services import organisations
from learnenv.web import state
from learnenv.web.pages import page
from learnenv.web.parts.acting import outcome
from learnenv.web.parts.missing import or_lost
from learnenv.web.parts.organisations import make_one, organisation_cards

_actor = state.actor()
_words = state.words(_actor)
with or_lost(_words):
    _found = organisations.organisations(state.app(), _actor)
    st.title(_words.say("organisations.title"), anchor=False)
    st.page_link(page("accounts"), label=_words.say("organisations.to-accounts"))
    st.page_link(page("installation"), label=_words.say("installation.to"))
    outcome()
    organisation_cards(_found, _words)
    make_one(_words)
