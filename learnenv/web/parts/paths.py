"""The parts of learning paths."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from learnenv.language import Speech
from learnenv.services.guiding import PathView, StepView, step_title
from learnenv.web import state
from learnenv.web.pages import page


def path_card(view: PathView, words: Speech) -> None:
    """One path in the list: for whom, how long, how far, and the way in."""
    language = words.language
    with st.container(key=f"card-path-{view.path.id}"):
        st.markdown(
            f"## {view.path.title.get(language)}\n\n{view.path.summary.get(language)}\n\n{_facts(view, words)}"
        )
        label = words.say("path.open", title=view.path.title)
        st.page_link(page("path"), label=label, query_params={"path": view.path.id})


def about_path(view: PathView, words: Speech) -> None:
    """What the path is, and the one way on."""
    st.markdown(f"{view.path.summary.get(words.language)}\n\n{_facts(view, words)}")
    if not view.now:
        st.markdown(words.say("path.all-done"))
        return
    label = "path.go-on" if view.done or view.now.progress else "path.begin"
    with st.container(key="next"):
        st.page_link(
            page("module"),
            label=words.say(label, title=view.now.card.title),
            query_params={"module": view.now.card.id},
        )


def path_map(view: PathView, words: Speech) -> None:
    """The map of the steps, drawn by the server; the list under it says the same in words."""
    alt = words.say("path.map", done=view.done, total=len(view.steps))
    letters = "".join(_state(view, step)[0] for step in view.steps)
    for shape in ("wide", "narrow"):
        narrow = "1" if shape == "narrow" else "0"
        query = {"path": view.path.id, "states": letters, "narrow": narrow, "lang": words.language}
        with st.container(key=f"map-{shape}"):
            st.markdown(f"![{alt}](/picture/trail.svg?{urlencode(query)})")


def path_steps(view: PathView, words: Speech) -> None:
    """Each step with why it comes here."""
    st.header(words.say("path.steps"), anchor=False)
    with st.container(key="pagemap"):
        for number, step in enumerate(view.steps, 1):
            with st.container(key=f"step-{_state(view, step)}-{number}"):
                st.page_link(
                    page("module"),
                    label=f"{number}. {step_title(state.app(), step.step).get(words.language)}",
                    query_params={"module": step.card.id},
                )
                st.markdown(f"{step.step.why.get(words.language)}\n\n{_step_facts(view, step, words)}")


def _state(view: PathView, step: StepView) -> str:
    return "done" if step.done else "now" if step is view.now else "todo"


def _step_facts(view: PathView, step: StepView, words: Speech) -> str:
    said = {"done": "path.step.done", "now": "path.step.now", "todo": "path.step.todo"}[_state(view, step)]
    facts = [words.say(said), words.minutes(step.minutes)]
    return " · ".join([*facts, words.say("path.step.optional")] if step.step.optional else facts)


def _facts(view: PathView, words: Speech) -> str:
    facts = [
        words.say("path.for", audience=view.path.audience),
        words.minutes(view.minutes),
        words.say("path.done", done=view.done, total=len(view.steps)),
    ]
    return " · ".join(facts)
