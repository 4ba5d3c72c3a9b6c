"""You: coming back on another device, and leaving."""

import streamlit as st

from learnenv.services import identity
from learnenv.web import state
from learnenv.web.parts.you import recovery_code

_actor = state.actor()
_words = state.words(_actor)
st.title(_words.say("you.title"), anchor=False)
st.markdown(_words.say("you.pseudonym"))
recovery_code(_words, identity.has_recovery_code(state.app(), _actor))
st.header(_words.say("you.leave"), anchor=False)
st.markdown(f"{_words.say('you.leave-text')}\n\n[{_words.say('you.sign-out')}](/sign-out)")
