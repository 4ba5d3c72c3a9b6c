"""Doing something on request: who asks is read anew, and what came of it is said once, on the run that follows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from learnenv.domain.errors import LearnenvError
from learnenv.domain.learner import Actor
from learnenv.domain.text import Message
from learnenv.services.failures import describe
from learnenv.web import state

_PROBLEM, _DONE = "acting/problem", "acting/done"


def act(do: Callable[[Actor], object], said: Message | None = None) -> bool:
    """Do this inside a callback, as whoever is asking; `said`: what to say when it is done. False when it was not."""
    actor = state.acting()
    if actor is None:
        return False
    words = state.words(actor)
    try:
        do(actor)
    except LearnenvError as error:
        st.session_state[_PROBLEM] = describe(error, words)
        return False
    if said:
        st.session_state[_DONE] = words.say(said)
    return True


def report(done: Sequence[Message], problems: Sequence[Message]) -> None:
    """Say what came of something that partly went well, a line each, on the run that follows."""
    actor = state.acting()
    if actor is not None:
        words = state.words(actor)
        st.session_state[_DONE] = "\n".join(map(words.say, done))
        st.session_state[_PROBLEM] = "\n".join(map(words.say, problems))


def outcome() -> None:
    """Say what came of what was asked for just now, if anything was."""
    problem, done = st.session_state.pop(_PROBLEM, ""), st.session_state.pop(_DONE, "")
    for kind, sentence in (("wrong", problem), ("right", done)):
        if sentence:
            with st.container(key=f"feedback-{kind}-act"):
                st.text(sentence)
