"""One exercise on a page: prompt, form, feedback, hints. A fragment: answering redraws this and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from learnenv.domain.errors import InvalidAnswer, LearnenvError
from learnenv.domain.learner import Actor
from learnenv.language import Speech
from learnenv.services import answering
from learnenv.services.answering import ExerciseView
from learnenv.services.app import App
from learnenv.services.writing import answer_markdown
from learnenv.web import state
from learnenv.web.failures import describe
from learnenv.web.form import draw_form, event, form_texts
from learnenv.web.parts.feedback import draft_note, feedback_markdown, feedback_state, headline


@st.fragment
def exercise(ref: str, first: dict[str, ExerciseView]) -> None:
    """Draw one exercise. `first` holds views that the page read together; each is used once."""
    if st.session_state.pop("page-moved-on", False):
        # Before anything is drawn: what the rest of the page says of this exercise changed too.
        st.rerun()
    actor = state.actor()
    words = state.words(actor)
    view = _just_answered(ref) or first.pop(ref, None) or answering.view(state.app(), actor, ref)
    with st.container(key=f"exercise-{ref}"):
        prompt = view.exercise.prompt.get(words.language)
        st.markdown(f"### {view.exercise.title.get(words.language)}\n\n{prompt}")
        _form(actor, words, view)
        _feedback(words, view)
        _help(words, view)


def _form(actor: Actor, words: Speech, view: ExerciseView) -> None:
    ref = view.exercise.ref
    open_work = view.exercise.type.open
    problem = st.session_state.pop(f"problem/{ref}", "")
    data = {
        "title": view.exercise.title.get(words.language),
        "fields": view.drawing.fields(words.language),
        "value": view.drawing.shown(view.value),
        "result": _result(view, words, problem),
        "text": form_texts(words, words.say("form.save" if open_work else "form.check")),
        "language": words.language,
        "readonly": view.tries_left == 0 or (view.standing.solution_shown and not open_work),
        "key": view.drawn_with,
        "keep": f"learnenv/{actor.learner}/{ref}",
        "drafts": open_work,
        "draft_seq": st.session_state.get(f"draft-seq/{ref}", 0),
    }
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
        view = answering.submit(
            state.app(),
            actor,
            ref,
            _mapping(sent.get("value")),
            drawn_with=str(sent.get("key", ""))[:64],
            seconds=_seconds(sent.get("seconds")),
        )
    except LearnenvError as error:
        st.session_state[f"problem/{ref}"] = describe(error, words, handing_in=True)
        return
    st.session_state[f"answered/{ref}"] = view
    if view.newly_done:
        st.session_state["page-moved-on"] = True


def _drafted(words: Speech, ref: str, sent: Mapping[str, Any]) -> None:
    try:
        actor = state.acting()
        if actor is None or not sent:
            return
        answering.save_draft(state.app(), actor, ref, _mapping(sent.get("value")))
    except LearnenvError as error:
        st.session_state[f"problem/{ref}"] = describe(error, words, handing_in=True)
        return
    number = sent.get("seq")
    st.session_state[f"draft-seq/{ref}"] = number if isinstance(number, int | float) else 0


def _result(view: ExerciseView, words: Speech, problem: str) -> dict[str, Any] | None:
    """What the form shows at its fields and says aloud. Null before any answer."""
    kind = "error" if problem else feedback_state(view)
    if not kind:
        return None
    ref = view.exercise.ref
    unreadable: InvalidAnswer | None = view.trouble.problems if view.trouble else None
    return {
        "attempt": view.standing.attempts * 1000 + st.session_state.get(f"checks/{ref}", 0),
        "state": kind,
        "message": problem or headline(view, words),
        "parts": _marks(view),
        "invalid": {name: words.say(each) for name, each in unreadable.problems.items()} if unreadable else {},
    }


def _marks(view: ExerciseView) -> list[dict[str, Any]]:
    if view.grade is None or view.trouble:
        return []
    return [
        {"field": mark.field, "item": view.drawing.token(mark.field, mark.item), "right": mark.right}
        for mark in view.grade.marks
        if mark.item and mark.right is not None
    ]


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
            shown = exercise.hints[: standing.hints]
            lines = [
                f"**{words.say('hint.number', n=n)}** {hint.get(words.language)}" for n, hint in enumerate(shown, 1)
            ]
            st.markdown("\n\n".join(lines))
    if standing.solution_shown and not exercise.type.open:
        with st.container(key=f"solution-{ref}"):
            st.markdown(_solution(words, view))
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


def _solution(words: Speech, view: ExerciseView) -> str:
    answer = answering.solution(view.exercise)
    said = answer_markdown(view.drawing.form, answer, words)
    explanation = view.exercise.explanation.get(words.language)
    return f"**{words.say('solution.title')}**\n\n{said}\n\n{explanation}"


def _just_answered(ref: str) -> ExerciseView | None:
    found = st.session_state.pop(f"answered/{ref}", None)
    return found if isinstance(found, ExerciseView) else None


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _seconds(value: object) -> float:
    return float(value) if isinstance(value, int | float) and value == value else 0.0
