"""The cohorts that somebody runs, and making one."""

import streamlit as st

from learnenv.services import cohorts
from learnenv.web import state
from learnenv.web.parts.acting import outcome
from learnenv.web.parts.cohorts import cohort_cards, make_one
from learnenv.web.parts.missing import lost

_actor = state.actor()
_words = state.words(_actor)
if _actor.staff:
    st.title(_words.say("cohorts.title"), anchor=False)
    outcome()
    cohort_cards(cohorts.mine(state.app(), _actor), _words)
    make_one(cohorts.may_make_in(state.app(), _actor), _words)
else:
    lost(_words, _words.say("access.not-allowed"))
