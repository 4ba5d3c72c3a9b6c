"""The parts of a lesson page: where am I, the text, and the way on."""

from __future__ import annotations

import streamlit as st

from learnenv.domain.content import Block, CaseHere, CodeHere, ExerciseHere, MissingPart, Prose
from learnenv.domain.errors import LearnenvError
from learnenv.domain.learner import Actor
from learnenv.domain.mastery import what_completes
from learnenv.language import Speech
from learnenv.library.term_links import TermLinks
from learnenv.services import answering, learning
from learnenv.services.answering import ExerciseView
from learnenv.services.failures import describe
from learnenv.services.learning import PageView
from learnenv.web import state
from learnenv.web.addresses import term_address
from learnenv.web.going import go_to
from learnenv.web.pages import page
from learnenv.web.parts.case_card import case_card
from learnenv.web.parts.code import as_notebook, code_cell
from learnenv.web.parts.exercise import exercise
from learnenv.web.parts.missing import missing_part
from learnenv.web.preview.beside import each_block


def where_am_i(view: PageView, words: Speech) -> None:
    """Module, page n of m, minutes left: always in sight."""
    card = view.module.card
    with st.container(horizontal=True, key="place", vertical_alignment="center"):
        st.page_link(page("module"), label=card.title.get(words.language), query_params={"module": card.id})
        st.markdown(
            words.say(
                "lesson.where",
                number=view.number,
                total=len(view.module.pages),
                minutes=words.minutes(view.minutes_left),
            )
        )


def written(view: PageView, actor: Actor, words: Speech) -> None:
    """The text, with each exercise where it is met. A part with faults does not stop the rest."""
    refs = [f"{view.module.id}/{id}" for id in view.page.exercises() if id in view.module.exercises]
    first = dict(answering.views(state.app(), actor, refs))
    st.title(view.page.titles.get(words.language), anchor=False)
    terms = TermLinks(state.app().library.guide().terms, words.language, term_address)
    each_block(view, words, lambda block: _block(block, view, actor, first, words, terms))
    as_notebook(view, words)


def _block(
    block: Block, view: PageView, actor: Actor, first: dict[str, ExerciseView], words: Speech, terms: TermLinks
) -> None:
    match block:
        case Prose():
            st.markdown(terms.put_in(block.markdown))
        case CodeHere():
            code_cell(block)
        case ExerciseHere():
            exercise(f"{view.module.id}/{block.exercise}", first)
        case CaseHere():
            case_card(actor, f"{view.module.id}/{block.case}", words)
        case MissingPart():
            missing_part(words)


def way_on(view: PageView, words: Speech) -> None:
    """What completes this page, and one primary action: on to the next page, or to the end of the module."""
    with st.container(key="way-on"):
        mark = "done" if view.done else "todo"
        st.markdown(words.say(f"lesson.{mark}", sentence=what_completes(view.module, view.page)))
        problem = st.session_state.pop("problem/page", "")
        if problem:
            st.error(problem)
        with st.container(horizontal=True, key="go-buttons", vertical_alignment="center"):
            if view.before:
                st.page_link(page("lesson"), label=words.say("lesson.back"), query_params=_at(view, view.before.id))
            label = _label(view)
            st.button(words.say(label), key="on", type="primary", on_click=_read_and_on, args=(view, words))


def _label(view: PageView) -> str:
    if view.after is None:
        return "lesson.finish"
    return "lesson.next" if view.read else "lesson.read-and-next"


def _read_and_on(view: PageView, words: Speech) -> None:
    """Mark the page as read, then ask for the next one; without a mark on record nobody is sent on."""
    try:
        actor = state.acting()
        if actor is None:
            return
        learning.mark_read(state.app(), actor, view.module.id, view.page.id)
    except LearnenvError as error:
        st.session_state["problem/page"] = describe(error, words, handing_in=True)
        return
    if view.after:
        go_to("lesson", _at(view, view.after.id))
    else:
        go_to("module", {"module": view.module.id})


def _at(view: PageView, page_id: str) -> dict[str, str]:
    return {"module": view.module.id, "page": page_id}
