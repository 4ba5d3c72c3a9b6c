"""The parts of the list of cohorts: a card for each, and the form that makes one."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from learnenv.domain.joining import doorway
from learnenv.domain.learner import Actor
from learnenv.domain.people import Organisation
from learnenv.language import Speech
from learnenv.services import access, cohorts
from learnenv.services.cohorts import LONGEST_NAME, CohortRow
from learnenv.services.writing import plain
from learnenv.web import state
from learnenv.web.going import go_to
from learnenv.web.pages import page
from learnenv.web.parts.acting import act
from learnenv.web.parts.missing import empty

MOST_ON_HOME = 4
"""Groups to which home leads straight; the list has all."""


def cohort_cards(rows: Sequence[CohortRow], words: Speech) -> None:
    """Each cohort with whether people can come in, and the way to it."""
    if not rows:
        empty(words, "empty-catalogue", "cohorts.none")
        return
    now = state.app().clock()
    with st.container(key="cards-cohorts"):
        for row in rows:
            with st.container(key=f"card-cohort-{row.cohort.id}"):
                door = words.say(f"cohorts.door.{doorway(row.cohort, now)}")
                st.markdown(f"## {plain(row.cohort.name)}\n\n{plain(row.organisation.name)}\n\n{door}")
                if row.trains:
                    label = words.say("class-view.see", cohort=plain(row.cohort.name))
                    st.page_link(page("cohort"), label=label, query_params={"cohort": row.cohort.id})
                st.page_link(
                    page("cohort-manage"),
                    label=words.say("cohorts.manage", cohort=plain(row.cohort.name)),
                    query_params={"cohort": row.cohort.id},
                )


def how_they_do(actor: Actor, words: Speech) -> None:
    """For home: straight to how the groups are doing that somebody trains and that go on. Nothing for who trains
    none."""
    if "trainer" not in access.roles(state.app(), actor):
        return
    found = [row for row in cohorts.mine(state.app(), actor) if row.trains and row.cohort.archived is None]
    if not found:
        return
    st.header(words.say("cohorts.title"), anchor=False)
    with st.container(key="home-cohorts", horizontal=True):
        for row in found[:MOST_ON_HOME]:
            label = words.say("class-view.see", cohort=plain(row.cohort.name))
            st.page_link(page("cohort"), label=label, query_params={"cohort": row.cohort.id})
        if len(found) > MOST_ON_HOME:
            st.page_link(page("cohorts"), label=words.say("cohorts.all"))


def make_one(places: Sequence[Organisation], words: Speech) -> None:
    """The form that makes a cohort: a name, and the modules in the order in which they are chosen."""
    if not places:
        return
    st.header(words.say("cohorts.make-title"), anchor=False)
    names = {each.id: each.name for each in places}
    with st.form("cohort-make"):
        st.text_input(words.say("cohorts.name"), key="make/name", max_chars=LONGEST_NAME)
        if len(places) > 1:
            st.selectbox(words.say("cohorts.organisation"), names, format_func=names.__getitem__, key="make/place")
        choose_modules(words, "make/modules")
        st.form_submit_button(words.say("cohorts.make"), type="primary", on_click=_make, args=(places[0].id,))


def choose_modules(words: Speech, key: str, chosen: Sequence[str] = ()) -> None:
    """A field to choose modules in; the order of choosing is the order of the cohort."""
    titles = {card.id: card.title.get(words.language) for card in state.app().library.cards()}
    titles.update({id: id for id in chosen if id not in titles})
    st.multiselect(
        words.say("cohorts.modules"),
        titles,
        default=list(chosen),
        format_func=titles.__getitem__,
        key=key,
        placeholder=words.say("cohorts.modules-choose"),
        help=None,
    )


def _make(first: str) -> None:
    asked = st.session_state
    made: list[str] = []

    def make(actor: Actor) -> None:
        organisation = asked.get("make/place", first)
        modules = dict.fromkeys(asked.get("make/modules", ()))
        made.append(cohorts.make(state.app(), actor, organisation, asked.get("make/name", ""), modules).id)

    if act(make):
        go_to("cohort-manage", {"cohort": made[0]})
