"""How the installation is doing: for administrators."""

import streamlit as st

from learnenv.services import installation
from learnenv.web import state
from learnenv.web.pages import page
from learnenv.web.parts.installation import facts, plugins
from learnenv.web.parts.missing import or_lost
from learnenv.web.parts.problems import problems

_actor = state.actor()
_words = state.words(_actor)
with or_lost(_words):
    _found = installation.installation(state.app(), _actor)
    st.title(_words.say("installation.title"), anchor=False)
    st.page_link(page("organisations"), label=_words.say("accounts.to-organisations"))
    facts(_found, _words)
    st.header(_words.say("problems.title"), anchor=False)
    problems(state.app().library, _words)
    plugins(_found, _words)
