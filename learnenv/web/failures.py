"""What a page shows when something fails that nobody caught."""

from __future__ import annotations

import streamlit as st

from learnenv.domain.errors import LearnenvError
from learnenv.language import Speech, speech
from learnenv.services.failures import describe
from learnenv.web import state


def on_script_error(error: Exception) -> bool:
    """Show an error in the reader's language; True keeps Streamlit's own English box away."""
    st.error(describe(error, _speech()))
    return True


def _speech() -> Speech:
    try:
        found = state.current_actor()
    except LearnenvError:
        found = None
    return speech(found.language if found else "nl")
