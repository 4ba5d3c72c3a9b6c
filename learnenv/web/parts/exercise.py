"""One exercise on a page: prompt, form, feedback, hints. A fragment: answering redraws this and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from learnenv.domain.errors import LearnenvError
from learnenv.domain.learner import Actor
from learnenv.language import Speech
from learnenv.services import answering
from learnenv.services.answering import ExerciseView
from learnenv.services.app import App
from learnenv.services.exercise_view import looked_at_again
from learnenv.services.failures import describe
from learnenv.services.feedback import (
    draft_note,
    feedback_markdown,
    feedback_state,
    hints_markdown,
    solution_markdown,
)
from learnenv.services.form_props import form_props, read_sent
from learnenv.web import state
from learnenv.web.addresses import play_address
from learnenv.web.counting import part
from learnenv.web.form import draw_form, event
from learnenv.web.parts.sharing import sharing_foot
from learnenv.web.parts.shown import draw_shown
from learnenv.web.parts.taking_over import taken_over_note


@part
def exercise(ref: str, first: dict[str, ExerciseView], heading: str = "") -> None:
    """Draw one exercise. `first` holds views that the page read together; each is used once. `heading` stands in
    place of its own title."""
    if st.session_state.pop("page-moved-on", False):
        # Before anything is drawn: what the rest of the page says of this exercise changed too.
        st.rerun()
    actor = state.actor()
    words = state.words(actor)
    view = _just_answered(ref) or _as_it_stands(actor, ref, first)
    with st.container(key=f"exercise-{ref}"):
        prompt = view.exercise.prompt.get(words.language)
        st.markdown(f"### {heading or view.exercise.title.get(words.language)}\n\n{prompt}")
        if view.taken_over:
            st.markdown(taken_over_note(view.taken_over, words))
        draw_shown(view, words.language)
        _form(actor, words, view)
        _feedback(words, view)
        _help(words, view)
        if view.exercise.type.open and view.standing.attempts:
            sharing_foot(actor, words, ref)


def _form(actor: Actor, words: Speech, view: ExerciseView) -> None:
    ref = view.exercise.ref
    open_work = view.exercise.type.open
    data = form_props(
        view,
        words,
        attempt=view.standing.attempts * 1000 + st.session_state.get(f"checks/{ref}", 0),
        problem=st.session_state.pop(f"problem/{ref}", ""),
        readonly=view.tries_left == 0 or (view.standing.solution_shown and not open_work),
        keep=f"learnenv/{actor.learner}/{ref}",
    )
    data |= {"drafts": open_work, "draft_seq": st.session_state.get(f"draft-seq/{ref}", 0)}
    data |= {"play": play_address(ref, blank=view.grade is None) if data["picture"] else ""}
    key = f"form/{ref}"
    draw_form(
        key,
        data,
        on_submit=lambda: _submitted(words, ref, event(key, "submit")),
        on_draft=lambda: _drafted(words, ref, event(key, "draft")),
    )


def _submitted(words: Speech, ref: str, sent: Mapping[str, Any]) -> None:
    """Grade and record before anything is drawn; "saved" is only ever said of what the record returned."""
    st.session_state[f"checks/{ref}"] = st.session_state.get(f"checks/{ref}", 0) + 1
    try:
        actor = state.acting()
        if actor is None or not sent:
            return
        given = read_sent(sent)
        view = answering.submit(
            state.app(),
            actor,
            ref,
            given.value,
            drawn_with=given.drawn_with,
            seconds=given.seconds,
            certainty=given.certainty,
        )
    except LearnenvError as error:
        st.session_state[f"problem/{ref}"] = describe(error, words, handing_in=True)
        return
    st.session_state[f"answered/{ref}"] = view
    st.session_state[f"refused/{ref}"] = view.trouble is not None and view.trouble.problems is not None
    if view.newly_done:
        st.session_state["page-moved-on"] = True


def _drafted(words: Speech, ref: str, sent: Mapping[str, Any]) -> None:
    try:
        actor = state.acting()
        if actor is None or not sent:
            return
        answering.save_draft(state.app(), actor, ref, read_sent(sent).value)
    except LearnenvError as error:
        st.session_state[f"problem/{ref}"] = describe(error, words, handing_in=True)
        return
    number = sent.get("seq")
    st.session_state[f"draft-seq/{ref}"] = number if isinstance(number, int | float) else 0


def _feedback(words: Speech, view: ExerciseView) -> None:
    kind = feedback_state(view)
    if view.is_draft and not kind:
        st.markdown(draft_note(view, words))
    if kind:
        with st.container(key=f"feedback-{kind}-{view.exercise.ref}"):
            st.markdown(feedback_markdown(view, words))


def _help(words: Speech, view: ExerciseView) -> None:
    """Hints one by one, and the answer for who asks for it after a try."""
    exercise, standing, ref = view.exercise, view.standing, view.exercise.ref
    if standing.hints:
        with st.container(key=f"hints-{ref}"):
            st.markdown(hints_markdown(view, words))
    if standing.solution_shown and not exercise.type.open:
        with st.container(key=f"solution-{ref}"):
            st.markdown(solution_markdown(view, words))
        return
    if view.done and not exercise.type.open:
        return
    left = len(exercise.hints) - standing.hints
    ask = standing.tries > 0 and not exercise.type.open
    if left <= 0 and not ask:
        return
    with st.container(horizontal=True, key=f"help-{ref}"):
        if left > 0:
            label = words.say("hint.show", count=left)
            st.button(label, key=f"hint/{ref}", on_click=_acted, args=(answering.show_hint, words, ref))
        if ask:
            label = words.say("solution.show")
            st.button(label, key=f"solve/{ref}", on_click=_acted, args=(answering.show_solution, words, ref))


def _acted(act: Callable[[App, Actor, str], object], words: Speech, ref: str) -> None:
    try:
        actor = state.acting()
        if actor is None:
            return
        act(state.app(), actor, ref)
    except LearnenvError as error:
        st.session_state[f"problem/{ref}"] = describe(error, words, handing_in=True)
        return
    if act is answering.show_solution:
        st.session_state["page-moved-on"] = True


def _as_it_stands(actor: Actor, ref: str, first: dict[str, ExerciseView]) -> ExerciseView:
    """As it is on record. What was missing when it was handed in stays in sight until it is there: drafts are saved
    meanwhile, and each draws this anew."""
    view = first.pop(ref, None) or answering.view(state.app(), actor, ref)
    return looked_at_again(view) if st.session_state.get(f"refused/{ref}") else view


def _just_answered(ref: str) -> ExerciseView | None:
    found = st.session_state.pop(f"answered/{ref}", None)
    return found if isinstance(found, ExerciseView) else None
