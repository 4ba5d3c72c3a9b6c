"""The note at the end of a case: typed here, kept as it is typed, and added to the learner's own canvas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from learnenv.domain.drawing import Drawing
from learnenv.domain.errors import LearnenvError
from learnenv.domain.form import LongText
from learnenv.domain.learner import Actor
from learnenv.domain.text import Text
from learnenv.language import Speech
from learnenv.services import casework
from learnenv.services.case_note import NoteView
from learnenv.services.casework import CaseView
from learnenv.services.failures import describe
from learnenv.services.form_props import form_texts
from learnenv.services.writing import plain
from learnenv.web import state
from learnenv.web.form import draw_form, event
from learnenv.web.pages import page

_NOTE = "note"


def note_form(actor: Actor, view: CaseView, note: NoteView, words: Speech) -> None:
    """The question, a box for the note, and the way to the canvas."""
    ref, language = view.case.ref, words.language
    canvas = note.canvas.title.get(language)
    label = words.say("case.note-label", cell=note.cell, canvas=note.canvas.title)
    data = {
        "title": words.say("case.note"),
        "fields": Drawing((LongText(_NOTE, Text(label, label), rows=4),), "").fields(language),
        "value": {_NOTE: note.text} if note.text else {},
        "result": _result(ref, words),
        "text": form_texts(words, words.say("case.note-button")),
        "language": language,
        "readonly": False,
        "key": str(view.number),
        "keep": f"learnenv/{actor.learner}/{ref}:note",
        "drafts": True,
        "draft_seq": st.session_state.get(f"draft-seq/{ref}:note", 0),
    }
    key = f"carry/{ref}"
    with st.container(key="exercise-case-note"):
        st.markdown(f"### {words.say('case.note')}\n\n{note.prompt.get(language)}")
        draw_form(
            key,
            data,
            on_submit=lambda: _carried(ref, event(key, "submit"), words),
            on_draft=lambda: _typed(ref, event(key, "draft"), words),
        )
        if view.walk.carried:
            st.markdown(words.say("case.note-there", canvas=plain(canvas), cell=plain(note.cell.get(language))))
        if note.page:
            query = {"module": view.module.id, "page": note.page.id}
            st.page_link(page("lesson"), label=words.say("case.note-open", canvas=canvas), query_params=query)


def _carried(ref: str, sent: Mapping[str, Any], words: Speech) -> None:
    checks = f"carries/{ref}"
    st.session_state[checks] = st.session_state.get(checks, 0) + 1
    number = str(sent.get("key", ""))
    try:
        actor = state.acting()
        if actor is None or not sent or not (number.isascii() and number.isdigit() and len(number) < 9):
            return
        view = casework.carry(state.app(), actor, ref, _text(sent), int(number))
        st.session_state[f"moved/{ref}"] = view
        st.session_state[f"carried/{ref}"] = ("saved", words.say("case.note-added"))
    except LearnenvError as error:
        st.session_state[f"carried/{ref}"] = ("error", describe(error, words, handing_in=True))


def _typed(ref: str, sent: Mapping[str, Any], words: Speech) -> None:
    try:
        actor = state.acting()
        if actor is None or not sent:
            return
        casework.keep_note(state.app(), actor, ref, _text(sent))
    except LearnenvError as error:
        st.session_state[f"carried/{ref}"] = ("error", describe(error, words, handing_in=True))
        return
    number = sent.get("seq")
    st.session_state[f"draft-seq/{ref}:note"] = number if isinstance(number, int | float) else 0


def _result(ref: str, words: Speech) -> dict[str, Any] | None:
    """What the form says of the latest time that it was sent; said until the page is opened anew."""
    kind, message = st.session_state.get(f"carried/{ref}", ("", ""))
    if not kind:
        return None
    attempt = st.session_state.get(f"carries/{ref}", 0)
    return {"attempt": attempt, "state": kind, "message": message, "parts": [], "invalid": {}}


def _text(sent: Mapping[str, Any]) -> str:
    value = sent.get("value")
    text = value.get(_NOTE) if isinstance(value, Mapping) else ""
    return text if isinstance(text, str) else ""
