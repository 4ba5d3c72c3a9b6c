"""Whom somebody coaches: how far they are, what they share, and what of it waits for an answer."""

import streamlit as st

from learnenv.services import coaching
from learnenv.web import state
from learnenv.web.parts.coaching import coachee_cards
from learnenv.web.parts.missing import or_lost

_actor = state.actor()
_words = state.words(_actor)
with or_lost(_words):
    _found = coaching.coachees(state.app(), _actor)
    st.title(_words.say("coaching.title"), anchor=False)
    coachee_cards(_found, _words)
