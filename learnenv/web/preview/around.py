"""What an author's page has around it, and in its place when a module cannot be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from learnenv.domain.learner import Actor
from learnenv.language import Speech
from learnenv.web.parts.frame import frame, titled
from learnenv.web.preview.bar import at_hand, bar
from learnenv.web.preview.places import of_module
from learnenv.web.preview.show import show

if TYPE_CHECKING:
    from learnenv.web.preview.preview import Preview


def previewed(preview: Preview, page: StreamlitPage, actor: Actor, words: Speech) -> None:
    """Draw the author's bar, the frame that learners see, and the page."""
    here = page.url_path
    bar(preview, actor, words, here)
    frame(actor, words, here)
    if preview.unreadable() and here != "problems" and not _can_be_shown(preview):
        _unreadable(preview, words)
        return
    _of_the_module(preview, words, here)
    page.run()


def _can_be_shown(preview: Preview) -> bool:
    asked = st.query_params.get("module", "")
    shown = {card.id for card in preview.cards()}
    return asked in shown if asked else bool(shown)


def _unreadable(preview: Preview, words: Speech) -> None:
    """Say of modules that cannot be shown what is wrong; the page comes alive when that is mended."""
    titled(words.say("preview.unreadable"))
    st.title(words.say("preview.unreadable"), anchor=False)
    st.markdown(words.say("preview.unreadable-text"))
    for number, folder in enumerate(preview.unreadable()):
        show(preview.findings(folder), words, f"findings-unreadable-{number}")


def _of_the_module(preview: Preview, words: Speech, here: str) -> None:
    """On the page of a module: what concerns none of its pages in particular."""
    module = at_hand(preview) if here == "module" else None
    found = of_module(module, preview.findings(module.card.folder)) if module else ()
    show(found, words, "findings-module")
