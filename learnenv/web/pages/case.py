"""A case study: one scene after another, with what choices did and a map that fills in as one goes."""

import streamlit as st

from learnenv.services import casework
from learnenv.web import state
from learnenv.web.parts.case import case, case_head
from learnenv.web.parts.frame import titled
from learnenv.web.parts.missing import or_lost

_actor = state.actor()
_words = state.words(_actor)
_ref = "/".join(st.query_params.get(name, "")[:200] for name in ("module", "case"))
with or_lost(_words):
    _view = casework.view(state.app(), _actor, _ref)
    titled(_view.case.title.get(_words.language))
    with st.container(key="wide-case-head"):
        case_head(_view, _words)
    with st.container(key="wide-case-page"):
        case(_ref, [_view])
