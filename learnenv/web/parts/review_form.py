"""The form with which open work is reviewed: the rubric, a message and a verdict; snippets to put in the message; and
going on to the next piece."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from learnenv.domain.content import ReadyFeedback
from learnenv.domain.drawing import Drawing
from learnenv.domain.errors import InvalidAnswer
from learnenv.domain.form import LongText
from learnenv.domain.learner import Actor
from learnenv.domain.text import Text
from learnenv.language import Speech
from learnenv.services import review_queue, reviewing_work, snippets, talking
from learnenv.services.app import App
from learnenv.services.form_props import form_texts
from learnenv.services.review_queue import Waits
from learnenv.services.reviewing_work import PieceView, Place
from learnenv.services.talking import MESSAGE
from learnenv.services.writing import plain
from learnenv.web import state
from learnenv.web.form import draw_form
from learnenv.web.going import go_to
from learnenv.web.parts.talk import acted, form_result, keep_number, on, sent_value

_PUT_OFF = "review-work/put-off"
_NEWS = "review-work/news"
_SNIPPET = "snippet"


@dataclass(frozen=True, slots=True)
class Turn:
    """What is reviewed now, and of which cohort the queue is (empty: of all)."""

    cohort: str
    place: Place

    def query(self) -> dict[str, str]:
        """As the page's address says it."""
        query = {"cohort": self.place.cohort, "learner": self.place.learner, "ref": self.place.ref}
        return query if self.cohort else {**query, "all": "1"}


def next_turn(waits: Sequence[Waits], cohort: str) -> Turn | None:
    """The piece that waits longest and was not put off in this tab."""
    off = _put_off()
    places = (Place(each.cohort, each.learner, each.ref) for each in waits)
    return next((Turn(cohort, place) for place in places if place not in off), None)


def done_with(place: Place | None) -> None:
    """Come back to a piece later. None: come back to all of them now."""
    st.session_state[_PUT_OFF] = [*_put_off(), place] if place else []


def review_form(actor: Actor, view: PieceView, turn: Turn, words: Speech) -> None:
    """The rubric with the learner's own rating, the message, the verdict."""
    name = _name(actor, view)
    st.markdown(f"## {words.say('review-work.yours')}")
    _form(actor, view, turn, name, words)
    st.button(words.say("review-work.later"), key=f"later/{name}", type="tertiary", on_click=_later, args=(turn,))


def snippet_shelf(actor: Actor, view: PieceView, turn: Turn, words: Speech) -> None:
    """What the module brings and the reviewer's own: to put in the message; one's own to remove, and a new one."""
    name, module = _name(actor, view), view.module.id
    brought = view.module.card.feedback
    with st.expander(words.say("snippets.title", count=len(view.snippets) + len(brought))):
        _brought(name, brought, words)
        if problem := st.session_state.pop(f"problem/{_SNIPPET}", ""):
            st.error(problem)
        for each in view.snippets:
            st.markdown(f"**{plain(each.title)}**" if each.title != each.text else "")
            st.markdown(plain(each.text).replace("\n", "  \n"))
            with st.container(horizontal=True, key=f"snippet-{each.id}"):
                insert, remove = words.say("snippets.insert"), words.say("snippets.remove")
                st.button(insert, key=f"insert/{each.id}", on_click=_insert, args=(name, each.text))
                st.button(remove, key=f"remove/{each.id}", type="tertiary", on_click=_removed, args=(each.id, words))
        _new_snippet(actor, module, len(view.snippets), words)


def _brought(name: str, feedback: Sequence[ReadyFeedback], words: Speech) -> None:
    """Feedback that the module brings, in the reader's language."""
    for number, each in enumerate(feedback):
        title, text = each.title.get(words.language), each.text.get(words.language)
        st.markdown(f"**{plain(title)}**")
        st.markdown(plain(text).replace("\n", "  \n"))
        label = words.say("snippets.insert")
        st.button(label, key=f"insert-brought/{number}", on_click=_insert, args=(name, text))


def _form(actor: Actor, view: PieceView, turn: Turn, name: str, words: Speech) -> None:
    attempt = view.latest.attempt.sequence
    invalid = st.session_state.pop(f"invalid/{name}", {})
    data = {
        "title": words.say("review-work.yours"),
        "fields": view.drawing.fields(words.language),
        "value": view.drawing.shown(view.value),
        "result": form_result(name, st.session_state.pop(f"problem/{name}", ""), invalid, words),
        "text": form_texts(words, words.say("review-work.submit")),
        "language": words.language,
        "readonly": False,
        "key": str(attempt),
        "keep": f"learnenv/{actor.learner}/{name}/{attempt}",
        "drafts": True,
        "draft_seq": st.session_state.get(f"draft-seq/{name}", 0),
        "insert": st.session_state.get(f"insert/{name}", {}),
    }
    draw_form(
        f"form/{name}",
        data,
        on_submit=on(f"form/{name}", "submit", lambda sent: _judged(sent, turn, attempt, name, words)),
        on_draft=on(f"form/{name}", "draft", lambda sent: _typed(sent, turn, name, words)),
    )


def _judged(sent: Mapping[str, Any], turn: Turn, attempt: int, name: str, words: Speech) -> None:
    st.session_state[f"sent/{name}"] = st.session_state.get(f"sent/{name}", 0) + 1

    def judge(app: App, actor: Actor) -> None:
        reviewing_work.judge(app, actor, turn.place, attempt, sent_value(sent))
        done_with(turn.place)
        _go_on(app, actor, turn, words.say("review-work.saved"))

    try:
        acted(judge, f"problem/{name}", words)
    except InvalidAnswer as problems:
        st.session_state[f"invalid/{name}"] = problems.problems


def _typed(sent: Mapping[str, Any], turn: Turn, name: str, words: Speech) -> None:
    if acted(
        lambda app, actor: reviewing_work.keep(app, actor, turn.place, sent_value(sent)), f"problem/{name}", words
    ):
        keep_number(name, sent)


def _later(turn: Turn) -> None:
    actor = state.acting()
    if actor is not None:
        done_with(turn.place)
        _go_on(state.app(), actor, turn, "")


def _go_on(app: App, actor: Actor, turn: Turn, news: str) -> None:
    following = next_turn(review_queue.queue(app, actor, turn.cohort).waits, turn.cohort)
    st.session_state[_NEWS] = news
    query = following.query() if following else {"cohort": turn.cohort} if turn.cohort else {}
    go_to("review-work", query)


def _insert(name: str, text: str) -> None:
    number = st.session_state.get(f"insert/{name}", {}).get("number", 0) + 1
    st.session_state[f"insert/{name}"] = {"number": number, "field": MESSAGE, "text": text}


def _new_snippet(actor: Actor, module: str, count: int, words: Speech) -> None:
    label, key = words.say("snippets.new"), f"form/{_SNIPPET}/{module}"
    data = {
        "title": label,
        "fields": Drawing((LongText(MESSAGE, Text(label, label), rows=3),), "").fields(words.language),
        "value": {},
        "result": None,
        "text": form_texts(words, words.say("snippets.keep")),
        "language": words.language,
        "readonly": False,
        "key": str(count),
        # Another name once one was kept: the box for the next one begins empty.
        "keep": f"learnenv/{actor.learner}/{_SNIPPET}/{module}/{count}",
        "drafts": False,
        "draft_seq": 0,
    }
    draw_form(key, data, on_submit=on(key, "submit", lambda sent: _kept(sent, module, words)), on_draft=_no_draft)


def _kept(sent: Mapping[str, Any], module: str, words: Speech) -> None:
    text = sent_value(sent).get(MESSAGE)
    said = text if isinstance(text, str) else ""
    acted(lambda app, actor: snippets.keep(app, actor, module, said), f"problem/{_SNIPPET}", words)


def _removed(id: str, words: Speech) -> None:
    acted(lambda app, actor: snippets.remove(app, actor, id), f"problem/{_SNIPPET}", words)


def _no_draft() -> None:
    """What is typed here is kept in the tab until it is handed in."""


def _put_off() -> list[Place]:
    found = st.session_state.get(_PUT_OFF)
    return found if isinstance(found, list) else []


def _name(actor: Actor, view: PieceView) -> str:
    """Of the form, and of what the tab keeps: it tells nobody's id."""
    return "review-work/" + talking.draft_ref(state.app(), actor, view.place.learner, view.place.ref)
