"""The parts of the page about organisations: a card for each, with its trainers and those of its cohorts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeAlias

import streamlit as st

from learnenv.domain.learner import Actor
from learnenv.domain.text import Message
from learnenv.language import Speech
from learnenv.services import organisations
from learnenv.services.accounts import LONGEST_LOGIN
from learnenv.services.app import App
from learnenv.services.organisations import LONGEST_NAME, OrganisationView, Trainer
from learnenv.services.writing import plain
from learnenv.web import state
from learnenv.web.parts.account import as_it_is
from learnenv.web.parts.acting import act
from learnenv.web.parts.missing import empty

Change: TypeAlias = Callable[[App, Actor, str, str], bool]
"""Gives or takes the role of trainer: in which place, and whose login or id."""
_OF_ORGANISATION: tuple[Change, Change] = (organisations.give_trainer, organisations.withdraw_trainer)
_OF_COHORT: tuple[Change, Change] = (organisations.give_cohort_trainer, organisations.withdraw_cohort_trainer)


def organisation_cards(found: Sequence[OrganisationView], words: Speech) -> None:
    """Each organisation: its name, its trainers, and the trainers of its cohorts."""
    if not found:
        empty(words, "empty-catalogue", "organisations.none")
    for view in found:
        id, name = view.organisation.id, plain(view.organisation.name)
        with st.container(key=f"card-organisation-{id}"):
            st.markdown(f"## {name}\n\n{words.say('organisations.trainers')}")
            _trainers(view.trainers, id, _OF_ORGANISATION, words)
            for each in view.cohorts:
                count, cohort = len(each.trainers), plain(each.cohort.name)
                with st.expander(words.say("organisations.cohort", cohort=cohort, count=count)):
                    _trainers(each.trainers, each.cohort.id, _OF_COHORT, words)
            with st.expander(words.say("organisations.rename-title", name=name)), st.form(f"rename/{id}"):
                st.text_input(
                    words.say("organisations.name"), view.organisation.name, max_chars=LONGEST_NAME, key=f"name/{id}"
                )
                st.form_submit_button(words.say("organisations.rename"), on_click=_rename, args=(id,))


def make_one(words: Speech) -> None:
    """The form that adds an organisation."""
    st.header(words.say("organisations.make-title"), anchor=False)
    with st.form("organisation-make", clear_on_submit=True):
        st.text_input(words.say("organisations.name"), max_chars=LONGEST_NAME, key="organisation/name")
        st.form_submit_button(words.say("organisations.make"), type="primary", on_click=_make)


def _trainers(found: Sequence[Trainer], place: str, changes: tuple[Change, Change], words: Speech) -> None:
    """Who is a trainer there, each with the way to take that away, and the field that adds one."""
    give, take = changes
    if not found:
        st.markdown(words.say("organisations.no-trainers"))
    for each in found:
        who = each.login or words.say("organisations.no-login")
        shown = as_it_is(each.login) if each.login else who
        with st.container(horizontal=True, key=f"trainer-{place}-{each.grant.learner}", vertical_alignment="center"):
            st.markdown(shown, width="content")
            label = plain(words.say("organisations.withdraw", who=who))
            done = Message("organisations.withdrawn")
            press = partial(_change, take, place, each.grant.learner, done)
            st.button(label, key=f"take/{place}/{each.grant.learner}", on_click=press)
    with st.form(f"give/{place}", clear_on_submit=True):
        st.text_input(words.say("organisations.login"), max_chars=LONGEST_LOGIN, key=f"login/{place}")
        st.form_submit_button(words.say("organisations.give"), on_click=_give, args=(give, place))


def _give(give: Change, place: str) -> None:
    _change(give, place, st.session_state.get(f"login/{place}", ""), Message("organisations.given"))


def _change(change: Change, place: str, who: str, done: Message) -> None:
    act(lambda actor: change(state.app(), actor, place, who), done)


def _rename(id: str) -> None:
    name = st.session_state.get(f"name/{id}", "")
    act(lambda actor: organisations.rename(state.app(), actor, id, name), Message("organisations.renamed"))


def _make() -> None:
    name = st.session_state.get("organisation/name", "")
    act(lambda actor: organisations.make(state.app(), actor, name), Message("organisations.made"))
