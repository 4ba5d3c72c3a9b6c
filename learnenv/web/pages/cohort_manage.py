"""One cohort, for who runs it: how people come in, who they are, what they work on, and its end."""

import streamlit as st

from learnenv.services import cohorts
from learnenv.web import state
from learnenv.web.parts.acting import outcome
from learnenv.web.parts.coaching import team_coaches
from learnenv.web.parts.cohort_manage import ending, head, modules, settings
from learnenv.web.parts.cohort_people import door, people
from learnenv.web.parts.frame import titled
from learnenv.web.parts.missing import or_lost

_actor = state.actor()
_words = state.words(_actor)
with or_lost(_words):
    _view = cohorts.cohort(state.app(), _actor, st.query_params.get("cohort", ""))
    titled(_view.cohort.name)
    head(_view, _words, trains=cohorts.trains(state.app(), _actor, _view.cohort))
    outcome()
    door(_view, _words)
    people(_view, _words)
    if _view.door != "archived":
        team_coaches(_actor, _view, _words)
        modules(_view, _words)
        settings(_view, _words)
        ending(_view, _words)
