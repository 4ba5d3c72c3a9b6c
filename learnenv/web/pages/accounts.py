"""The accounts of others: who is there, a new password, letting in and shutting out. For administrators."""

import streamlit as st

from learnenv.services import organisations, users
from learnenv.web import state
from learnenv.web.pages import page
from learnenv.web.parts.accounts import account_table, add_one, help_one
from learnenv.web.parts.acting import outcome
from learnenv.web.parts.missing import or_lost

_actor = state.actor()
_words = state.words(_actor)
with or_lost(_words):
    _found = users.listing(state.app(), _actor)
    _houses = [each.organisation for each in organisations.organisations(state.app(), _actor)]
    st.title(_words.say("accounts.title"), anchor=False)
    st.page_link(page("organisations"), label=_words.say("accounts.to-organisations"))
    st.page_link(page("installation"), label=_words.say("installation.to"))
    outcome()
    _shown = account_table(_found, _houses, _words)
    help_one(_shown, _words)
    add_one(_houses, _words)
