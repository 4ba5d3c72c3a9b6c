"""The pages: each reads input, calls one service and shows the result.

Streamlit wants its list of pages anew for every run, and looks up each file on the disk for it: hundreds of waits,
which together were a third of drawing a page. So each page is made once, and a run is given copies.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage
from streamlit.runtime.scriptrunner import get_script_run_ctx

from learnenv.language import Speech
from learnenv.web import state

_NAMES = (
    "home",
    "modules",
    "module",
    "lesson",
    "case",
    "extra",
    "progress",
    "review",
    "review-work",
    "paths",
    "path",
    "find",
    "search",
    "glossary",
    "sources",
    "coaching",
    "authored",
    "organisations",
    "accounts",
    "installation",
    "you",
    "style",
    "cohorts",
    "cohort-manage",
    "cohort",
    "cohort-items",
    "cohort-learner",
    "cohort-answers",
)
_HERE = Path(__file__).parent
_made: dict[tuple[str, str], StreamlitPage] = {}


def pages(words: Speech) -> Mapping[str, StreamlitPage]:
    """Every page by name. The list does not grow with the number of modules: a module is a parameter."""
    names = (*_NAMES, "problems") if state.own_machine() else _NAMES
    # Copies, because Streamlit marks the one that it runs.
    return {name: copy(_page(name, words.say(f"page.title.{name}"))) for name in names}


def page(name: str) -> StreamlitPage:
    """A page, for links that have a label of their own and for switches."""
    return _page(name, name)


def _page(name: str, title: str) -> StreamlitPage:
    known = _made.get((name, title))
    if known is None:
        file = _HERE / f"{name.replace('-', '_')}.py"
        known = st.Page(file, title=title, url_path=name, default=name == "home")
        if get_script_run_ctx() is not None:  # else it is not whole
            _made[name, title] = known
    return known
