"""Everything of the look, drawn as the application draws it."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from learnenv import look
from learnenv.language import Speech
from learnenv.look.tokens import COLOURS

_FEEDBACK = ("right", "partial", "wrong", "saved", "invalid", "error")


def type_sizes(words: Speech) -> None:
    """Headings and text."""
    st.title(words.say("style.title"), anchor=False)
    st.header(words.say("style.type"), anchor=False)
    st.subheader(words.say("style.type"), anchor=False)
    st.markdown(words.say("style.text"))


def colours(words: Speech) -> None:
    """Every colour token, as it is in the theme of this moment."""
    st.header(words.say("style.colours"), anchor=False)
    swatches = [f"![](/picture/swatch.svg?{urlencode({'name': each.name})}) `--le-{each.name}`" for each in COLOURS]
    st.markdown("\n\n".join(swatches))


def pictures(words: Speech) -> None:
    """Every shipped picture, and those that are drawn from values."""
    st.header(words.say("style.pictures"), anchor=False)
    for name in look.names():
        if name.startswith("pictures/"):
            st.markdown(f"`{name}`\n\n![](/look/{name})")
    rings = " ".join(f"![](/picture/ring.svg?{urlencode({'done': done, 'total': 4})})" for done in range(5))
    st.markdown(f"{rings}\n\n![](/picture/tile.svg?module=a) ![](/picture/tile.svg?module=b)")


def parts(words: Speech) -> None:
    """Buttons, inputs and every kind of feedback."""
    st.header(words.say("style.parts"), anchor=False)
    with st.container(horizontal=True, key="style-buttons"):
        st.button(words.say("lesson.next"), type="primary", key="style-primary")
        st.button(words.say("lesson.back"), key="style-secondary")
    st.text_input(words.say("modules.search"), key="style-search")
    for kind in _FEEDBACK:
        with st.container(key=f"feedback-{kind}-style"):
            st.markdown(f"**{words.say(f'feedback.{kind}')}**")
