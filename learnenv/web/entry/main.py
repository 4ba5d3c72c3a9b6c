"""The Streamlit entry point: who is asking, which page, and nothing else."""

import streamlit as st

from learnenv.web import state
from learnenv.web.going import go_on_if_asked
from learnenv.web.pages import pages
from learnenv.web.parts.frame import frame, titled

st.set_page_config(layout="centered", initial_sidebar_state="collapsed")
_actor = state.actor()
_words = state.words(_actor)
_page = st.navigation(list(pages(_words).values()), position="hidden")
go_on_if_asked()
titled(_page.title)
frame(_actor, _words, _page.url_path)
_page.run()
