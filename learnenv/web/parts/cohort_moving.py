"""Moving members straight to another cohort."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import partial
from zlib import crc32

import streamlit as st

from learnenv.language import Speech
from learnenv.services import cohort_moves
from learnenv.services.cohort_members import LONGEST_TEAM_NAME
from learnenv.services.cohort_moves import MoveReport
from learnenv.services.cohorts import CohortView
from learnenv.web import state
from learnenv.web.parts.acting import act, report


def move_on(view: CohortView, words: Speech) -> None:
    """The form that moves members to another cohort; nothing where there is none to go to."""
    actor, id = state.actor(), view.cohort.id
    found = cohort_moves.targets(state.app(), actor, id)
    if not found:
        return
    made = {each.id: words.date_time(each.created) for each in found}
    places = _told_apart({each.id: each.name for each in found}, made)
    names = labels(view, words)
    who, to = f"{id}/movers/{changing_with(names)}", f"{id}/to/{changing_with(places)}"
    with st.form(f"{id}/move-on"):
        st.subheader(words.say("moves.title"), anchor=False)
        st.markdown(words.say("moves.text"))
        st.multiselect(
            words.say("cohorts.who"),
            names,
            format_func=names.__getitem__,
            key=who,
            placeholder=words.say("moves.choose"),
        )
        st.selectbox(words.say("moves.to"), places, format_func=places.__getitem__, key=to)
        st.text_input(words.say("moves.team"), key=f"{id}/to-team", max_chars=LONGEST_TEAM_NAME)
        st.form_submit_button(words.say("moves.button"), on_click=_move_on, args=(id, who, to))


def labels(view: CohortView, words: Speech) -> Mapping[str, str]:
    """What to call members where one is chosen. Who are called the same are told apart by when they came in."""
    names = {each.learner: f"{each.name} ({each.team})" if each.team else each.name for each in view.members}
    return _told_apart(names, {each.learner: words.date_time(each.joined) for each in view.members})


def _told_apart(names: Mapping[str, str], more: Mapping[str, str]) -> Mapping[str, str]:
    for told in (more, {id: str(number) for number, id in enumerate(names, 1)}):
        often = Counter(names.values())
        names = {id: f"{name}, {told[id]}" if often[name] > 1 else name for id, name in names.items()}
    return names


def changing_with(names: Mapping[str, str]) -> int:
    """Part of a field's key. Chosen is sent by its label; where labels change it is another field, or what is chosen
    next would be nobody."""
    return crc32(repr(names).encode("utf-8", "replace"))


def _move_on(id: str, who: str, to: str) -> None:
    asked, found = st.session_state, list[MoveReport]()
    chosen, place, team = asked.get(who, ()), asked.get(to, ""), asked.get(f"{id}/to-team", "")
    move = partial(cohort_moves.move, state.app(), cohort=id, to=place, learners=chosen, team=team)
    if act(lambda actor: found.append(move(actor=actor))):
        (came_of,) = found
        report([came_of.done] if came_of.moved else [], came_of.problems)
