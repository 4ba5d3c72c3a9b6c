"""A lesson's blocks, each with what the checker says of it. For learners: the blocks and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from learnenv.domain.content import Block, Prose
from learnenv.domain.text import LANGUAGES
from learnenv.language import Speech
from learnenv.services.learning import PageView
from learnenv.web import state
from learnenv.web.preview.bar import read_in
from learnenv.web.preview.places import OnPage
from learnenv.web.preview.show import show


def each_block(view: PageView, words: Speech, draw: Callable[[Block], None]) -> None:
    """Draw every block of a page, in a preview with its findings."""
    blocks = view.page.blocks[words.language]
    preview = state.preview()
    if preview is None:
        for block in blocks:
            draw(block)
        return
    found = OnPage(view.page, words.language, preview.findings(view.module.card.folder))
    show(found.head, words, "findings-head")
    _elsewhere(found, words)
    for number, block in enumerate(blocks):
        # A container of its own, so that what comes or goes in one block leaves the others where they are.
        with st.container(key=f"block-{number}"):
            _block(found, block, words, draw, number)


def _block(found: OnPage, block: Block, words: Speech, draw: Callable[[Block], None], number: int) -> None:
    if not isinstance(block, Prose):
        show(found.at(block), words, f"findings-{number}")
        draw(block)
        return
    for part, (piece, findings) in enumerate(found.pieces(block)):
        draw(piece)
        show(findings, words, f"findings-{number}-{part}")


def _elsewhere(found: OnPage, words: Speech) -> None:
    """Findings in the other language's text have no place on this page."""
    with st.container(key="findings-elsewhere"):
        if found.elsewhere:
            label = words.say("preview.elsewhere", count=len(found.elsewhere))
            other = next(each for each in LANGUAGES if each != words.language)
            st.button(label, key="other-language", on_click=read_in, args=(other,), type="tertiary")
