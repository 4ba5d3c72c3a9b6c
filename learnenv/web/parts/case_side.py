"""How things stand in a case, and the way so far: quiet figures, a map, and the same in words."""

from __future__ import annotations

import streamlit as st

from learnenv.domain.case import Variable
from learnenv.language import Speech
from learnenv.services.case_picture import map_alt
from learnenv.services.case_writing import change_of, path_markdown
from learnenv.services.casework import CaseView
from learnenv.services.writing import plain
from learnenv.web.case_map import map_address, meter_address


def values(view: CaseView, words: Speech) -> None:
    """Each variable by name, as a small bar and a number, with what the latest choice did to it."""
    if view.case.variables:
        with st.container(key="case-values"):
            st.markdown("\n".join(f"- {_value(view, each, words)}" for each in view.case.variables))


def path_so_far(view: CaseView, words: Speech) -> None:
    """The map, wide and narrow, of which the style sheet shows one; what its signs mean; and the same in words."""
    seen, language = view.map(), words.language
    st.markdown(f"## {words.say('case.map')}")
    alt = plain(map_alt(view, words))
    for shape in ("wide", "narrow"):
        with st.container(key=f"case-map-{shape}"):
            st.markdown(f"![{alt}]({map_address(view, language, narrow=shape == 'narrow')})")
    st.caption(words.say("case.map-key"))
    with st.expander(words.say("case.map-words")):
        st.markdown(path_markdown(view, seen, words))


def _value(view: CaseView, variable: Variable, words: Speech) -> str:
    now = view.walk.values[variable.id]
    part = (now - variable.least) / (variable.most - variable.least) if variable.most > variable.least else 1.0
    scale = words.say("case.scale", least=variable.least, most=variable.most)
    changed = change_of(view, variable)
    news = f" *{changed}*" if changed else ""
    return f"{plain(variable.title.get(words.language))} ![{scale}]({meter_address(part)}) **{now}**{news}"
