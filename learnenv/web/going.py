"""Going to another page from a callback. A callback cannot switch pages itself; the run after it does so at once, so
that the page that is left is not drawn once more."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from learnenv.web.pages import page

_WANTED = "go-to"


def go_to(name: str, query: Mapping[str, str]) -> None:
    """Ask for a page, inside a callback."""
    st.session_state[_WANTED] = (name, dict(query))


def go_on_if_asked() -> None:
    """Switch to the page that a callback asked for, if one did."""
    wanted = st.session_state.pop(_WANTED, None)
    if wanted:
        name, query = wanted
        st.switch_page(page(name), query_params=query)
