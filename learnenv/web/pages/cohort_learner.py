"""One member of a cohort: how far, what needs attention, and with an exercise in the address: what they answered."""

import streamlit as st

from learnenv.services import cohort_learner
from learnenv.services.writing import plain
from learnenv.web import state
from learnenv.web.pages import page
from learnenv.web.parts.answers import member_tries
from learnenv.web.parts.cohort_learner import member_modules
from learnenv.web.parts.flags import Setting, flag_list
from learnenv.web.parts.frame import titled
from learnenv.web.parts.missing import or_lost
from learnenv.web.reports.part import learner_report_address

_actor = state.actor()
_words = state.words(_actor)
with or_lost(_words):
    _cohort, _learner, _ref = (st.query_params.get(name, "")[:200] for name in ("cohort", "learner", "exercise"))
    _query = {"cohort": _cohort}
    if _ref:
        _tries = cohort_learner.tries(state.app(), _actor, _cohort, _learner, _ref)
        _member, _name = _tries.member, _tries.member.name
        _what = _tries.exercise or _tries.case
        _title = _what.title.get(_words.language) if _what else ""
        titled(_title)
        _query["learner"] = _learner
        st.page_link(page("cohort-learner"), label=_words.say("class-view.back", name=_name), query_params=_query)
        st.title(_title, anchor=False)
        st.markdown(f"**{plain(_name)}**")
        member_tries(_tries, _words)
    else:
        _view = cohort_learner.learner(state.app(), _actor, _cohort, _learner)
        _member, _name = _view.member, _view.member.name
        titled(_name)
        if _view.sees_answers:
            _back = _words.say("class-view.back", name=_view.cohort.name)
            st.page_link(page("cohort"), label=_back, query_params=_query)
        elif _learner != _actor.learner:
            st.page_link(page("coaching"), label=_words.say("page.title.coaching"))
        st.title(plain(_name), anchor=False)
        if _view.sees_flags and not _view.flags:
            st.markdown(_words.say("class-view.no-flags"))
        _now = state.app().clock()
        flag_list(_view.flags, Setting(_cohort, _view.modules, {_learner: _member}, _now, _words, names=False))
        member_modules(_view, _words)
        st.markdown(f"[{_words.say('report.link-learner')}]({learner_report_address(_cohort, _learner)})")
    st.markdown(_words.say("class-view.looked", name=plain(_name)))
