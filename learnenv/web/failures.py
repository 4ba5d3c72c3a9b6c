"""What a page shows when something fails: one plain sentence with the way out, never a traceback."""

from __future__ import annotations

import logging

import streamlit as st

from learnenv.domain.errors import LearnenvError, StoreError
from learnenv.language import Speech, speech
from learnenv.web import state

log = logging.getLogger(__name__)


def on_script_error(error: Exception) -> bool:
    """Show an error in the reader's language; True keeps Streamlit's own English box away."""
    st.error(describe(error, _speech()))
    return True


def describe(error: Exception, words: Speech, *, handing_in: bool = False) -> str:
    """An expected error in its own words. One of the record tells paths and settings, which are for whoever runs the
    program, and an unexpected one is a bug: both are logged, and described in general."""
    if isinstance(error, StoreError):
        log.error("the record: %s", speech("en").say(error.message))
        return words.say("failure.not-saved" if handing_in else "failure.store")
    if isinstance(error, LearnenvError):
        return words.say(error.message)
    log.error("a page failed", exc_info=error)
    return words.say("failure.page")


def _speech() -> Speech:
    try:
        found = state.current_actor()
    except LearnenvError:
        found = None
    return speech(found.language if found else "nl")
