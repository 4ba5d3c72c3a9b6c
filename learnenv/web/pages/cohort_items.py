"""What is hard in one module for one class: every exercise, and the ways through the cases."""

import streamlit as st

from learnenv.services import items
from learnenv.web import state
from learnenv.web.pages import page
from learnenv.web.parts.frame import titled
from learnenv.web.parts.items import case_tables, item_table, other_modules
from learnenv.web.parts.missing import or_lost

_actor = state.actor()
_words = state.words(_actor)
with or_lost(_words):
    _asked = [st.query_params.get(name, "")[:100] for name in ("cohort", "module")]
    _view = items.items(state.app(), _actor, *_asked)
    _title = _words.say("items.title", title=_view.here.module.card.title)
    titled(_title)
    _back = _words.say("class-view.back", name=_view.cohort.name)
    with st.container(key="wide-items"):
        st.page_link(page("cohort"), label=_back, query_params={"cohort": _view.cohort.id})
        st.title(_title, anchor=False)
        item_table(_view, _words)
        case_tables(_view, _words)
    other_modules(_view, _words)
