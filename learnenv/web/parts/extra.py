"""A page of a plugin's: text, pictures and tables, each shown as what it is and never as HTML."""

from __future__ import annotations

import streamlit as st

from learnenv.domain.errors import LearnenvError, NotFound
from learnenv.domain.learner import Actor
from learnenv.domain.text import Text
from learnenv.language import Speech
from learnenv.services import module_pages
from learnenv.services.failures import describe
from learnenv.services.showing import parts_markdown
from learnenv.web import state
from learnenv.web.addresses import extra_picture_address
from learnenv.web.pages import page
from learnenv.web.parts.frame import titled


def extra_page(actor: Actor, module: str, name: str, words: Speech) -> None:
    """The page with the way back to its module. One that cannot be drawn says so, and everything else goes on."""
    try:
        view = module_pages.module_page(state.app(), actor, module, name)
    except NotFound:
        raise
    except LearnenvError as error:
        _failed(describe(error, words), words)
        _to_module(module, Text(*[words.say("lost.to-module")] * 2), words)
        return
    title = view.page.title.get(words.language)
    titled(title)
    with st.container(horizontal=True, key="place", vertical_alignment="center"):
        _to_module(module, view.module.card.title, words)
    st.title(title, anchor=False)
    for markdown in parts_markdown(
        view.parts, module, lambda number, part: extra_picture_address(module, name, number, part.svg)
    ):
        st.markdown(markdown)


def _failed(sentence: str, words: Speech) -> None:
    title = words.say("module-page.sorry")
    titled(title)
    st.markdown(f"![](/look/pictures/broken.svg)\n\n# {title}\n\n{sentence}")


def _to_module(module: str, label: Text, words: Speech) -> None:
    st.page_link(page("module"), label=label.get(words.language), query_params={"module": module})
