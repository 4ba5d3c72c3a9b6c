"""Under open work of one's own: sharing it, who read it, what they said of it, and writing back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from learnenv.domain.drawing import Drawing
from learnenv.domain.form import LongText
from learnenv.domain.learner import Actor
from learnenv.domain.text import Text
from learnenv.language import Speech
from learnenv.services import sharing
from learnenv.services.app import App
from learnenv.services.form_props import form_texts
from learnenv.services.sharing import SharingView
from learnenv.services.talking import MESSAGE
from learnenv.web import state
from learnenv.web.form import draw_form
from learnenv.web.parts.talk import (
    acted,
    calling,
    conversation,
    earlier_markdown,
    form_result,
    judged_markdown,
    keep_number,
    on,
    sent_value,
)

_SIGNS = {"accepted": "right", "again": "partial"}


def sharing_foot(actor: Actor, words: Speech, ref: str) -> None:
    """Nothing for who is in no cohort."""
    view = sharing.view(state.app(), actor, ref)
    if view is None:
        return
    with st.container(key=f"sharing-{ref}"):
        st.markdown(f"#### {words.say('sharing.title')}\n\n{_told(view, words)}")
        if problem := st.session_state.pop(f"sharing-problem/{ref}", ""):
            st.error(problem)
        if view.share is None and not view.is_full:
            label = words.say("sharing.share-again" if view.has_news else "sharing.share")
            st.button(label, key=f"share/{ref}", on_click=_pressed, args=(sharing.share, words, ref))
        _news(view, words)
        if view.share:
            _box(actor, view, words)
            label = words.say("sharing.withdraw")
            st.button(
                label, key=f"withdraw/{ref}", type="tertiary", on_click=_pressed, args=(sharing.withdraw, words, ref)
            )


def _told(view: SharingView, words: Speech) -> str:
    if view.is_full:
        return f"{words.say('sharing.yours-full')} {words.say('sharing.full', count=view.most_waiting)}"
    if view.share is None:
        limit = words.say("sharing.limit", count=view.most_waiting) if view.most_waiting else ""
        return f"{words.say('sharing.yours')} {limit}".strip()
    said = [words.say("sharing.shared", at=view.share.at)]
    said += [words.say("sharing.read", who=calling(each.by, words), at=each.at) for each in view.reads]
    return " ".join(said if view.reads else [*said, words.say("sharing.unread")])


def _news(view: SharingView, words: Speech) -> None:
    """The latest verdict, those before it, and the conversation."""
    ref = view.exercise.ref
    if view.judged:
        latest, *before = view.judged
        with st.container(key=f"feedback-{_SIGNS[latest.verdict]}-shared-{ref}"):
            st.markdown(judged_markdown(latest, words))
        if before:
            with st.expander(words.say("sharing.earlier", count=len(before))):
                st.markdown(earlier_markdown(before, words))
    conversation(view.said, words, ref)


def _box(actor: Actor, view: SharingView, words: Speech) -> None:
    ref, key = view.exercise.ref, f"talk/{view.exercise.ref}"
    label = words.say("sharing.write")
    data = {
        "title": label,
        "fields": Drawing((LongText(MESSAGE, Text(label, label), rows=3),), "").fields(words.language),
        "value": dict(view.draft),
        "result": form_result(key, st.session_state.pop(f"problem/{key}", ""), {}, words),
        "text": form_texts(words, words.say("sharing.send")),
        "language": words.language,
        "readonly": False,
        "key": str(len(view.said)),
        # Another name once a line was sent: the box for the next one begins empty.
        "keep": f"learnenv/{actor.learner}/{ref}:talk/{sum(each.mine for each in view.said)}",
        "drafts": True,
        "draft_seq": st.session_state.get(f"draft-seq/{key}", 0),
    }
    draw_form(
        key,
        data,
        on_submit=on(key, "submit", lambda sent: _sent(sent, ref, words)),
        on_draft=on(key, "draft", lambda sent: _typed(sent, ref, words)),
    )


def _sent(sent: Mapping[str, Any], ref: str, words: Speech) -> None:
    key = f"talk/{ref}"
    st.session_state[f"sent/{key}"] = st.session_state.get(f"sent/{key}", 0) + 1
    acted(lambda app, actor: sharing.say(app, actor, ref, _text(sent)), f"problem/{key}", words)


def _typed(sent: Mapping[str, Any], ref: str, words: Speech) -> None:
    key = f"talk/{ref}"
    if acted(lambda app, actor: sharing.keep(app, actor, ref, _text(sent)), f"problem/{key}", words):
        keep_number(key, sent)


def _pressed(act: Callable[[App, Actor, str], None], words: Speech, ref: str) -> None:
    acted(lambda app, actor: act(app, actor, ref), f"sharing-problem/{ref}", words)


def _text(sent: Mapping[str, Any]) -> str:
    text = sent_value(sent).get(MESSAGE)
    return text if isinstance(text, str) else ""
