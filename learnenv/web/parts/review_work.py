"""Reviewing open work: one piece at a time, the work beside its rubric, and straight on to the next one."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from learnenv.domain.learner import Actor
from learnenv.language import Speech
from learnenv.services import review_queue, reviewing_work
from learnenv.services.comparing import comparison_markdown
from learnenv.services.review_queue import Waits
from learnenv.services.reviewing_work import PieceView, Place
from learnenv.services.rubric import work_fields
from learnenv.services.writing import answer_markdown, plain
from learnenv.web import state
from learnenv.web.pages import page
from learnenv.web.parts.frame import titled
from learnenv.web.parts.missing import empty
from learnenv.web.parts.review_form import Turn, done_with, next_turn, review_form, snippet_shelf
from learnenv.web.parts.talk import conversation, earlier_markdown, judged_markdown

_NEWS = "review-work/news"


def review_work(actor: Actor, query: Mapping[str, str], words: Speech) -> None:
    """The piece that was asked for, else the one that waits longest; and what else waits."""
    cohort = "" if query.get("all") else query.get("cohort", "")[:200]
    place = Place(*(query.get(name, "")[:401] for name in ("cohort", "learner", "ref")))
    waiting = review_queue.queue(state.app(), actor, cohort)
    turn = Turn(cohort, place) if place.learner else next_turn(waiting.waits, cohort)
    if turn is None:
        _nothing(waiting.waits, words)
        return
    view = reviewing_work.piece(state.app(), actor, turn.place)
    with st.container(key="wide-review-head"):
        _head(view, waiting.name, words)
    with st.container(key="wide-review-work"):
        left, right = st.columns([3, 2], gap="large")
        with left:
            _work(view, words)
        with right:
            _said_before(view, words)
            review_form(actor, view, turn, words)
            snippet_shelf(actor, view, turn, words)
    _rest([each for each in waiting.waits if _place(each) != turn.place], cohort, words)


def to_review(actor: Actor, words: Speech) -> None:
    """For other pages: how much work waits for whoever reviews, and the way to it. Nothing when none does."""
    count = review_queue.how_many(state.app(), actor)
    if count:
        with st.container(key="to-review-work"):
            st.page_link(page("review-work"), label=words.say("review-work.invitation", count=count))


def _head(view: PieceView, cohort: str, words: Speech) -> None:
    title, who = view.exercise.title.get(words.language), words.value(view.who)
    heading = words.say("review-work.heading", who=who, title=title)
    titled(heading)
    st.title(plain(heading), anchor=False)
    news = st.session_state.pop(_NEWS, "")
    latest = view.latest
    told = [
        words.say("review-work.from", module=view.module.card.title),
        words.say("review-work.version", n=latest.number, at=latest.attempt.at),
        words.say("review-work.in-cohort", cohort=cohort) if cohort else "",
    ]
    st.markdown(" ".join(filter(None, [news, *(plain(each) for each in told)])))


def _work(view: PieceView, words: Speech) -> None:
    fields, latest = work_fields(view.exercise), view.latest
    st.markdown(f"## {words.say('review-work.work')}")
    with st.expander(words.say("review-work.question")):
        st.markdown(view.exercise.prompt.get(words.language))
    with st.container(key="exercise-shared-work"):
        st.markdown(answer_markdown(fields, latest.attempt.answer, words))
    if view.compare_with:
        _comparison(view, words)


def _said_before(view: PieceView, words: Speech) -> None:
    """The verdicts and the conversation so far, before what the reviewer adds to them."""
    if not (view.judged or view.said):
        return
    st.markdown(f"## {words.say('review-work.before')}")
    if view.judged:
        told = [
            judged_markdown(view.judged[0], words, "review-work.learner"),
            earlier_markdown(view.judged[1:], words),
        ]
        st.markdown("\n\n".join(filter(None, told)))
    conversation(view.said, words, "review")


def _comparison(view: PieceView, words: Speech) -> None:
    """What changed since an earlier version, which can be chosen when there are more."""
    assert view.compare_with is not None
    earlier = {each.number: each for each in view.versions[:-1]}
    with st.expander(words.say("review-work.changed"), expanded=True):
        chosen = view.compare_with.number
        if len(earlier) > 1:
            numbers = sorted(earlier, reverse=True)
            chosen = st.selectbox(
                words.say("review-work.since"),
                numbers,
                numbers.index(chosen),
                format_func=lambda n: words.say("review-work.version-short", n=n, at=earlier[n].attempt.at),
                key=f"compare/{view.latest.attempt.sequence}",
            )
        before = earlier.get(chosen, view.compare_with)
        st.markdown(words.say("comparing.legend", n=before.number))
        st.markdown(
            comparison_markdown(work_fields(view.exercise), before.attempt.answer, view.latest.attempt.answer, words)
        )


def _rest(rest: list[Waits], cohort: str, words: Speech) -> None:
    if not rest:
        return
    st.header(words.say("review-work.rest", count=len(rest)), anchor=False)
    now = state.app().clock()
    for each in rest:
        turn = Turn(cohort, _place(each))
        label = words.say(
            "review-work.waits", who=each.who, title=each.title, ago=words.ago(each.since, now), why=_why(each, words)
        )
        st.page_link(page("review-work"), label=plain(label), query_params=turn.query())


def _why(each: Waits, words: Speech) -> str:
    return words.say("review-work.why.new" if each.is_new else "review-work.why.asks")


def _nothing(waits: tuple[Waits, ...], words: Speech) -> None:
    """Nothing waits, or all of it was put off just now."""
    st.title(words.say("page.title.review-work"), anchor=False)
    news = st.session_state.pop(_NEWS, "")
    if news:
        st.markdown(news)
    if not waits:
        empty(words, "empty-progress", "review-work.none")
        return
    st.markdown(words.say("review-work.put-off", count=len(waits)))
    st.button(
        words.say("review-work.again"), key="review-work-again", type="primary", on_click=done_with, args=(None,)
    )


def _place(each: Waits) -> Place:
    return Place(each.cohort, each.learner, each.ref)
