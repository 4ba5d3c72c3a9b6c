"""The form as a Streamlit component: a small stub that loads the one form module from our own host, so that a rerun
carries only the values."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from learnenv.web.files import form_address

_STUB = """
const at = (path) => new URL(path.slice(1), document.baseURI).href; // every page is at the root of the application
const [form, style] = await Promise.all([
  import(at(%(script)s)),
  fetch(at(%(style)s)).then((answer) => answer.text()),
]);
const sheet = new CSSStyleSheet();
sheet.replaceSync(style);
export default (component) => {
  const root = component.parentElement.getRootNode();
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  return form.default({ ...component, data: component.data[0] });
};
"""

_component = st.components.v2.component(
    "learnenv_form",
    js=_STUB % {"script": json.dumps(form_address("js")), "style": json.dumps(form_address("css"))},
)


def draw_form(
    key: str, data: Mapping[str, Any], *, on_submit: Callable[[], None], on_draft: Callable[[], None]
) -> None:
    """Draw one form; `data` holds the props of docs/architecture.md, "The form".

    They travel in a list: each value of a mapping would be examined for being a dataframe, which loads pandas.
    """
    _component(key=key, data=[dict(data)], on_submit_change=on_submit, on_draft_change=on_draft)


def event(key: str, name: str) -> Mapping[str, Any]:
    """What a form sent, inside its callback; empty if it is not what a form sends."""
    sent = getattr(st.session_state.get(key), name, None)
    return sent if isinstance(sent, Mapping) else {}
