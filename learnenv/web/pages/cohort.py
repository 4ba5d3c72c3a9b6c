"""A class for its trainer: how it is doing, who needs attention and why, what is hard."""

import streamlit as st

from learnenv.services import attention, items
from learnenv.services.writing import plain
from learnenv.web import state
from learnenv.web.class_map import keep_for_picture
from learnenv.web.pages import page
from learnenv.web.parts.cohort import hard, picture, place, three_answers
from learnenv.web.parts.exports import export_links
from learnenv.web.parts.flags import Setting, flag_list
from learnenv.web.parts.frame import titled
from learnenv.web.parts.missing import empty, or_lost

_actor = state.actor()
_words = state.words(_actor)
with or_lost(_words):
    _view = attention.overview(state.app(), _actor, st.query_params.get("cohort", "")[:100])
    _grid = _view.grid
    titled(_grid.cohort.name)
    place(_grid.cohort, _words)
    st.title(plain(_grid.cohort.name), anchor=False)
    if not _grid.modules or not _grid.rows:
        empty(_words, "empty-progress", "class-view.no-members" if _grid.modules else "class-view.no-modules")
        _query = {"cohort": _grid.cohort.id}
        st.page_link(page("cohort-manage"), label=_words.say("page.title.cohort-manage"), query_params=_query)
        st.stop()
    _hard = items.hardest(_grid)
    three_answers(_view, _hard, _words)
    keep_for_picture(_grid, _actor)
    with st.container(key="wide-class"):
        st.header(_words.say("class-view.how"), anchor=False)
        picture(_grid, _words)
    st.header(_words.say("class-view.who"), anchor=False)
    if not _view.open:
        st.markdown(_words.say("class-view.who-none"))
    flag_list(_view.flags, Setting(_grid.cohort.id, _grid.modules, _grid.named(), state.app().clock(), _words))
    st.page_link(
        page("review-work"), label=_words.say("page.title.review-work"), query_params={"cohort": _grid.cohort.id}
    )
    hard(_grid, _hard, _words)
    export_links(_grid.cohort.id, _words)
