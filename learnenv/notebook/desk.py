"""Who sits here and with what: one App for a whole kernel, and the learner that this notebook belongs to.

Who that is: the name that is given with a call, else LEARNENV_LEARNER, else JUPYTERHUB_USER, else the user of the
operating system. That is a name and no proof: one line of Python gives another. It keeps the work of people apart who
do not mean to deceive, which is enough to learn by, and not for marks.
"""

from __future__ import annotations

import atexit
import getpass
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial

from learnenv import bootstrap
from learnenv.domain.errors import LearnenvError, SettingsError
from learnenv.domain.learner import Actor
from learnenv.domain.text import LANGUAGES, Language
from learnenv.language import Speech, speech
from learnenv.notebook.outcome import NotebookError
from learnenv.services import accounts, identity, named
from learnenv.services.app import App
from learnenv.services.failures import describe
from learnenv.settings import read_settings

_lock = threading.RLock()
_apps: list[App] = []
_actors: dict[str, Actor] = {}


@dataclass(frozen=True, slots=True)
class Desk:
    """What a cell works with."""

    app: App
    actor: Actor
    words: Speech
    certainty: bool = False
    """Ask how sure the learner is here, whatever they chose for everywhere else."""

    def now(self) -> Desk:
        """The same, as the record knows the learner now. Raises NotAllowed for who is shut out."""
        known = named.still_there(self.app, self.actor)
        return replace(self, actor=replace(known, asks_certainty=known.asks_certainty or self.certainty))


def sit_down(learner: str = "", language: str = "", *, certainty: bool = False) -> Desk:
    """The desk of this learner, in this language. Raises NotebookError when the record cannot be opened."""
    with in_one_line(language):
        spoken, core, name = _language(language), app(), named.name_here(os.environ, learner)
        with _lock:
            known = _actors.get(name)
            if known is None:
                known = _actors[name] = named.come_in(core, name, spoken).actor
        return Desk(core, replace(known, language=spoken), speech(spoken), certainty).now()


def link(
    code: str = "", *, login: str = "", password: str = "", learner: str = "", language: str = "", leave: bool = False
) -> str:
    """Be the same learner here as in the browser, from now on: give your recovery code, or your login and password.

    It is asked once; the record remembers it for your name in this place. Work that was done here before under
    another learner stays theirs: with `leave=True` you go on without it.
    """
    with in_one_line(language):
        here, name = sit_down(learner, language), named.name_here(os.environ, learner)
        if login:
            prove = partial(accounts.sign_in, here.app, login, password or getpass.getpass())
        else:
            prove = partial(identity.recover, here.app, code)
        with _lock:
            _actors[name] = named.link(here.app, name, here.actor, prove, leave=leave)
        return here.words.say("notebook.linked")


def app() -> App:
    """The App of this process: made at the first question, closed at the end."""
    with _lock:
        if not _apps:
            made = bootstrap.start(read_settings(os.environ))
            _apps.append(made)
            atexit.register(made.record.close)
        return _apps[0]


@contextmanager
def in_one_line(language: str = "", *, handing_in: bool = False) -> Iterator[None]:
    """Say an expected error in one line, in the language of the notebook, instead of as a traceback."""
    try:
        yield
    except LearnenvError as error:
        words = speech(next((each for each in LANGUAGES if each == language), _default()))
        # Whoever runs a notebook sets it up as well: they read what is wrong with the settings.
        told = (
            words.say(error.message)
            if isinstance(error, SettingsError)
            else describe(error, words, handing_in=handing_in)
        )
        raise NotebookError(told) from error


def _language(wanted: str) -> Language:
    if not wanted:
        return _default()
    for language in LANGUAGES:
        if wanted == language:
            return language
    raise SettingsError("settings.language", value=wanted)


def _default() -> Language:
    """The language that was set, else Dutch; not the system's, which in a notebook server is nobody's choice."""
    set_to = os.environ.get("LEARNENV_LANGUAGE", "").strip().lower()
    return next((each for each in LANGUAGES if each == set_to), "nl")
