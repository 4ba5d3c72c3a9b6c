"""The cohorts that a learner is in: under what name, with whom, what is agreed, and the way out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlencode

import streamlit as st

from learnenv.domain.content import ModuleCard
from learnenv.domain.people import Cohort
from learnenv.domain.text import Message
from learnenv.language import Speech
from learnenv.services import cohort_moves, joining
from learnenv.services.cohort_moves import MovedMe
from learnenv.services.joining import LONGEST_MEMBER_NAME, MyCohort
from learnenv.services.looks import LookView
from learnenv.services.writing import plain
from learnenv.web import state
from learnenv.web.addresses import JOIN, MODULE
from learnenv.web.parts.acting import act, outcome
from learnenv.web.parts.my_data import looker


def my_cohorts(found: Sequence[MyCohort], moved: Sequence[MovedMe], words: Speech) -> None:
    """Each cohort with how the learner was moved into it, if they were; and how to join one."""
    st.header(words.say("my-cohorts.title"), anchor=False)
    outcome()
    if not found:
        st.markdown(words.say("my-cohorts.none"))
    by_cohort = {each.cohort.id: each for each in moved}
    for each in found:
        _one(each, by_cohort.get(each.cohort.id), words)
    st.markdown(f"[{words.say('my-cohorts.join')}]({JOIN})")


def moved_to(moved: Sequence[MovedMe], words: Speech) -> None:
    """Cohorts that this learner was moved into and did not say they know of. Nothing when there are none."""
    outcome()
    for each in moved:
        id = each.cohort.id
        with st.container(key=f"flag-moved-{id}"):
            st.subheader(words.say("my-cohorts.moved-title"), anchor=False)
            how_moved(each, words)
            st.button(words.say("my-cohorts.moved-seen"), key=f"moved/{id}/seen", on_click=_seen, args=(id,))
            way_out(each.cohort, words)


def _one(mine: MyCohort, moved: MovedMe | None, words: Speech) -> None:
    id = mine.cohort.id
    team = f" {words.say('my-cohorts.team', team=plain(mine.member.team))}" if mine.member.team else ""
    agreed = [_agreed(each.due, card, words) for each, card in mine.modules if card]
    with st.container(key=f"card-my-cohort-{id}"):
        st.markdown(
            "\n\n".join(
                (f"### {plain(mine.cohort.name)}", f"{plain(mine.organisation.name)}.{team}", "\n".join(agreed))
            )
        )
        st.text_input(
            words.say("my-cohorts.name"),
            mine.member.name,
            max_chars=LONGEST_MEMBER_NAME,
            key=f"my-cohort/{id}/name",
            on_change=_rename,
            args=(id,),
        )
        if moved:
            how_moved(moved, words)
        way_out(mine.cohort, words)


def how_moved(moved: MovedMe, words: Speech) -> None:
    """Who put this learner in a cohort and when, and what is seen of them there."""
    seen = (words.say(f"my-cohorts.sees.{what}") for what in ("name", "progress", "answers"))
    own = words.say("my-cohorts.alone" if moved.alone else "my-cohorts.shared")
    st.markdown(
        "\n\n".join(
            (
                words.say(
                    "my-cohorts.moved",
                    who=plain(_who(moved.look, words)),
                    before=plain(moved.before),
                    cohort=plain(moved.cohort.name),
                    day=words.date(moved.look.at),
                ),
                words.say("my-cohorts.sees-now"),
                "\n".join(f"- {each}" for each in seen),
                own,
            )
        )
    )


def _who(look: LookView, words: Speech) -> str:
    """Who did something, in the middle of a sentence."""
    if look.name:
        return looker(look, words)
    known = look.role if look.role in ("trainer", "administrator") else "other"
    return words.say(f"my-cohorts.by.{known}")


def way_out(cohort: Cohort, words: Speech) -> None:
    """Leaving a cohort, which is not done by a slip of the hand."""
    with st.expander(words.say("my-cohorts.leave", cohort=plain(cohort.name))):
        st.markdown(words.say("my-cohorts.leave-text"))
        label, key = words.say("my-cohorts.leave-button"), f"my-cohort/{cohort.id}/leave"
        st.button(label, key=key, on_click=_leave, args=(cohort.id,))


def _agreed(due: datetime | None, card: ModuleCard, words: Speech) -> str:
    title = f"[{plain(card.title.get(words.language))}]({MODULE}?{urlencode({'module': card.id})})"
    return f"- {title} {words.say('my-cohorts.due', due=words.date(due))}" if due else f"- {title}"


def _rename(id: str) -> None:
    name = st.session_state.get(f"my-cohort/{id}/name", "")
    act(lambda actor: joining.rename(state.app(), actor, id, name), Message("my-cohorts.renamed"))


def _seen(id: str) -> None:
    act(lambda actor: cohort_moves.seen(state.app(), actor, id))


def _leave(id: str) -> None:
    act(lambda actor: joining.leave(state.app(), actor, id), Message("my-cohorts.left"))
