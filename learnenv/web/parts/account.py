"""One's account and the browsers one is signed in with, on the page about oneself."""

from __future__ import annotations

import streamlit as st

from learnenv.domain.learner import Actor, Session
from learnenv.domain.people import Account
from learnenv.language import Speech
from learnenv.services import sessions
from learnenv.web import state


def account(words: Speech, found: Account | None) -> None:
    """Which account this is, or what one is good for."""
    st.header(words.say("you.account"), anchor=False)
    if found:
        said, link = words.say("you.account-is", login=as_it_is(found.login)), words.say("you.change-password")
    else:
        said, link = words.say("you.account-text"), words.say("you.account-make")
    st.markdown(f"{said}\n\n[{link}](/account)")


def browsers(actor: Actor, words: Speech) -> None:
    """Where one is signed in, and how to end that."""
    st.header(words.say("you.leave"), anchor=False)
    lines = "\n".join(f"- {_line(each, actor, words)}" for each in sessions.live(state.app(), actor))
    st.markdown(f"{words.say('you.browsers')}\n\n{lines}")
    st.markdown(f"{words.say('you.leave-text')}\n\n[{words.say('you.sign-out')}](/sign-out)")


def as_it_is(login: str) -> str:
    """A login is somebody's own text: no Markdown, and no link to send an e-mail."""
    return f"`{login.replace('`', '´')}`"


def _line(session: Session, actor: Actor, words: Speech) -> str:
    since = words.date_time(session.created)
    if session.token_hash == actor.session:
        return words.say("you.browser-this", since=since)
    return words.say("you.browser-other", since=since, used=words.ago(session.last_seen, state.app().clock()))
