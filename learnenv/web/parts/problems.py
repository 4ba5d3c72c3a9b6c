"""Problems of plugins and modules, named so that somebody can mend them."""

from __future__ import annotations

import streamlit as st

from learnenv.domain.fault import Fault
from learnenv.language import Speech
from learnenv.library import Library
from learnenv.services.writing import plain
from learnenv.web.parts.missing import empty


def problems(library: Library, words: Speech) -> None:
    """One line per problem: of a plugin, and of the files of each module, which are all read for it."""
    lines = [
        f"- **{plain(problem.plugin)}**: {words.say(problem.what)} {plain(problem.detail)}".rstrip()
        for problem in library.problems
    ]
    lines += [_line(card.id, fault, words) for card in library.cards() for fault in library.faults(card.id)]
    if not lines:
        empty(words, "done", "problems.none")
    st.markdown("\n".join(lines))
    st.markdown(words.say("problems.how"))


def _line(module: str, fault: Fault, words: Speech) -> str:
    place = f"{fault.file}:{fault.line}" if fault.line else fault.file
    return f"- **{plain(module)}**, {plain(place)}: {plain(words.say(fault.what))} {plain(words.say(fault.mend))}"
