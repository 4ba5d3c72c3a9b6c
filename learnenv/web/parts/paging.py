"""Pages of a long list, by buttons."""

from __future__ import annotations

import streamlit as st

from learnenv.language import Speech


def page_number() -> int:
    """The page asked for in the address; 1 for anything that is no number."""
    text = st.query_params.get("p", "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def paging(number: int, total: int, words: Speech) -> None:
    """Previous and next; nothing when one page holds all."""
    if total < 2:
        return
    with st.container(horizontal=True, key="paging", vertical_alignment="center"):
        st.button(
            words.say("paging.previous"), key="previous", disabled=number <= 1, on_click=_go, args=(number - 1,)
        )
        st.markdown(words.say("paging.where", number=number, total=total))
        st.button(words.say("paging.next"), key="next", disabled=number >= total, on_click=_go, args=(number + 1,))


def _go(number: int) -> None:
    st.query_params["p"] = str(number)
