"""Review: one exercise at a time, why it comes back, and after the answer when it comes back next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from learnenv.domain.errors import LearnenvError
from learnenv.domain.learner import Actor
from learnenv.language import Speech
from learnenv.services import reviewing
from learnenv.services.failures import describe
from learnenv.services.feedback import feedback_markdown, feedback_state, solution_markdown
from learnenv.services.form_props import form_props, read_sent
from learnenv.services.reviewing import PER_DAY, Due, ReviewView, Today
from learnenv.web import state
from learnenv.web.addresses import play_address
from learnenv.web.form import draw_form, event
from learnenv.web.pages import page
from learnenv.web.parts.missing import empty
from learnenv.web.parts.shown import draw_shown

_SHOWN = "review/shown"
"""What was last drawn or answered in this tab."""


def review(actor: Actor, words: Speech) -> None:
    """What is due today: how much, the first of it to answer, and what comes after."""
    today = reviewing.due(state.app(), actor)
    shown = _shown(today)
    if shown is None and not today.due:
        _nothing(today, words)
        return
    st.markdown(_how_much(today, words))
    now = shown or reviewing.draw(state.app(), actor, today.due[0].exercise.ref)
    _exercise(now, today, actor, words)
    _rest([each for each in today.due if each.exercise.ref != now.view.exercise.ref], today, words)


def invitation(today: Today, words: Speech) -> None:
    """For other pages: how many wait, and the way to them. Nothing when none do."""
    if today.due:
        with st.container(key="to-review"):
            st.page_link(page("review"), label=words.say("review.invitation", count=len(today.due)))


def _shown(today: Today) -> ReviewView | None:
    """What was answered stays until the learner goes on; what could not be read, as long as it is still due."""
    found = st.session_state.get(_SHOWN)
    if not isinstance(found, ReviewView):
        return None
    due = {each.exercise.ref for each in today.due}
    return found if found.answered or found.view.exercise.ref in due else None


def _how_much(today: Today, words: Speech) -> str:
    said = [words.say("review.intro")]
    if today.due:
        said.append(words.say("review.left", count=len(today.due)))
    if today.waiting:
        said.append(words.say("review.most", count=today.waiting, most=PER_DAY))
    return " ".join(said)


def _nothing(today: Today, words: Speech) -> None:
    if today.waiting:
        empty(words, "empty-progress", "review.enough")
        st.markdown(words.say("review.most", count=today.waiting, most=PER_DAY))
    elif today.next_day:
        empty(words, "empty-progress", "review.done")
        st.markdown(words.say("review.next-day", date=today.next_day))
    else:
        empty(words, "empty-progress", "review.none")
        st.page_link(page("modules"), label=words.say("home.all-modules"))


def _exercise(now: ReviewView, today: Today, actor: Actor, words: Speech) -> None:
    exercise = now.view.exercise
    why = next((_why(each, words) for each in today.due if each.exercise.ref == exercise.ref), "")
    with st.container(key=f"exercise-review-{exercise.ref}"):
        title = f"## {exercise.title.get(words.language)}"
        belongs = words.say("review.from", module=now.module)
        st.markdown(f"{title}\n\n{' '.join(filter(None, (belongs, why)))}")
        st.markdown(exercise.prompt.get(words.language))
        draw_shown(now.view, words.language)
        _form(now, actor, words)
        _outcome(now, today, words)


def _form(now: ReviewView, actor: Actor, words: Speech) -> None:
    ref = now.view.exercise.ref
    name = f"review/{ref}/{now.view.drawn_with}"
    data = form_props(
        now.view,
        words,
        attempt=st.session_state.get(f"checks/{name}", 0),
        problem=st.session_state.pop("problem/review", ""),
        readonly=now.answered,
        keep=f"learnenv/{actor.learner}/{name}",
    )
    data |= {"play": play_address(ref, blank=True) if data["picture"] else ""}
    key = f"form/{name}"
    submitted = lambda: _submitted(words, ref, name, event(key, "submit"))  # noqa: E731
    draw_form(key, data, on_submit=submitted, on_draft=_no_draft)


def _submitted(words: Speech, ref: str, name: str, sent: Mapping[str, Any]) -> None:
    st.session_state[f"checks/{name}"] = st.session_state.get(f"checks/{name}", 0) + 1
    try:
        actor = state.acting()
        if actor is None or not sent:
            return
        given = read_sent(sent)
        st.session_state[_SHOWN] = reviewing.answer(
            state.app(),
            actor,
            ref,
            given.value,
            drawn_with=given.drawn_with,
            seconds=given.seconds,
            certainty=given.certainty,
        )
    except LearnenvError as error:
        st.session_state["problem/review"] = describe(error, words, handing_in=True)


def _no_draft() -> None:
    """A draft would show an earlier thought; review begins blank."""


def _outcome(now: ReviewView, today: Today, words: Speech) -> None:
    kind = feedback_state(now.view)
    ref = now.view.exercise.ref
    if kind:
        with st.container(key=f"feedback-{kind}-review-{ref}"):
            st.markdown(
                "\n\n".join(filter(None, (feedback_markdown(now.view, words), _when_next(now, today, words))))
            )
    if not now.answered:
        return
    if kind in ("partial", "wrong"):
        with st.container(key=f"solution-review-{ref}"):
            st.markdown(solution_markdown(now.view, words))
    with st.container(key="next"):
        label = words.say("review.next" if today.due else "review.finish")
        st.button(label, key="review-on", type="primary", on_click=_go_on)


def _when_next(now: ReviewView, today: Today, words: Speech) -> str:
    if now.comes_back is None or now.comes_back <= today.day:
        return ""
    return words.say("review.comes-back", count=(now.comes_back - today.day).days, date=now.comes_back)


def _go_on() -> None:
    st.session_state.pop(_SHOWN, None)


def _rest(rest: list[Due], today: Today, words: Speech) -> None:
    if not rest:
        return
    lines = [f"- **{each.exercise.title.get(words.language)}** · {_why(each, words)}" for each in rest]
    listed = "\n".join(lines)
    st.markdown(f"## {words.say('review.after')}\n\n{listed}")


def _why(each: Due, words: Speech) -> str:
    """Why an exercise comes back, by how its latest answer went."""
    return words.say(f"review.why.{each.last.rating}", count=each.days_since)
