"""Review: what of finished modules comes back today, and why."""

import streamlit as st

from learnenv.web import state
from learnenv.web.parts.review import review

_actor = state.actor()
_words = state.words(_actor)
st.title(_words.say("review.title"), anchor=False)
review(_actor, _words)
