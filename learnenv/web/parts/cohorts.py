"""The parts of the list of cohorts: a card for each, and the form that makes one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from learnenv.domain.joining import doorway
from learnenv.domain.learner import Actor
from learnenv.domain.people import Organisation
from learnenv.language import Speech
from learnenv.services import access, cohorts, guiding
from learnenv.services.cohorts import LONGEST_NAME, CohortRow
from learnenv.services.writing import plain
from learnenv.web import state
from learnenv.web.going import go_to
from learnenv.web.pages import page
from learnenv.web.parts.acting import act
from learnenv.web.parts.missing import empty

DAY = "DD-MM-YYYY"
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
    """The form that makes a cohort: a name, a learning path or modules in the order of choosing, and a date."""
    if not places:
        return
    st.header(words.say("cohorts.make-title"), anchor=False)
    names = {each.id: each.name for each in places}
    with st.form("cohort-make"):
        st.text_input(words.say("cohorts.name"), key="make/name", max_chars=LONGEST_NAME)
        if len(places) > 1:
            st.selectbox(words.say("cohorts.organisation"), names, format_func=names.__getitem__, key="make/place")
        _choose_path(words)
        choose_modules(words, "make/modules", label="cohorts.modules-too")
        st.date_input(words.say("cohorts.due-all"), None, format=DAY, key="make/due")
        st.markdown(words.say("cohorts.due-all-help"))
        st.form_submit_button(words.say("cohorts.make"), type="primary", on_click=_make, args=(places[0].id,))


def choose_modules(words: Speech, key: str, chosen: Sequence[str] = (), label: str = "cohorts.modules") -> None:
    """A field to choose modules in; the order of choosing is the order of the cohort."""
    titles = {card.id: card.title.get(words.language) for card in state.app().library.cards()}
    titles.update({id: id for id in chosen if id not in titles})
    st.multiselect(
        words.say(label),
        titles,
        default=list(chosen),
        format_func=titles.__getitem__,
        key=key,
        placeholder=words.say("cohorts.modules-choose"),
        help=None,
    )


def chosen_day(value: object) -> date | None:
    """What a field for a date holds; None while nothing, or only half of it, was filled in."""
    return value if isinstance(value, date) else None


def _choose_path(words: Speech) -> None:
    """A field to choose a learning path in; not there when there is none to choose."""
    titles = {
        id: words.say("cohorts.path-option", title=path.title.get(words.language), count=len(modules))
        for id, (path, modules) in guiding.class_paths(state.app()).items()
    }
    if titles:
        st.selectbox(
            words.say("cohorts.path"),
            titles,
            None,
            format_func=titles.__getitem__,
            key="make/path",
            placeholder=words.say("cohorts.path-choose"),
        )


def _make(first: str) -> None:
    asked = st.session_state
    made: list[str] = []

    def make(actor: Actor) -> None:
        organisation = asked.get("make/place", first)
        name, modules = asked.get("make/name", ""), dict.fromkeys(asked.get("make/modules", ()))
        path, due = asked.get("make/path") or "", chosen_day(asked.get("make/due"))
        made.append(cohorts.make(state.app(), actor, organisation, name, modules, path=path, due=due).id)

    if act(make):
        go_to("cohort-manage", {"cohort": made[0]})
