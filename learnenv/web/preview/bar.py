"""The author's bar: which module this is, every page at hand, the other language, and how many findings there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from learnenv.domain.content import LearningModule
from learnenv.domain.errors import NotFound
from learnenv.domain.learner import Actor
from learnenv.domain.text import Language
from learnenv.language import Speech
from learnenv.services import identity
from learnenv.services.writing import plain
from learnenv.web import state
from learnenv.web.going import go_to
from learnenv.web.pages import page
from learnenv.web.preview.places import counted

if TYPE_CHECKING:
    from learnenv.web.preview.preview import Preview


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to jump to."""

    page: str
    query: tuple[tuple[str, str], ...]
    label: str


def bar(preview: Preview, actor: Actor, words: Speech, here: str) -> None:
    """Draw the bar. What it is drawn from is named in it: the script of the preview runs the page anew when that
    changes."""
    version = preview.version
    module = at_hand(preview)
    with st.container(horizontal=True, key="preview-bar", vertical_alignment="center"):
        name = module.card.title.get(words.language) if module else preview.place.name
        with st.container(key=f"preview-version-{version}"):
            st.markdown(f"**{words.say('preview.label')}** *{plain(name)}*")
        _jump(preview, module, words, here)
        other: Language = "en" if actor.language == "nl" else "nl"
        label = words.say("menu.other-language")
        st.button(label, key="preview-language", on_click=read_in, args=(other,))
        with st.container(key=f"preview-count-{_worst(preview)}", width="content"):
            st.page_link(page("problems"), label=count(preview, words))


def at_hand(preview: Preview) -> LearningModule | None:
    """The module that the page is about, else the first one."""
    asked = st.query_params.get("module", "")
    library = state.app().library
    ids = [asked, *(card.id for card in preview.cards())]
    for id in ids:
        try:
            return library.module(id)
        except NotFound:  # it may go at any moment
            continue
    return None


def count(preview: Preview, words: Speech) -> str:
    """How much was found, in words."""
    found = preview.found
    if found.failed:
        return words.say("preview.checker-failed")
    counts = counted(preview.all_findings())
    said = words.listing([words.say(f"preview.count.{kind}", count=number) for kind, number in counts.items()])
    if found.checking:
        return words.say("preview.checking")
    return said or words.say("preview.nothing-found")


def _worst(preview: Preview) -> str:
    if preview.found.checking:
        return "busy"
    return next(iter(counted(preview.all_findings())), "none")


def _jump(preview: Preview, module: LearningModule | None, words: Speech, here: str) -> None:
    """A list of every page, with the present one in it. It is another list on each page: one list for all would go on
    sending what was chosen in it before."""
    places = _places(preview, module, words)
    current = next((number for number, place in enumerate(places) if _is_asked(place, here)), None)
    key = f"preview-jump/{here}/{current}/{words.language}"
    st.selectbox(
        words.say("preview.jump"),
        places,
        index=current,
        format_func=_label,
        key=key,
        on_change=_go,
        args=(key,),
        placeholder=words.say("preview.jump"),
        label_visibility="collapsed",
    )


def _places(preview: Preview, module: LearningModule | None, words: Speech) -> Sequence[Place]:
    others = [card for card in preview.cards() if module is None or card.id != module.id]
    places = []
    if module:
        id = module.id
        places.append(Place("module", (("module", id),), words.say("preview.jump.module")))
        places += [
            Place("lesson", (("module", id), ("page", each.id)), f"{number}. {each.titles.get(words.language)}")
            for number, each in enumerate(module.pages, 1)
        ]
    places += [Place("module", (("module", card.id),), card.title.get(words.language)) for card in others]
    return [*places, Place("problems", (), words.say("preview.jump.findings"))]


def _is_asked(place: Place, here: str) -> bool:
    return place.page == here and all(st.query_params.get(name) == value for name, value in place.query)


def _label(place: Place) -> str:
    return place.label


def _go(key: str) -> None:
    place = st.session_state.get(key)
    if isinstance(place, Place):
        go_to(place.page, dict(place.query))


def read_in(language: Language) -> None:
    """Read on in this language; a callback."""
    actor = state.acting()
    if actor is not None:
        identity.set_language(state.app(), actor, language)
        state.forget_reading()
