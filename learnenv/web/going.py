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


def keep_address() -> None:
    """Tell the browser what was asked of this page. After a link from a page to itself that asks something else, such
    as to the lesson before, Streamlit would keep the address and the question of before, and ask that at the next
    click. Where the address is right already nothing happens; where nothing was asked there is nothing to keep, and
    saying so would wipe the question out of the address that the browser came from."""
    if asked := st.query_params.to_dict():
        st.query_params.from_dict(asked)
