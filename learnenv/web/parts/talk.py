"""What a learner and who reviews their work both see: what was said, how it was judged, and a box to write in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import streamlit as st

from learnenv.domain.errors import LearnenvError
from learnenv.domain.learner import Actor
from learnenv.domain.text import Message, Words
from learnenv.language import Speech
from learnenv.services.app import App
from learnenv.services.callings import Calling
from learnenv.services.failures import describe
from learnenv.services.sharing import Judged, Rated, Said
from learnenv.services.writing import plain
from learnenv.web import state
from learnenv.web.form import event


def conversation(said: Sequence[Said], words: Speech, name: str) -> None:
    """The lines of a conversation, oldest first."""
    if not said:
        return
    with st.container(key=f"talk-{name}"):
        st.markdown("\n\n".join(_line(each, words) for each in said))


def judged_markdown(judged: Judged, words: Speech, own: str = "sharing.rubric.own") -> str:
    """What somebody said of one version, with the rubric as both rated it; `own` heads the learner's column."""
    told = words.say(
        f"sharing.judged.{judged.verdict}", who=calling(judged.by, words), at=judged.at, version=judged.version
    )
    return "\n\n".join(filter(None, (told, _rubric(judged.rated, words, own))))


def earlier_markdown(judged: Iterable[Judged], words: Speech) -> str:
    """What was said of versions before, one line each."""
    return "\n".join(
        "- "
        + words.say(f"sharing.judged.{each.verdict}", who=calling(each.by, words), at=each.at, version=each.version)
        for each in judged
    )


def calling(by: Calling, words: Speech) -> str:
    """A name inside Markdown."""
    return plain(words.value(by))


def form_result(name: str, problem: str, invalid: Mapping[str, Words], words: Speech) -> dict[str, Any] | None:
    """What a form says after it was sent; nothing as long as all is well."""
    if not (problem or invalid):
        return None
    return {
        "attempt": st.session_state.get(f"sent/{name}", 0),
        "state": "error" if problem else "invalid",
        "message": problem or words.say("feedback.invalid"),
        "parts": [],
        "invalid": {field: words.say(said) for field, said in invalid.items()},
    }


def sent_value(sent: Mapping[str, Any]) -> Mapping[str, Any]:
    """What was filled in, from what a form sent. It comes from a browser: nothing of it is taken on trust."""
    value = sent.get("value")
    return value if isinstance(value, Mapping) else {}


def keep_number(name: str, sent: Mapping[str, Any]) -> None:
    """Remember up to where the browser's draft is stored."""
    number = sent.get("seq")
    st.session_state[f"draft-seq/{name}"] = number if isinstance(number, int | float) else 0


def acted(act: Callable[[App, Actor], object], problem: str, words: Speech) -> bool:
    """Inside a callback: do it as who is signed in now. What went wrong is remembered under `problem`, to be shown in
    the run that follows."""
    try:
        actor = state.acting()
        if actor is None:
            return False
        act(state.app(), actor)
    except LearnenvError as error:
        st.session_state[problem] = describe(error, words, handing_in=True)
        return False
    return True


def on(key: str, name: str, act: Callable[[Mapping[str, Any]], None]) -> Callable[[], None]:
    """A callback for one event of a form, with what it sent."""
    return lambda: act(event(key, name))


def _line(each: Said, words: Speech) -> str:
    who = words.say("sharing.you") if each.mine else calling(each.by, words)
    who = who[:1].upper() + who[1:] if isinstance(each.by, Message) else who
    quoted = "\n".join(f"> {line}" for line in plain(each.text).replace("\n", "  \n").split("\n"))
    return f"**{who}**, {words.date_time(each.at)}\n\n{quoted}"


def _rubric(rated: Sequence[Rated], words: Speech, own: str) -> str:
    if not rated:
        return ""
    head = " | ".join(words.say(key) for key in ("sharing.rubric.criterion", own, "sharing.rubric.given"))
    rows = [f"| {head} |", "| --- | --- | --- |"]
    for each in rated:
        text = plain(each.criterion.text.get(words.language))
        rows.append(f"| {text} | {_level(each, each.own, words)} | {_level(each, each.given, words)} |")
    return "\n".join(rows)


def _level(rated: Rated, points: int | None, words: Speech) -> str:
    if points is None:
        return "–"
    levels = rated.criterion.levels
    if not levels:
        return words.value(bool(points))
    return plain(levels[min(points, len(levels) - 1)].get(words.language))
