"""The sources: of a page, under the numbers that its text uses, and of all modules."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from learnenv.domain.content import LearningModule, ModuleCard, Page, Source
from learnenv.language import Speech
from learnenv.language.sources import source_line, sources_markdown


def sources(module: LearningModule, page: Page, words: Speech) -> None:
    """List those of a page, numbered as in the text."""
    if text := sources_markdown(module, page, words):
        with st.container(key="sources"):
            st.markdown(text)


def all_sources(by_module: Sequence[tuple[ModuleCard, Sequence[Source]]], words: Speech) -> None:
    """Those of every module, under its title."""
    for card, named in by_module:
        lines = "\n".join(f"- {source_line(source, words)}" for source in named)
        with st.container(key=f"sources-{card.id}"):
            st.markdown(f"## {card.title.get(words.language)}\n\n{lines}")
