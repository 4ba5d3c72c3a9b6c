"""What is shown in place of something that is not there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from learnenv.domain.errors import NotAllowed, NotFound
from learnenv.language import Speech
from learnenv.web.pages import page


@contextmanager
def or_lost(words: Speech) -> Iterator[None]:
    """Draw what is inside; if it asks for what is not there or not theirs, say so kindly, with a way back."""
    try:
        yield
    except (NotFound, NotAllowed) as error:
        lost(words, words.say(error.message))


def lost(words: Speech, sentence: str) -> None:
    """The page for an address that leads nowhere."""
    st.markdown(f"![](/look/pictures/lost.svg)\n\n# {words.say('lost.title')}\n\n{sentence}")
    st.page_link(page("modules"), label=words.say("lost.modules"))
    st.page_link(page("home"), label=words.say("lost.home"))


def missing_part(words: Speech) -> None:
    """A part of a page that its author has to mend first."""
    with st.container(key="missing-part"):
        st.markdown(f"![](/look/pictures/broken.svg) {words.say('missing.part')}")


def empty(words: Speech, picture: str, key: str) -> None:
    """A friendly line where there is nothing yet."""
    st.markdown(f"![](/look/pictures/{picture}.svg)\n\n{words.say(key)}")
