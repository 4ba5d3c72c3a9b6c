"""The sources of a page, under the numbers that its text uses."""

from __future__ import annotations

import streamlit as st

from learnenv.domain.content import LearningModule, Page, Source
from learnenv.language import Speech


def sources(module: LearningModule, page: Page, words: Speech) -> None:
    """List them, numbered as in the text."""
    named = [module.sources[id] for id in page.sources if id in module.sources]
    if not named:
        return
    lines = [f"{number}. {_line(source, words)}" for number, source in enumerate(named, 1)]
    with st.container(key="sources"):
        st.markdown(f"## {words.say('sources.title')}\n\n" + "\n".join(lines))


def _line(source: Source, words: Speech) -> str:
    title = f"[{source.title}]({source.url})" if source.url.startswith("https://") else source.title
    who = ", ".join(part for part in (source.author, source.year) if part)
    extra = [words.say("sources.licence", licence=source.licence)] if source.licence else []
    return ". ".join(part.rstrip(".") for part in (title, who, *extra, source.seen.get(words.language)) if part) + "."
