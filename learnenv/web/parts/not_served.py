"""What the page shows when it was started by Streamlit itself: without the gate nobody can be let in."""

from __future__ import annotations

import streamlit as st

from learnenv.language import speech


def not_served() -> None:
    """Say in both languages how learnenv is started."""
    for language in ("nl", "en"):
        say = speech(language).say
        st.markdown(f"# {say('not-served.title')}\n\n{say('not-served.text')}\n\n`learnenv run`")
