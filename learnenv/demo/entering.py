"""Entering a class that is made up as one of its people, by one click: nobody there is real, so nobody has to prove
anything."""

from __future__ import annotations

from dataclasses import replace

from learnenv.demo.making import Demo
from learnenv.domain.errors import NotFound
from learnenv.domain.learner import ABSOLUTE, WORKDAY, Actor
from learnenv.domain.text import Language
from learnenv.services import identity
from learnenv.services.app import App


def enter(app: App, demo: Demo, part: str, language: Language, instead_of: str = "") -> identity.SignedIn:
    """Sign in as who plays this part, to read in this language. Raises NotFound when nobody does, or not any more.

    `instead_of`: the session that this browser had, which ends.
    """
    persona = demo.persona(part)
    learner = app.record.learner(persona.learner) if persona else None
    if learner is None:
        raise NotFound("demo.nobody")
    identity.set_language(app, Actor(learner.id, learner.language), language)
    return identity.sign_in(
        app, replace(learner, language=language), WORKDAY if learner.staff else ABSOLUTE, instead_of
    )
