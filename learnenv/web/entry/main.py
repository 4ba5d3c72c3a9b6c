"""The Streamlit entry point: who is asking, which page, and nothing else."""

import streamlit as st

from learnenv.web import state
from learnenv.web.counting import whole_page
from learnenv.web.going import go_on_if_asked, keep_address
from learnenv.web.pages import pages
from learnenv.web.parts.frame import frame, titled
from learnenv.web.parts.not_served import not_served
from learnenv.web.preview.around import previewed

st.set_page_config(layout="centered", initial_sidebar_state="collapsed")
if not state.served():
    not_served()
    st.stop()

_actor = state.actor()
_words = state.words(_actor)
_page = st.navigation(list(pages(_words).values()), position="hidden")
go_on_if_asked()
keep_address()
titled(_page.title)
_preview = state.preview()
with state.asked_by(_actor), whole_page():
    if _preview:
        previewed(_preview, _page, _actor, _words)
    else:
        frame(_actor, _words, _page.url_path)
        _page.run()
