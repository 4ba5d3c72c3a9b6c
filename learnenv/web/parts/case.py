"""One case as someone walks it. A fragment: a choice draws this again and not the page around it."""

from __future__ import annotations

import streamlit as st

from learnenv.domain.learner import Actor
from learnenv.language import Speech
from learnenv.services import casework
from learnenv.services.case_writing import effect_markdown, outcome_markdown
from learnenv.services.casework import CaseView
from learnenv.web import state
from learnenv.web.counting import part
from learnenv.web.pages import page
from learnenv.web.parts import case_acts as acts
from learnenv.web.parts.case_note import note_form
from learnenv.web.parts.case_predict import prediction
from learnenv.web.parts.case_side import path_so_far, values
from learnenv.web.parts.missing import or_lost


def case_head(view: CaseView, words: Speech) -> None:
    """Where am I: module, lesson, case."""
    language = words.language
    with st.container(horizontal=True, key="place", vertical_alignment="center"):
        module = view.module.card
        st.page_link(page("module"), label=module.title.get(language), query_params={"module": module.id})
        if view.page:
            label = view.page.titles.get(language)
            st.page_link(page("lesson"), label=label, query_params=_lesson(view))
        minutes = view.case.minutes
        kind = words.say("case.kind-minutes", minutes=words.minutes(minutes)) if minutes else words.say("case.kind")
        st.markdown(kind)
    st.title(view.case.title.get(language), anchor=False)


@part
def case(ref: str, first: list[CaseView]) -> None:
    """Draw where the learner is. `first` holds the view that the page read already; it is used once."""
    actor = state.actor()
    words = state.words(actor)
    with or_lost(words):
        view = acts.just_moved(ref) or (first.pop() if first else casework.view(state.app(), actor, ref))
        with st.container(key="case-walk"):
            with st.container(key="case-main"):
                _news(view, words)
                # The key tells the shell script that this is another place, so that the focus goes to its heading.
                with st.container(key=f"scene-{view.place}"):
                    _scene(actor, view, words)
                if view.walk.ended and not view.waits:
                    with st.container(key="case-outcome"):
                        st.markdown(outcome_markdown(view, words))
                    if view.note:
                        note_form(actor, view, view.note, words)
                _ways_on(ref, view, words)
            with st.container(key="case-side"):
                path_so_far(view, words)


def _news(view: CaseView, words: Speech) -> None:
    """What the latest choice did. The container is always there: a screen reader tells what changes in it."""
    ref, steps = view.case.ref, view.walk.steps
    with st.container(key="case-news"):
        problem = acts.problem_of(ref)
        if problem:
            st.error(problem)
        if view.moved_on:
            st.info(words.say("case.moved-on"))
        if view.walk.orphans:
            st.info(words.say("case.edited"))
        if steps:
            with st.container(key="feedback-saved-case"):
                st.markdown(effect_markdown(view, words))
    values(view, words)


def _scene(actor: Actor, view: CaseView, words: Speech) -> None:
    """The text; then the prediction, and only after that what really happened and what one can do."""
    scene, language = view.walk.scene, words.language
    st.markdown(f"## {scene.title.get(language)}\n\n{scene.text.get(language)}")
    if view.prediction:
        prediction(view, view.prediction, words)
    if view.waits:
        return
    if scene.reveal:
        with st.container(key="case-reveal"):
            st.markdown(f"### {words.say('case.reveal')}\n\n{scene.reveal.get(language)}")
    for aside in scene.asides:
        if aside.when.holds(view.walk.values):
            st.markdown(aside.text.get(language))
    if view.offered:
        acts.choices(actor, view, words)


def _ways_on(ref: str, view: CaseView, words: Speech) -> None:
    """At an end on with the lesson, the one thing to do next; back and begin again wherever there is a way behind."""
    if view.page and view.walk.ended and not view.waits:
        label = words.say("case.on-to-lesson", title=view.page.titles)
        with st.container(key="next-case"):
            st.page_link(page("lesson"), label=label, query_params=_lesson(view))
    if view.walk.steps:
        with st.container(horizontal=True, key="case-ways-back"):
            for act, label in ((casework.back, "case.back"), (casework.again, "case.again")):
                said = words.say(label)
                st.button(said, key=label, on_click=acts.move, args=(act, ref, view.number, words), type="tertiary")
    if view.page and not view.walk.ended:
        st.page_link(page("lesson"), label=words.say("case.to-lesson"), query_params=_lesson(view))


def _lesson(view: CaseView) -> dict[str, str]:
    return {"module": view.module.id, "page": view.page.id if view.page else ""}
