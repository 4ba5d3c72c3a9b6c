"""The form as an anywidget: it draws what it is given and hands on what the learner did. It grades nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

import anywidget
import traitlets

from learnenv.form import anywidget_module, style
from learnenv.look.tokens import notebook_css

log = logging.getLogger(__name__)
Told = Callable[[str, Mapping[str, Any]], None]
"""Called with the name of an event and what came with it. It comes from a browser: nothing of it is to be trusted."""


class FormWidget(anywidget.AnyWidget):
    """One form in a notebook."""

    _esm = anywidget_module()
    _css = f"{notebook_css('.le-notebook')}{style()}"
    props = traitlets.Dict().tag(sync=True)

    def __init__(self, props: dict[str, Any], told: Told, in_words: str) -> None:
        """Draw these props. `in_words`: Markdown for where no widget can be drawn, such as a page made of it."""
        super().__init__(props=props)
        self._told = told
        self._in_words = in_words
        self.on_msg(self._received)

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        found = super()._repr_mimebundle_(**kwargs)
        if found is None:
            return None
        bundle, more = found
        return {**bundle, "text/markdown": self._in_words, "text/plain": self._in_words}, more

    def _received(self, _: object, content: Any, __: object) -> None:
        """Nothing may escape from here: what is raised while a message is handled shows nowhere in a notebook."""
        if isinstance(content, Mapping) and isinstance(content.get("event"), str):
            self._told(content["event"], content)
