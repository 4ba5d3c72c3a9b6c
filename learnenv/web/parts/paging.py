"""Pages of a long list, by buttons."""

from __future__ import annotations

import streamlit as st

from learnenv.language import Speech


def page_number(name: str = "p") -> int:
    """The page asked for in the address; 1 for anything that is no number. `name` tells lists on one page apart."""
    text = st.query_params.get(name, "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def paging(number: int, total: int, words: Speech, name: str = "p") -> None:
    """Previous and next; nothing when one page holds all."""
    if total < 2:
        return
    mark = "" if name == "p" else f"-{name}"
    with st.container(horizontal=True, key=f"paging{mark}", vertical_alignment="center"):
        _button("previous", number - 1, words, name, mark, disabled=number <= 1)
        st.markdown(words.say("paging.where", number=number, total=total))
        _button("next", number + 1, words, name, mark, disabled=number >= total)


def _button(which: str, to: int, words: Speech, name: str, mark: str, *, disabled: bool) -> None:
    label = words.say(f"paging.{which}")
    st.button(label, key=f"{which}{mark}", disabled=disabled, on_click=_go, args=(to, name))


def _go(number: int, name: str) -> None:
    st.query_params[name] = str(number)
