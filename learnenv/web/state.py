"""What pages share: the App, and for one run of a page the actor who asks and the words of their language."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

import streamlit as st

from learnenv.domain.learner import Actor
from learnenv.language import Speech, speech
from learnenv.services import identity
from learnenv.services.app import App
from learnenv.settings import Settings, is_loopback

if TYPE_CHECKING:
    from learnenv.demo import Demo
    from learnenv.web.preview.preview import Preview

_shared: list[App] = []
_previewed: list[Preview] = []
_made_up: list[Demo] = []
_JUST_READ = "actor-just-read"
_of_this_run: ContextVar[Actor | None] = ContextVar("actor-of-this-run", default=None)


def use(core: App, preview: Preview | None = None, demo: Demo | None = None) -> None:
    """Give pages the App; called once by the launcher."""
    _shared[:] = [core]
    _made_up[:] = [demo] if demo else []
    _previewed[:] = [preview] if preview else []


def served() -> bool:
    """Whether the launcher started the program. Streamlit itself can start the page too, without gate or record."""
    return bool(_shared)


def app() -> App:
    """The App."""
    return _shared[0]


def preview() -> Preview | None:
    """What an author is looking at, when it is an author who looks."""
    return _previewed[0] if _previewed else None


def demo() -> Demo | None:
    """The class that is made up, when it is one that is shown: every page says so."""
    return _made_up[0] if _made_up else None


def current_actor() -> Actor | None:
    """Who is asking, read from the record on every run so that signing out works in open tabs too."""
    session = st.user.get("session")
    return identity.who(app(), session) if isinstance(session, str) else None


def acting() -> Actor | None:
    """Who is asking, inside a callback: None if the session is over, and then nothing may be done. The run that
    follows the callback uses the same reading."""
    found = current_actor()
    st.session_state[_JUST_READ] = found
    return found


def forget_reading() -> None:
    """Have the run after this callback read who is asking once more: something about them was changed."""
    st.session_state.pop(_JUST_READ, None)


@contextmanager
def asked_by(actor: Actor) -> Iterator[None]:
    """For as long as this lasts it is this actor who asks: a page and its parts need not read it once more."""
    before = _of_this_run.set(actor)
    try:
        yield
    finally:
        _of_this_run.reset(before)


def actor() -> Actor:
    """Who is asking; ends the run with a way back in if the session is over."""
    known = _of_this_run.get()
    if known is not None:
        return known
    just_read = st.session_state.pop(_JUST_READ, None)
    found = just_read if isinstance(just_read, Actor) else current_actor()
    if found is None:
        from learnenv.web.parts.signed_out import signed_out

        signed_out()
        st.stop()
    return found


def words(of: Actor) -> Speech:
    """The words in this actor's language."""
    return speech(of.language)


def speech_of(settings: Settings) -> Speech:
    """The words in the language of who runs the program."""
    return speech(settings.language)


def own_machine() -> bool:
    """Whether only people at this very machine can reach the program; they may see what is wrong with plugins."""
    settings = app().settings
    return is_loopback(settings.host) and not settings.public_url
