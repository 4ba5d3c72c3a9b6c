"""My progress: what is done, scores, tries, and the products made."""

import streamlit as st

from learnenv.services import calibrating, learning, products, reviewing
from learnenv.web import state
from learnenv.web.parts.missing import empty
from learnenv.web.parts.progress import made, module_table
from learnenv.web.parts.review import invitation
from learnenv.web.parts.sure import calibration

_actor = state.actor()
_words = state.words(_actor)
st.title(_words.say("progress.title"), anchor=False)
_begun = learning.begun_modules(state.app(), _actor)
if not _begun:
    empty(_words, "empty-progress", "progress.none")
invitation(reviewing.due(state.app(), _actor, _begun), _words)
for _view in _begun:
    module_table(state.app(), _actor, _view, _words)
calibration(calibrating.picture(state.app(), _actor), _actor, _words)
made(products.products(state.app(), _actor, [view.module for view in _begun]), _words)
if _begun:
    st.markdown(f"[{_words.say('progress.download')}](/progress.md)")
