"""A bare Streamlit page with the same widgets as a lesson page: text, one form component in a fragment, feedback,
buttons. It grades with one comparison, keeps nothing and knows nobody."""

import json
from pathlib import Path

import streamlit as st

_PROPS = json.loads(Path(__file__).with_name("bare_props.json").read_text(encoding="utf-8"))
_form = st.components.v2.component("bare_form", js="export default () => {}")


def _answered() -> None:
    sent = st.session_state["form/bare"].submit
    if sent:
        st.session_state["n"] = st.session_state.get("n", 0) + 1
        st.session_state["right"] = sent["value"].get("choice") == _PROPS["fields"][0]["options"][0]["id"]


@st.fragment
def _exercise() -> None:
    with st.container(key="exercise"):
        st.markdown(_PROPS["prompt"])
        n = st.session_state.get("n", 0)
        data = {**_PROPS, "result": {"attempt": n, "state": "wrong", "message": "", "parts": [], "invalid": {}}}
        _form(key="form/bare", data=data, on_submit_change=_answered, on_draft_change=lambda: None)
        if n:
            with st.container(key="feedback"):
                st.markdown(_PROPS["right" if st.session_state["right"] else "wrong"])
        with st.container(horizontal=True, key="help"):
            st.button("Hint", key="hint")
            st.button("Antwoord", key="answer")


st.set_page_config(page_title="bare", layout="centered")
st.title("Een kale pagina")
st.markdown(_PROPS["text_above"])
_exercise()
st.markdown(_PROPS["text_below"])
st.button("Verder", type="primary", key="on")
