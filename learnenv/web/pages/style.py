"""The whole look on one page, so that it can be judged and changed in one place."""

from learnenv.web import state
from learnenv.web.parts.style import colours, parts, pictures, type_sizes

_words = state.words(state.actor())
type_sizes(_words)
colours(_words)
pictures(_words)
parts(_words)
