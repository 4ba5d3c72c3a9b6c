"""The parts of a module's page."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

import streamlit as st

from learnenv.domain.content import MissingPart
from learnenv.domain.mastery import PageProgress, what_completes
from learnenv.language import Speech
from learnenv.services.learning import ModuleView
from learnenv.services.taking_over import EarlierWork
from learnenv.web import state
from learnenv.web.pages import page
from learnenv.web.parts.cards import picture, progress_line
from learnenv.web.parts.missing import missing_part
from learnenv.web.parts.taking_over import begin_with


def about(view: ModuleView, words: Speech) -> None:
    """The picture, what it is, how long it takes and how far the learner is."""
    card, language = view.card, words.language
    st.markdown(f"![{card.picture_alt.get(language)}]({picture(card)})")
    st.markdown(f"{card.summary.get(language)}\n\n{words.say('module.minutes', minutes=words.minutes(card.minutes))}")
    if view.progress.begun:
        done = "module.mastered" if view.progress.mastered else "module.completed"
        said = words.say(done) if view.progress.completed else progress_line(card, view.progress, words)
        st.markdown(said)


def way_in(view: ModuleView, words: Speech) -> None:
    """One primary link: begin, go on, or look again."""
    if not view.module.pages:
        missing_part(words)
        return
    following = view.progress.next_page
    target = following.page if following else view.module.pages[0]
    label = "module.start" if not view.progress.begun else "module.go-on" if following else "module.again"
    with st.container(key="next"):
        st.page_link(
            page("lesson"),
            label=words.say(label, title=target.titles),
            query_params={"module": view.module.id, "page": target.id},
        )


def gains(view: ModuleView, words: Speech) -> None:
    """What you can do after it, and what you make."""
    language = words.language
    lists = {
        "module.outcomes": [outcome.get(language) for outcome in view.card.outcomes],
        "module.products": [product.title.get(language) for product in view.card.produces],
    }
    for key, lines in lists.items():
        if lines:
            listed = "\n".join(f"- {line}" for line in lines)
            st.markdown(f"## {words.say(key)}\n\n{listed}")


def begins_with(works: Iterable[EarlierWork], words: Speech) -> None:
    """What the learner made before and goes on with here."""
    if lines := begin_with(works, words):
        st.markdown(f"## {words.say('module.begin-with')}\n\n{lines}")


def page_map(view: ModuleView, words: Speech) -> None:
    """The map of the pages: a winding path, drawn by the server; the list under it says the same in words."""
    letters = "".join(state[0] for state in view.progress.states())
    alt = words.say("module.map", done=view.progress.done, total=len(view.module.pages))
    for shape in ("wide", "narrow"):
        narrow = "1" if shape == "narrow" else "0"
        query = {"module": view.module.id, "states": letters, "narrow": narrow, "lang": words.language}
        with st.container(key=f"map-{shape}"):
            st.markdown(f"![{alt}](/picture/trail.svg?{urlencode(query)})")


def page_list(view: ModuleView, words: Speech) -> None:
    """The pages in order, each with its minutes and the one sentence on what completes it."""
    st.header(words.say("module.pages"), anchor=False)
    with st.container(key="pagemap"):
        for number, (each, state) in enumerate(zip(view.progress.pages, view.progress.states(), strict=True), 1):
            with st.container(key=f"step-{state}-{number}"):
                st.page_link(
                    page("lesson"),
                    label=f"{number}. {each.page.titles.get(words.language)}",
                    query_params={"module": view.module.id, "page": each.page.id},
                )
                st.markdown(_facts(view, each, words))


def extra_pages(module: str, words: Speech) -> None:
    """The pages that plugins add to the module."""
    found = state.app().library.pages(module)
    if not found:
        return
    st.header(words.say("module.extra-pages"), anchor=False)
    with st.container(key="extra-pages"):
        for each in found:
            st.page_link(
                page("extra"),
                label=each.title.get(words.language),
                query_params={"module": module, "name": each.name},
            )


def _facts(view: ModuleView, each: PageProgress, words: Speech) -> str:
    state = words.say("stop.done" if each.done else "stop.begun" if each.begun else "stop.todo")
    facts = f"{state} · {words.minutes(each.page.minutes)}. {words.say(what_completes(view.module, each.page))}"
    if any(isinstance(block, MissingPart) for blocks in each.page.blocks.values() for block in blocks):
        facts += f" {words.say('missing.on-page')}"
    return facts
