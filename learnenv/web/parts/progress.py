"""The parts of my progress: one table per module, and what was made."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from learnenv.domain.learner import Actor
from learnenv.language import Speech
from learnenv.services.app import App
from learnenv.services.learning import ModuleView
from learnenv.services.products import ProductView
from learnenv.services.writing import module_markdown
from learnenv.web.addresses import product_address
from learnenv.web.pages import page
from learnenv.web.parts.cards import progress_line
from learnenv.web.parts.missing import empty


def module_table(app: App, actor: Actor, view: ModuleView, words: Speech) -> None:
    """One module: how far, and a row per exercise with its score and tries."""
    card = view.card
    with st.container(key=f"progress-{card.id}"):
        st.header(card.title.get(words.language), anchor=False)
        st.markdown(progress_line(card, view.progress, words))
        st.markdown(module_markdown(view, app.record.standings(actor.learner, card.id), words))
        st.page_link(page("module"), label=words.say("progress.to-module"), query_params={"module": card.id})


def made(found: Sequence[ProductView], words: Speech) -> None:
    """The products, each to read, print and take along."""
    st.header(words.say("progress.products"), anchor=False)
    if not found:
        empty(words, "empty-products", "progress.no-products")
    for each in found:
        ref = each.exercise.ref
        with st.container(key=f"product-{ref}"):
            made_at = words.say("progress.version", n=each.version, at=words.date_time(each.made))
            st.markdown(
                f"### {each.title.get(words.language)}\n\n{made_at}\n\n"
                f"[{words.say('progress.print')}]({product_address(ref)}) · "
                f"[{words.say('progress.markdown')}]({product_address(ref, '.md')})"
            )
