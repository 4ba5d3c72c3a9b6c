"""The conversation about one piece of work: the learner and who reviews it write in turn."""

from __future__ import annotations

import hashlib

from learnenv.domain.answer import Answer, clean
from learnenv.domain.errors import LearnenvError
from learnenv.domain.learner import Actor
from learnenv.domain.open_work import LONGEST_MESSAGE
from learnenv.domain.people import Comment
from learnenv.domain.progress import Draft
from learnenv.services.app import App

MESSAGE = ":message"
"""Name of the field that a line is typed in: no field of an author's can have it."""


def add(app: App, actor: Actor, learner: str, ref: str, text: str) -> Comment:
    """Add a line to the conversation about this work of this learner's; the caller has asked whether that may.

    The same line sent again, with nothing of another in between, is found and not added.
    """
    said = checked(text)
    lines = app.record.comments(learner, ref)
    if lines and (lines[-1].author, lines[-1].text) == (actor.learner, said):
        return lines[-1]
    return app.record.add_comment(Comment(learner, ref, actor.learner, said, app.clock()))


def checked(text: str) -> str:
    """The text as it can be kept. Raises LearnenvError when it is empty or too long."""
    said = clean(text).strip()
    if not said:
        raise LearnenvError("talking.empty")
    if len(said) > LONGEST_MESSAGE:
        raise LearnenvError("talking.too-long", count=len(said), most=LONGEST_MESSAGE)
    return said


def draft(app: App, actor: Actor, learner: str, ref: str) -> Answer:
    """What this actor typed about this work and did not send."""
    name = draft_ref(app, actor, learner, ref)
    found = app.record.drafts(actor.learner, [name]).get(name)
    return found.answer if found else {}


def keep_draft(app: App, actor: Actor, learner: str, ref: str, typed: Answer) -> None:
    """Keep what was typed so far, in place of what was kept before."""
    app.record.save_draft(Draft(actor.learner, draft_ref(app, actor, learner, ref), typed, app.clock()))


def draft_ref(app: App, actor: Actor, learner: str, ref: str) -> str:
    """Under which a draft is kept: no exercise can have this name. Who writes to several learners about one exercise
    has a draft for each; whose it is about cannot be read from it."""
    if actor.learner == learner:
        return f"{ref}:talk"
    return ref + draft_ending(app, learner)


def draft_ending(app: App, learner: str) -> str:
    """How the names of all drafts about the work of this learner end, of whoever else writes them."""
    return f":talk-{hashlib.blake2b(f'{app.secret}/{learner}'.encode(), digest_size=8).hexdigest()}"
