"""The pages: each reads input, calls one service and shows the result."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

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


def pages(words: Speech) -> Mapping[str, StreamlitPage]:
    """Every page by name. The list does not grow with the number of modules: a module is a parameter."""
    names = (*_NAMES, "problems") if state.own_machine() else _NAMES
    return {
        name: st.Page(page(name), title=words.say(f"page.title.{name}"), url_path=name, default=name == "home")
        for name in names
    }


def page(name: str) -> str:
    """The file of a page, for links and switches."""
    return str(_HERE / f"{name.replace('-', '_')}.py")
