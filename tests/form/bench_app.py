"""A Streamlit app with one form per kind of field, and what the server got from each. Run by test_streamlit.py."""

from __future__ import annotations

import json
from typing import Any

import streamlit as st

from learnenv.form import streamlit_module, style
from tests.form.samples import EVERY_FIELD, props, result


@st.cache_resource
def component() -> Any:
    """The form, registered once."""
    return st.components.v2.component("bench_form", css=style(), js=streamlit_module())


@st.cache_resource
def memory() -> dict[str, dict[str, Any]]:
    """What the server has of each form, for all sessions: it stands in for a database."""
    return {field["name"]: {"runs": 0, "submits": [], "draft": None} for field in EVERY_FIELD}


@st.fragment
def exercise(field: dict[str, Any], drafts: bool) -> None:
    """One form and, below it, what the server knows."""
    name = field["name"]
    mine = memory()[name]
    mine["runs"] += 1
    key = f"form-{name}"

    def submitted() -> None:
        mine["submits"].append(dict(st.session_state[key].submit))

    def drafted() -> None:
        mine["draft"] = dict(st.session_state[key].draft)

    attempt = len(mine["submits"])
    draft = mine["draft"] or {"value": {}, "seq": 0}
    data = props(
        field,
        value=draft["value"],
        result=result(attempt, "saved", "Opgeslagen.") if attempt else None,
        key=f"{name}-{attempt}",
        keep=f"bench/{name}",
        draft_seq=draft["seq"],
        drafts=drafts,
    )
    component()(key=key, data=data, on_submit_change=submitted, on_draft_change=drafted)
    with st.container(key=f"state-{name}"):
        st.text(json.dumps(mine))


st.title("Bench")
for each in EVERY_FIELD:
    exercise(each, "drafts" in st.query_params)
