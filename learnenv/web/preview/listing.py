"""Everything that was found, file by file, each with the way to the page that it concerns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from learnenv.domain.content import LearningModule
from learnenv.domain.fault import Fault
from learnenv.language import Speech
from learnenv.plugins.problems import PluginProblem
from learnenv.services.writing import plain
from learnenv.web import state
from learnenv.web.pages import page
from learnenv.web.parts.frame import titled
from learnenv.web.parts.missing import empty
from learnenv.web.preview.bar import count
from learnenv.web.preview.places import page_of
from learnenv.web.preview.show import show

if TYPE_CHECKING:
    from learnenv.web.preview.preview import Preview

_OF_THE_FILES = ("library.left-out", "library.requires", "library.page-of-no-module", "library.no-folder")
"""Problems that say what the findings say too, or that come from looking at this folder alone."""


def findings_list(preview: Preview, words: Speech) -> None:
    """All findings of all modules in the folder, and what is wrong with plugins."""
    titled(words.say("preview.findings"))
    st.title(words.say("preview.findings"), anchor=False)
    st.markdown(words.say("preview.findings-of", count=count(preview, words), folder=f"`{preview.place}`"))
    if not preview.all_findings() and not preview.found.checking:
        empty(words, "done", "preview.all-well")
    for number, folder in enumerate(preview.folders):
        if len(preview.folders) > 1 and preview.findings(folder):
            st.header(f"`{_name(folder, preview.place)}`", anchor=False)
        _of_folder(preview, folder, words, f"findings-{number}")
    _plugins(words)


def _of_folder(preview: Preview, folder: Path, words: Speech, key: str) -> None:
    module = _module(preview, folder)
    for number, (file, found) in enumerate(groupby(preview.findings(folder), key=_file)):
        findings: Sequence[Fault] = tuple(found)
        with st.container(key=f"{key}-file-{number}"):
            st.subheader(f"`{file}`", anchor=False)
            shown = page_of(module, file) if module else None
            if module and shown:
                query = {"module": module.id, "page": shown.id}
                st.page_link(page("lesson"), label=words.say("preview.see", title=shown.titles), query_params=query)
            show(findings, words, f"{key}-{number}")


def _plugins(words: Speech) -> None:
    problems = [each for each in state.app().library.problems if each.what.key not in _OF_THE_FILES]
    if problems:
        st.header(words.say("problems.title"), anchor=False)
        st.markdown("\n".join(_problem(each, words) for each in problems))


def _problem(problem: PluginProblem, words: Speech) -> str:
    return f"- **{plain(problem.plugin)}**: {words.say(problem.what)} {plain(problem.detail)}".rstrip()


def _module(preview: Preview, folder: Path) -> LearningModule | None:
    id = next((card.id for card in preview.cards() if card.folder == folder), None)
    return state.app().library.module(id) if id else None


def _name(folder: Path, place: Path) -> str:
    return str(folder.relative_to(place)) if folder.is_relative_to(place) else str(folder)


def _file(fault: Fault) -> str:
    return fault.file
