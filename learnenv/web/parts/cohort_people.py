"""How people come into a cohort, and who is in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from learnenv.domain.errors import LearnenvError
from learnenv.domain.joining import shown_code
from learnenv.domain.learner import Actor
from learnenv.domain.text import Message
from learnenv.language import Speech
from learnenv.services import cohort_members, cohorts, inviting
from learnenv.services.app import App
from learnenv.services.cohort_members import LONGEST_TEAM_NAME
from learnenv.services.cohorts import CohortView
from learnenv.services.writing import plain
from learnenv.web import state
from learnenv.web.addresses import INVITE, INVITES
from learnenv.web.parts.acting import act
from learnenv.web.parts.cohort_moving import changing_with, labels, move_on


def door(view: CohortView, words: Speech) -> None:
    """The code and the links, and whether they work."""
    id = view.cohort.id
    st.header(words.say("cohorts.in-title"), anchor=False)
    if view.door == "archived":
        st.markdown(words.say("cohorts.door.archived"))
        return
    if view.door == "open" and view.cohort.join_until:
        with st.container(key="join-code"):
            st.markdown(f"**{words.say('cohorts.code-now')}**\n\n`{shown_code(view.cohort.join_code)}`")
        st.markdown(words.say("cohorts.code-until", until=words.date(view.cohort.join_until)))
        st.markdown(f"[{words.say('cohorts.poster')}]({INVITE}/{id})")
    else:
        st.markdown(words.say(f"cohorts.door.{view.door}"))
    links = f"[{words.say('cohorts.invites')}]({INVITES}/{id})"
    st.markdown(f"{links} · {words.say('cohorts.invites-out', count=view.invites)}" if view.invites else links)
    with st.container(horizontal=True, key="buttons-door"):
        _buttons(view, words)


def people(view: CohortView, words: Speech) -> None:
    """Everybody in it with their team, and what can be done about one."""
    st.header(words.say("cohorts.people", count=len(view.members)), anchor=False)
    if not view.members:
        st.markdown(words.say("cohorts.nobody"))
        return
    head = " | ".join(words.say(f"table.{name}") for name in ("name", "team", "joined"))
    rows = [f"| {head} |", "| --- | --- | --- |"]
    rows += [
        f"| {plain(each.name)} | {plain(each.team) or '–'} | {words.date(each.joined)} |" for each in view.members
    ]
    st.markdown("\n".join(rows))
    if view.door != "archived":
        _change_one(view, words)
        move_on(view, words)


def _buttons(view: CohortView, words: Speech) -> None:
    id = view.cohort.id
    if view.door == "open":
        _button(words.say("cohorts.new-code"), Message("cohorts.new-code-done"), partial(cohorts.new_code, id=id))
        _button(words.say("cohorts.close"), Message("cohorts.close-done"), partial(cohorts.close_joining, id=id))
    else:
        _button(words.say("cohorts.open"), Message("cohorts.open-done"), partial(cohorts.open_joining, id=id))
    if view.invites:
        _button(
            words.say("cohorts.take-back"), Message("cohorts.take-back-done"), partial(inviting.take_back, cohort=id)
        )


def _button(label: str, done: Message, do: Callable[[App, Actor], object]) -> None:
    st.button(label, key=done.key, on_click=_press, args=(done, do))


def _press(done: Message, do: Callable[[App, Actor], object]) -> None:
    act(lambda actor: do(state.app(), actor), done)


def _change_one(view: CohortView, words: Speech) -> None:
    names, id = labels(view, words), view.cohort.id
    who = f"{id}/who/{changing_with(names)}"
    with st.form(f"{id}/member"):
        st.subheader(words.say("cohorts.change-one"), anchor=False)
        # Nobody is chosen beforehand: a slip of the hand would take the first one out.
        choose = words.say("cohorts.who-choose")
        st.selectbox(
            words.say("cohorts.who"), names, None, format_func=names.__getitem__, key=who, placeholder=choose
        )
        help = words.say("cohorts.teams-are", teams=[plain(each) for each in view.teams]) if view.teams else None
        st.text_input(words.say("cohorts.team"), key=f"{id}/team", max_chars=LONGEST_TEAM_NAME)
        if help:
            st.markdown(help)
        with st.container(horizontal=True, key="buttons-member"):
            for label, do in (("cohorts.move", _move), ("cohorts.remove", _remove)):
                st.form_submit_button(words.say(label), on_click=_change, args=(do, id, who, names))


def _change(do: Callable[[Actor, str, str], None], id: str, field: str, names: Mapping[str, str]) -> None:
    who = st.session_state.get(field)

    def change(actor: Actor) -> None:
        if not who:
            raise LearnenvError("cohorts.who-first")
        do(actor, id, who)

    act(change, Message("cohorts.moved" if do is _move else "cohorts.removed", {"name": names.get(who or "", "")}))


def _move(actor: Actor, id: str, who: str) -> None:
    cohort_members.move(state.app(), actor, id, who, st.session_state.get(f"{id}/team", ""))


def _remove(actor: Actor, id: str, who: str) -> None:
    cohort_members.remove(state.app(), actor, id, who)
