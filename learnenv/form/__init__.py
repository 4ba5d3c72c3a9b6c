"""The one place that draws exercises in a browser: an ES module without dependencies, its style sheet, and an
adapter per front end. Python only joins the texts; a component is loaded from a blob: address, which cannot import
its neighbours."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

TEXT_KEYS: tuple[str, ...] = (
    "answer",
    "submit",
    "checking",
    "no_answer_yet",
    "required",
    "item_right",
    "item_wrong",
    "move_up",
    "move_down",
    "position",
    "drag_hint",
    "choose_place",
    "place_of",
    "placed",
    "not_placed",
    "not_set",
    "words_min",
    "words_max",
    "words_range",
    "row",
    "add_row",
    "remove_row",
    "unknown_field",
    "certainty",
    "certainty_low",
    "certainty_mid",
    "certainty_high",
)
"""The words that the module reads from `props.text`. The host translates them; `submit` is what it wants on the
button: check or save."""

_PARTS = (
    "dom.js",
    "frame.js",
    "drag.js",
    "fields/choice.js",
    "fields/order.js",
    "fields/place.js",
    "fields/text.js",
    "fields/table.js",
    "certainty.js",
    "foot.js",
    "picture.js",
    "form.js",
)
_HOST = "host.js"
_IMPORT = re.compile(r"^import\b[^;]*;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=function |const |class )", re.MULTILINE)


@cache
def streamlit_module() -> str:
    """The module for `st.components.v2.component(js=...)`: its default export is Streamlit's function."""
    return _joined(_HOST, "streamlit.js")


@cache
def anywidget_module() -> str:
    """The module for an anywidget: its default export draws the form in a notebook."""
    return _joined(_HOST, "anywidget.js")


@cache
def bare_module() -> str:
    """The module for a page with a host of its own: it exports `mount(root, host)`."""
    return _joined() + "\nexport { mount };\n"


@cache
def style() -> str:
    """The style sheet, for the shadow root or the page that the form is drawn in."""
    return _text("form.css")


def _joined(*adapter: str) -> str:
    parts = (_EXPORT.sub("", _IMPORT.sub("", _text(name))) for name in (*_PARTS, *adapter))
    return "\n".join(parts)


def _text(name: str) -> str:
    return (files(__name__) / name).read_text(encoding="utf-8")
