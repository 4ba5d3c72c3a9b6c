"""A bare Streamlit page with the same widgets as a lesson page: text, one form component in a fragment, feedback,
buttons. It grades with one comparison, keeps nothing and knows nobody.

With ?form=native the form is a stock radio and button instead, which a browser can fill in.
"""

import json
from pathlib import Path

import streamlit as st

_PROPS = json.loads(Path(__file__).with_name("bare_props.json").read_text(encoding="utf-8"))
_OPTIONS = _PROPS["fields"][0]["options"]
_form = st.components.v2.component("bare_form", js="export default () => {}")


def _answered() -> None:
    sent = st.session_state["form/bare"].submit
    if sent:
        _graded(sent["value"].get("choice"))


def _graded(choice: str) -> None:
    st.session_state["n"] = st.session_state.get("n", 0) + 1
    st.session_state["right"] = choice == _OPTIONS[0]["id"]


def _component() -> None:
    n = st.session_state.get("n", 0)
    data = {**_PROPS, "result": {"attempt": n, "state": "wrong", "message": "", "parts": [], "invalid": {}}}
    _form(key="form/bare", data=[data], on_submit_change=_answered, on_draft_change=lambda: None)


def _native() -> None:
    ids = [each["id"] for each in _OPTIONS]
    texts = {each["id"]: each["text"] for each in _OPTIONS}
    choice = st.radio("Kies", ids, format_func=texts.__getitem__, key="choice")
    st.button("Controleer", key="check", on_click=_graded, args=(choice,))


@st.fragment
def _exercise() -> None:
    with st.container(key="exercise"):
        st.markdown(_PROPS["prompt"])
        if st.query_params.get("form") == "native":
            _native()
        else:
            _component()
        if st.session_state.get("n", 0):
            with st.container(key="feedback"):
                st.markdown(_PROPS["right" if st.session_state["right"] else "wrong"])
        with st.container(horizontal=True, key="help"):
            st.button("Hint", key="hint")
            st.button("Antwoord", key="answer")


def _on() -> None:
    st.session_state["number"] = st.session_state.get("number", 1) + 1


st.set_page_config(page_title="bare", layout="centered")
st.title(f"Een kale pagina {st.session_state.get('number', 1)}")
st.markdown(_PROPS["text_above"])
_exercise()
st.markdown(_PROPS["text_below"])
st.button("Verder", type="primary", key="on", on_click=_on)
