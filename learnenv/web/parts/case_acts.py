"""What a learner does in a case: choosing, and going back. Everything is on record before it is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import streamlit as st

from learnenv.domain.errors import LearnenvError
from learnenv.domain.learner import Actor
from learnenv.domain.text import Text
from learnenv.language import Speech
from learnenv.services import casework
from learnenv.services.app import App
from learnenv.services.casework import CaseView
from learnenv.services.failures import describe
from learnenv.services.form_props import form_texts
from learnenv.web import state
from learnenv.web.form import draw_form, event

Act: TypeAlias = Callable[[App, Actor, str, int], CaseView]
"""Going back or beginning again: with the number that the button was drawn with."""


def choices(actor: Actor, view: CaseView, words: Speech) -> None:
    """What one can do here, as a form with one button."""
    ref, place = view.case.ref, view.place
    label = words.say("case.choose")
    drawing = casework.choices_drawn(state.app(), actor, view, Text(label, label))
    key = f"choose/{ref}/{place}"
    data = {
        "title": view.walk.scene.title.get(words.language),
        "fields": drawing.fields(words.language),
        "value": {},
        "result": _nothing_chosen(ref, drawing.form[0].name, words),
        "text": form_texts(words, words.say("case.choose-button")),
        "language": words.language,
        "readonly": False,
        "key": str(view.number),
        "keep": f"learnenv/{actor.learner}/{ref}:choice",
        "drafts": False,
        "draft_seq": 0,
    }
    draw_form(key, data, on_submit=lambda: _chosen(ref, place, event(key, "submit"), words), on_draft=lambda: None)


def move(act: Act, ref: str, after: int, words: Speech) -> None:
    """Do this and keep what it gave for the run that follows; inside a callback."""
    try:
        actor = state.acting()
        if actor is not None:
            st.session_state[f"moved/{ref}"] = act(state.app(), actor, ref, after)
    except LearnenvError as error:
        st.session_state[f"case-problem/{ref}"] = describe(error, words, handing_in=True)


def just_moved(ref: str) -> CaseView | None:
    """What the move gave that was made just now."""
    found = st.session_state.pop(f"moved/{ref}", None)
    return found if isinstance(found, CaseView) else None


def problem_of(ref: str) -> str:
    """Why a move could not be made just now."""
    return str(st.session_state.pop(f"case-problem/{ref}", ""))


def _chosen(ref: str, place: int, sent: Mapping[str, Any], words: Speech) -> None:
    value, number = sent.get("value"), str(sent.get("key", ""))

    def choose(app: App, actor: Actor, ref: str, after: int) -> CaseView:
        raw = value if isinstance(value, Mapping) else {}
        choice = casework.choice_sent(app, actor, ref, raw, place)
        if choice:
            return casework.choose(app, actor, ref, choice, after)
        missed = f"case-missed/{ref}"
        st.session_state[missed] = st.session_state.get(missed, 0) + 1
        st.session_state[f"case-missing/{ref}"] = True
        return casework.view(app, actor, ref)

    if number.isascii() and number.isdigit() and len(number) < 9:
        move(choose, ref, int(number), words)


def _nothing_chosen(ref: str, field: str, words: Speech) -> dict[str, Any] | None:
    """What the form says when it was sent without a choice."""
    if not st.session_state.pop(f"case-missing/{ref}", False):
        return None
    said = words.say("answer.missing.choice")
    attempt = st.session_state[f"case-missed/{ref}"]
    return {"attempt": attempt, "state": "invalid", "message": said, "parts": [], "invalid": {field: said}}
