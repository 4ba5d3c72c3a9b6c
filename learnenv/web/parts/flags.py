"""Flags: why somebody needs attention, since when, the evidence, and what to do about it. Trainer and learner read
the same sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import streamlit as st

from learnenv.domain.attention import Flag, NotedFlag
from learnenv.domain.people import Member
from learnenv.language import Speech
from learnenv.services import attention
from learnenv.services.attention import LONGEST_NOTE, SNOOZE_DAYS, Concern
from learnenv.services.cohort_view import ClassModule
from learnenv.services.writing import in_markdown, plain
from learnenv.web import state
from learnenv.web.pages import page
from learnenv.web.parts.cohort import learner_link
from learnenv.web.parts.paging import page_number, paging

FLAGS_PER_PAGE = 8
TOGETHER_FROM = 4
"""Members past one date from which they are told of together."""
MOST_NAMES = 25
"""Of these, how many by name; the list of the class has all."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What every flag on a page shares."""

    cohort: str
    modules: Sequence[ClassModule]
    members: Mapping[str, Member]
    now: datetime
    words: Speech
    names: bool = True
    """Whether to say whose flag it is."""


def flag_list(found: Sequence[NotedFlag], setting: Setting) -> None:
    """What is open, some at a time; then what was seen or put off."""
    words = setting.words
    waiting = _together([each.flag for each in found if each.open])
    put_by = [each for each in found if not each.open]
    pages = max(1, -(-len(waiting) // FLAGS_PER_PAGE))
    number = min(page_number("f"), pages)
    for each in waiting[(number - 1) * FLAGS_PER_PAGE : number * FLAGS_PER_PAGE]:
        if len(each) == 1:
            _open_flag(each[0], setting)
        else:
            _many(each, setting)
    paging(number, pages, words, "f")
    if put_by:
        with st.expander(f"{words.say('attention.put-by')}: {len(put_by)}"):
            for noted in put_by[:FLAGS_PER_PAGE]:
                _put_by_flag(noted, setting)
            if len(put_by) > FLAGS_PER_PAGE:
                st.markdown(words.say("attention.more-put-by", count=len(put_by) - FLAGS_PER_PAGE))


def my_flags(found: Sequence[Concern], words: Speech, now: datetime) -> None:
    """The learner's own, with the way to where it can be solved; nothing when there are none."""
    if not found:
        return
    st.header(words.say("attention.mine"), anchor=False)
    for number, each in enumerate(found):
        with st.container(key=f"flag-mine-{number}"):
            st.markdown(f"{in_markdown(each.said, words)} {_since(each.flag, words, now)}")
            module = each.flag.ref.partition("/")[0]
            query = {"module": module} | ({"page": each.page} if each.page else {})
            label = words.say("attention.go-there", title=each.title)
            st.page_link(page("lesson" if each.page else "module"), label=label, query_params=query)
    st.markdown(words.say("attention.mine-why"))


def _together(open_flags: Sequence[Flag]) -> list[list[Flag]]:
    """One by one, but many who are past the same date as one."""
    late: dict[str, list[Flag]] = {}
    for flag in open_flags:
        if flag.reason == "overdue":
            late.setdefault(flag.ref, []).append(flag)
    groups = [flags for flags in late.values() if len(flags) >= TOGETHER_FROM]
    told = {flag for flags in groups for flag in flags}
    return [*([flag] for flag in open_flags if flag not in told), *groups]


def _many(flags: Sequence[Flag], setting: Setting) -> None:
    """Members past one date: why, who they are with the way to each, and one message to all."""
    words, about = setting.words, attention.concern(flags[0], setting.modules)
    key = f"all-{re.sub(r'[^A-Za-z0-9_-]', '-', flags[0].ref)}"
    with st.container(key=f"flag-{key}"):
        count = words.say("attention.many", count=len(flags))
        st.markdown(f"**{count}**\n\n{in_markdown(about.said, words)} {_since(flags[0], words, setting.now)}")
        with st.expander(words.say("attention.later"), key=f"later-{key}"):
            links = [
                learner_link(plain(setting.members[flag.learner].name), setting.cohort, flag.learner)
                for flag in flags[:MOST_NAMES]
            ]
            more = words.say("attention.more-put-by", count=len(flags) - MOST_NAMES)
            st.markdown(", ".join(links) + (f". {more}" if len(flags) > MOST_NAMES else ""))
            st.markdown(f"{words.say(about.advice)}\n\n**{words.say('attention.message')}**")
            st.code(words.say(about.to_send_all(len(flags))), language=None, wrap_lines=True)
            args = (attention.put_all_by, setting.cohort, tuple(flags))
            st.button(words.say("attention.all-seen"), key=f"seen-{key}", on_click=_act, args=args)


def _open_flag(flag: Flag, setting: Setting) -> None:
    words, key = setting.words, _key(flag)
    about = attention.concern(flag, setting.modules)
    with st.container(key=f"flag-{key}"):
        _told(flag, about, setting)
        with st.container(horizontal=True, key=f"way-flag-{key}", vertical_alignment="center"):
            _evidence(flag, setting)
            args = (attention.put_by, setting.cohort, flag)
            st.button(words.say("attention.seen"), key=f"seen-{key}", on_click=_act, args=args)
        with st.expander(words.say("attention.later"), key=f"later-{key}"):
            st.markdown(words.say(about.advice))
            message = about.to_send(setting.members[flag.learner].name)
            if message:
                st.markdown(f"**{words.say('attention.message')}**")
                st.code(words.say(message), language=None, wrap_lines=True)
            _snooze(flag, key, setting)


def _told(flag: Flag, about: Concern, setting: Setting) -> None:
    words, member = setting.words, setting.members[flag.learner]
    team = f" · {plain(member.team)}" if member.team else ""
    who = f"**{plain(member.name)}**{team}\n\n" if setting.names else ""
    st.markdown(f"{who}{in_markdown(about.said, words)} {_since(flag, words, setting.now)}")


def _since(flag: Flag, words: Speech, now: datetime) -> str:
    return words.say("attention.since", day=words.date(flag.since), ago=words.ago(flag.since, now))


def _evidence(flag: Flag, setting: Setting) -> None:
    query = {"cohort": setting.cohort, "learner": flag.learner}
    name = "cohort-learner"
    if flag.reason == "unanswered":
        name, query["ref"] = "review-work", flag.ref
    elif "/" in flag.ref:
        query["exercise"] = flag.ref
    elif not setting.names:
        return
    label = setting.words.say(f"attention.evidence.{flag.reason}")
    st.page_link(page(name), label=label, query_params=query)


def _snooze(flag: Flag, key: str, setting: Setting) -> None:
    words = setting.words

    def told(days: int) -> str:
        day = words.date(setting.now + timedelta(days=days))
        return words.say("attention.snooze-to", day=day, count=days // 7)

    with st.form(f"snooze-{key}", enter_to_submit=False):
        st.radio(words.say("attention.snooze"), SNOOZE_DAYS, format_func=told, key=f"days-{key}")
        st.text_input(words.say("attention.note"), key=f"note-{key}", max_chars=LONGEST_NOTE)
        st.form_submit_button(
            words.say("attention.put-off"), key=f"put-off-{key}", on_click=_put_off, args=(setting.cohort, flag, key)
        )


def _put_by_flag(each: NotedFlag, setting: Setting) -> None:
    words, note, key = setting.words, each.note, _key(each.flag)
    if note is None:
        return
    with st.container(key=f"flag-by-{key}"):
        _told(each.flag, attention.concern(each.flag, setting.modules), setting)
        done = (
            words.say("attention.was-put-off", day=words.date(note.until))
            if note.until
            else words.say("attention.was-seen", day=words.date(note.at))
        )
        said = f" {words.say('attention.note-says', note=plain(note.note))}" if note.note else ""
        st.markdown(f"{done}{said}")
        args = (attention.take_up, setting.cohort, each.flag)
        st.button(words.say("attention.again"), key=f"again-{key}", on_click=_act, args=args)


def _act(act: Callable[..., None], cohort: str, about: Flag | tuple[Flag, ...]) -> None:
    actor = state.acting()
    if actor is not None:
        act(state.app(), actor, cohort, about)


def _put_off(cohort: str, flag: Flag, key: str) -> None:
    actor = state.acting()
    days, note = st.session_state.get(f"days-{key}"), st.session_state.get(f"note-{key}", "")
    if actor is not None and days in SNOOZE_DAYS:
        attention.put_by(state.app(), actor, cohort, flag, days, note)


def _key(flag: Flag) -> str:
    return re.sub(r"[^A-Za-z0-9_-]", "-", f"{flag.learner}-{flag.reason}-{flag.ref}")
