"""A case as it is met in a lesson: what it is about, where one is in it, and the way in."""

from __future__ import annotations

import streamlit as st

from learnenv.domain.learner import Actor
from learnenv.domain.mastery import case_done
from learnenv.language import Speech
from learnenv.services import casework
from learnenv.services.casework import CaseView
from learnenv.services.writing import plain
from learnenv.web import state
from learnenv.web.pages import page


def case_card(actor: Actor, ref: str, words: Speech) -> None:
    """One case with one primary link: begin, go on, or walk it once more."""
    view = casework.glance(state.app(), actor, ref)
    case, language = view.case, words.language
    minutes = case.minutes
    kind = words.say("case.kind-minutes", minutes=words.minutes(minutes)) if minutes else words.say("case.kind")
    parts = [kind, f"### {case.title.get(language)}", case.summary.get(language), _where(view, words)]
    ended = view.walk.ended or (case_done(view.standing) and not view.walk.steps)
    label = "case.walk-again" if ended else "case.go-on" if view.number else "case.begin"
    with st.container(key=f"case-card-{case.id}"):
        st.markdown("\n\n".join(filter(None, parts)))
        with st.container(key=f"next-case-{case.id}"):
            asked = {"module": case.module, "case": case.id}
            st.page_link(page("case"), label=words.say(label), query_params=asked)


def _where(view: CaseView, words: Speech) -> str:
    """Where one is, and what was reached before."""
    said = []
    if case_done(view.standing):
        score = view.standing.best_score
        known = view.case.best > 0 and score is not None
        said.append(
            words.say("case.ended-with", percent=words.percent(score or 0)) if known else words.say("case.ended")
        )
    if view.walk.steps and not view.walk.ended:
        said.append(words.say("case.you-are-at", scene=plain(view.walk.scene.title.get(words.language))))
    return f"**{' '.join(said)}**" if said else ""
