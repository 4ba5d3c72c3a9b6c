"""The parts about coaches: whom one coaches, one's own coaches, and those of a team."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from learnenv.domain.errors import LearnenvError
from learnenv.domain.learner import Actor
from learnenv.domain.text import Message
from learnenv.language import Speech
from learnenv.services import coaching, inviting
from learnenv.services.coaching import Coachee, CoachView, SharedPiece
from learnenv.services.cohorts import CohortView
from learnenv.services.inviting import Link
from learnenv.services.reviewing_work import Place
from learnenv.services.writing import plain
from learnenv.web import state
from learnenv.web.pages import page
from learnenv.web.parts.acting import act
from learnenv.web.parts.cards import progress_line
from learnenv.web.parts.missing import empty
from learnenv.web.parts.review_form import Turn

_LINK = "coach-link"


def coachee_cards(found: Sequence[Coachee], words: Speech) -> None:
    """A card for each: who, how far, and the way to each piece that they share."""
    if not found:
        empty(words, "empty-progress", "coaching.nobody")
        return
    st.markdown(words.say("coaching.sees"))
    with st.container(key="cards-coachees"):
        for each in found:
            _card(each, words)


def my_coaches(actor: Actor, words: Speech) -> None:
    """Who coaches the reader, how to ask somebody, and how to end it."""
    st.header(words.say("coaching.mine"), anchor=False)
    st.markdown(words.say("coaching.mine-text"))
    for each in coaching.mine(state.app(), actor):
        with st.container(horizontal=True, key=f"coach-{each.coach}-{each.team}", vertical_alignment="center"):
            st.markdown(_told(each, words), width="content")
            if not each.team:
                label = words.say("coaching.end", who=words.value(each.who))
                st.button(plain(label), key=f"coach/end/{each.coach}", on_click=_end, args=(each.coach,))
    _link(words, "coaching.link-of-mine")
    st.button(words.say("coaching.ask"), key="coach/ask", on_click=_ask)


def team_coaches(actor: Actor, view: CohortView, words: Speech) -> None:
    """The coaches of the teams of a cohort, for its trainer; nothing for who may not see to them."""
    if not view.teams:
        return
    id = view.cohort.id
    try:
        found = coaching.of_cohort(state.app(), actor, id, view.teams)
    except LearnenvError:
        return
    st.header(words.say("coaching.teams"), anchor=False)
    st.markdown(words.say("coaching.teams-text"))
    for each in found:
        with st.container(horizontal=True, key=f"coach-{each.coach}-{each.team}", vertical_alignment="center"):
            st.markdown(_told(each, words), width="content")
            label = words.say("coaching.end", who=words.value(each.who))
            args = (id, each.team, each.coach)
            st.button(plain(label), key=f"coach/end/{each.team}/{each.coach}", on_click=_end_of_team, args=args)
    _link(words, "coaching.link-of-team")
    with st.form(f"{id}/team-coach"):
        st.selectbox(words.say("coaching.team"), view.teams, key=f"{id}/coached-team")
        st.form_submit_button(words.say("coaching.team-link"), on_click=_ask_for_team, args=(id,))


def _card(each: Coachee, words: Speech) -> None:
    with st.container(key=f"card-coachee-{each.learner}"):
        where = [each.cohort.name if each.cohort else "", each.team]
        why = words.say("coaching.by-choice" if each.by_choice else "coaching.by-team")
        place = " · ".join(plain(part) for part in (*where, why) if part)
        lines = [f"## {plain(words.value(each.who))}", place]
        lines += [
            f"{card.title.get(words.language)}  \n{progress_line(card, done, words)}" for card, done in each.progress
        ]
        lines.append(words.say("coaching.shares" if each.shared else "coaching.shares-nothing"))
        st.markdown("\n\n".join(lines))
        for piece in each.shared:
            st.page_link(page("review-work"), label=_piece(piece, words), query_params=_turn(each, piece).query())
        if each.cohort:
            st.page_link(
                page("cohort-learner"),
                label=words.say("coaching.more", who=plain(words.value(each.who))),
                query_params={"cohort": each.cohort.id, "learner": each.learner},
            )


def _piece(piece: SharedPiece, words: Speech) -> str:
    title = piece.title.get(words.language)
    if piece.waits is None:
        return plain(words.say("coaching.piece", title=title))
    ago = words.ago(piece.waits.since, state.app().clock())
    return plain(words.say("coaching.piece-waits", title=title, ago=ago))


def _turn(each: Coachee, piece: SharedPiece) -> Turn:
    """The place in which the queue knows the piece; else where the coach meets the learner."""
    by_team = each.cohort.id if each.cohort and not each.by_choice else ""
    return Turn("", Place(piece.waits.cohort if piece.waits else by_team, each.learner, piece.ref))


def _told(view: CoachView, words: Speech) -> str:
    who = plain(words.value(view.who))
    return words.say("coaching.of-team", who=who, team=plain(view.team)) if view.team else f"**{who}**"


def _link(words: Speech, key: str) -> None:
    """The link that was made just now: shown this once."""
    link = st.session_state.pop(_LINK, None)
    if isinstance(link, Link):
        address = f"{state.app().settings.public_url or _here()}{link.path}"
        with st.container(key="coach-link"):
            st.markdown(
                f"**{words.say(key)}**\n\n`{address}`\n\n{words.say('coaching.link-until', until=link.expires)}"
            )


def _here() -> str:
    """The address under which the reader came."""
    return "/".join((st.context.url or "").split("/")[:3])


def _ask() -> None:
    act(lambda actor: st.session_state.update({_LINK: inviting.invite_coach(state.app(), actor)}))


def _ask_for_team(id: str) -> None:
    team = st.session_state.get(f"{id}/coached-team", "")
    act(lambda actor: st.session_state.update({_LINK: inviting.invite_team_coach(state.app(), actor, id, team)}))


def _end(coach: str) -> None:
    act(lambda actor: coaching.end(state.app(), actor, coach), Message("coaching.ended"))


def _end_of_team(id: str, team: str, coach: str) -> None:
    act(lambda actor: coaching.end_of_team(state.app(), actor, id, team, coach), Message("coaching.ended"))
