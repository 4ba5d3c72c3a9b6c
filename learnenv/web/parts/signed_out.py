"""What a page shows when its session is over."""

from __future__ import annotations

import streamlit as st

from learnenv.language import speech


def signed_out() -> None:
    """Say so in both languages, since nobody is there to have one, with the way back in."""
    for language in ("nl", "en"):
        say = speech(language).say
        st.markdown(
            f"# {say('signed-out.title')}\n\n{say('signed-out.text')}\n\n[{say('signed-out.link')}](/welcome)"
        )
