"""The recovery code: made on request, shown once."""

from __future__ import annotations

import streamlit as st

from learnenv.language import Speech
from learnenv.services import identity
from learnenv.web import state


def recovery_code(words: Speech, has_one: bool) -> None:
    """Explain the code, make one on request and show it this once."""
    st.header(words.say("you.code"), anchor=False)
    st.markdown(words.say("you.code-text"))
    code = st.session_state.pop("recovery-code", "")
    if code:
        with st.container(key="recovery-code"):
            st.markdown(f"**{words.say('you.code-now')}**\n\n`{code}`\n\n{words.say('you.code-keep')}")
        return
    if has_one:
        st.markdown(words.say("you.code-exists"))
    label = words.say("you.code-again" if has_one else "you.code-make")
    st.button(label, key="make-code", type="secondary" if has_one else "primary", on_click=_make)


def _make() -> None:
    actor = state.acting()
    if actor is None:
        return
    st.session_state["recovery-code"] = identity.new_recovery_code(state.app(), actor)
