"""Reviewing what learners share: one piece of open work after another."""

import streamlit as st

from learnenv.web import state
from learnenv.web.parts.missing import or_lost
from learnenv.web.parts.review_work import review_work

_actor = state.actor()
_words = state.words(_actor)
with or_lost(_words):
    review_work(_actor, st.query_params.to_dict(), _words)
