"""What a cohort works on, its name and limits, and its end."""

from __future__ import annotations

import streamlit as st

from learnenv.domain.errors import LearnenvError
from learnenv.domain.learner import Actor
from learnenv.domain.text import Message
from learnenv.language import Speech
from learnenv.services import cohorts
from learnenv.services.cohorts import LONGEST_NAME, MOST_IDLE_DAYS, MOST_KEEP_MONTHS, MOST_MEMBERS, CohortView
from learnenv.services.writing import plain
from learnenv.web import state
from learnenv.web.pages import page
from learnenv.web.parts.acting import act
from learnenv.web.parts.cohorts import DAY, choose_modules, chosen_day


def head(view: CohortView, words: Speech, *, trains: bool) -> None:
    """Its name, where it belongs, and for who trains it the way to how it is doing."""
    with st.container(key="place", horizontal=True):
        st.page_link(page("cohorts"), label=words.say("cohorts.all"))
        if trains:
            label = words.say("class-view.see", cohort=plain(view.cohort.name))
            st.page_link(page("cohort"), label=label, query_params={"cohort": view.cohort.id})
    st.title(plain(view.cohort.name), anchor=False)
    st.markdown(plain(view.organisation.name))


def modules(view: CohortView, words: Speech) -> None:
    """The modules in order, each with the date agreed on. A module that is added gets its date after saving."""
    id = view.cohort.id
    st.header(words.say("cohorts.modules-title"), anchor=False)
    with st.form(f"{id}/modules"):
        choose_modules(words, f"{id}/chosen", [each.module for each in view.modules])
        for each in view.modules:
            title = plain(each.card.title.get(words.language)) if each.card else plain(each.module)
            st.date_input(
                words.say("cohorts.due", module=title),
                value=each.due,
                format=DAY,
                key=f"{id}/due/{each.module}",
            )
        st.form_submit_button(words.say("cohorts.save-modules"), on_click=_set_modules, args=(id,))


def settings(view: CohortView, words: Speech) -> None:
    """Its name, how many may be in it, its terms, and until when they can join."""
    id = view.cohort.id
    st.header(words.say("cohorts.settings"), anchor=False)
    with st.form(f"{id}/settings"):
        st.text_input(words.say("cohorts.name"), view.cohort.name, key=f"{id}/name", max_chars=LONGEST_NAME)
        st.number_input(words.say("cohorts.most"), 1, MOST_MEMBERS, view.cohort.most_members, key=f"{id}/most")
        st.number_input(words.say("cohorts.idle-days"), 1, MOST_IDLE_DAYS, view.cohort.idle_days, key=f"{id}/idle")
        kept = view.cohort.keep_months
        st.number_input(words.say("cohorts.keep-months"), 1, MOST_KEEP_MONTHS, kept, key=f"{id}/keep")
        if view.last_day:
            st.date_input(words.say("cohorts.until"), view.last_day, format=DAY, key=f"{id}/until")
        st.form_submit_button(words.say("cohorts.save"), on_click=_change, args=(id,))


def ending(view: CohortView, words: Speech) -> None:
    """Ending it, which is not done by a slip of the hand."""
    id = view.cohort.id
    st.header(words.say("cohorts.end-title"), anchor=False)
    st.markdown(words.say("cohorts.end-text", count=view.cohort.keep_months))
    with st.form(f"{id}/end"):
        st.checkbox(words.say("cohorts.end-sure"), key=f"{id}/sure")
        st.form_submit_button(words.say("cohorts.end"), on_click=_end, args=(id,))


def _set_modules(id: str) -> None:
    asked = st.session_state
    chosen = {each: chosen_day(asked.get(f"{id}/due/{each}")) for each in asked.get(f"{id}/chosen", ())}
    act(lambda actor: cohorts.set_modules(state.app(), actor, id, chosen), Message("cohorts.saved"))


def _change(id: str) -> None:
    asked = st.session_state

    def change(actor: Actor) -> None:
        most, idle, keep = (int(asked.get(f"{id}/{each}") or 0) for each in ("most", "idle", "keep"))
        cohorts.change(
            state.app(),
            actor,
            id,
            name=asked.get(f"{id}/name", ""),
            most_members=most,
            idle_days=idle,
            keep_months=keep,
            until=chosen_day(asked.get(f"{id}/until")),
        )

    act(change, Message("cohorts.saved"))


def _end(id: str) -> None:
    def end(actor: Actor) -> None:
        if not st.session_state.get(f"{id}/sure"):
            raise LearnenvError("cohorts.end-first")
        cohorts.archive(state.app(), actor, id)

    act(end, Message("cohorts.ended"))
