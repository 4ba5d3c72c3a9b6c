"""You: coming back on another device, your account, and leaving."""

import streamlit as st

from learnenv.services import accounts, cohort_moves, identity, joining
from learnenv.web import state
from learnenv.web.parts.account import account, browsers
from learnenv.web.parts.coaching import my_coaches
from learnenv.web.parts.my_cohorts import my_cohorts
from learnenv.web.parts.my_data import my_data
from learnenv.web.parts.sure import asking
from learnenv.web.parts.you import recovery_code

_actor = state.actor()
_words = state.words(_actor)
_account = accounts.account(state.app(), _actor)
st.title(_words.say("you.title"), anchor=False)
st.markdown(_words.say("you.pseudonym-account" if _account else "you.pseudonym"))
_mine = joining.mine(state.app(), _actor)
my_cohorts(_mine, cohort_moves.about_me(state.app(), _actor), _words)
if _mine:
    my_coaches(_actor, _words)
recovery_code(_words, identity.has_recovery_code(state.app(), _actor))
account(_words, _account)
asking(_actor, _words)
my_data(_actor, _words)
browsers(_actor, _words)
