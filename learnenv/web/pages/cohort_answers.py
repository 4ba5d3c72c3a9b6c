"""What a class answered to one exercise, or the ways that it took through one case."""

import streamlit as st

from learnenv.services import cohort_answers
from learnenv.services.cohort_answers import AnswersView
from learnenv.web import state
from learnenv.web.pages import page
from learnenv.web.parts.answers import class_answers, class_ways
from learnenv.web.parts.frame import titled
from learnenv.web.parts.missing import or_lost

_actor = state.actor()
_words = state.words(_actor)
with or_lost(_words):
    _asked = [st.query_params.get(name, "")[:200] for name in ("cohort", "exercise")]
    _view = cohort_answers.answers(state.app(), _actor, *_asked)
    _what = _view.exercise if isinstance(_view, AnswersView) else _view.case
    _title = _what.title.get(_words.language)
    titled(_title)
    _back = _words.say("class-view.all-items", title=_view.here.module.card.title)
    _query = {"cohort": _view.cohort.id, "module": _view.here.id}
    with st.container(key="wide-answers"):
        st.page_link(page("cohort-items"), label=_back, query_params=_query)
        st.title(_title, anchor=False)
        if isinstance(_view, AnswersView):
            class_answers(_view, _words)
        else:
            class_ways(_view, _words)
        st.markdown(_words.say("class-view.looked-all"))
