"""How the modules of an author go, over all groups."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from learnenv.domain.access import FEWEST
from learnenv.language import Speech
from learnenv.services.authored import AuthoredModule
from learnenv.services.items import ItemView
from learnenv.services.writing import plain
from learnenv.web.pages import page
from learnenv.web.parts.items import figures


def authored_modules(found: Iterable[AuthoredModule], words: Speech) -> None:
    """Per module its exercises with their figures, hardest first, and how many are told nothing of."""

    def named(item: ItemView) -> str:
        return plain(item.exercise.title.get(words.language))

    st.markdown(words.say("authored.intro", fewest=FEWEST))
    for each in found:
        title = each.module.card.title.get(words.language)
        st.header(plain(title), anchor=False)
        st.page_link(page("module"), label=words.say("authored.open"), query_params={"module": each.module.id})
        if each.items:
            figures(each.items, each.module, named, words)
        if each.untold:
            st.markdown(words.say("authored.untold", count=each.untold, fewest=FEWEST))
