"""Pieces of feedback that a trainer or coach keeps at hand, in one module. They are their owner's alone."""

from __future__ import annotations

import secrets

from learnenv.domain.errors import LearnenvError, NotAllowed
from learnenv.domain.learner import Actor
from learnenv.domain.people import Snippet
from learnenv.services import talking
from learnenv.services.app import App

MOST = 50
"""Snippets in one module: more nobody finds again."""
_LONGEST_TITLE = 60


def mine(app: App, actor: Actor, module: str) -> tuple[Snippet, ...]:
    """One's own snippets in a module, by title."""
    return app.record.snippets(actor.learner, module)


def keep(app: App, actor: Actor, module: str, text: str) -> Snippet:
    """Keep a piece of feedback; its first line is its title. One that is there already is found, not added."""
    if not actor.staff:
        raise NotAllowed("access.not-allowed")
    app.library.card(module)
    said = talking.checked(text)
    there = mine(app, actor, module)
    for each in there:
        if each.text == said:
            return each
    if len(there) >= MOST:
        raise LearnenvError("snippets.too-many", most=MOST)
    snippet = Snippet(secrets.token_hex(8), actor.learner, module, _title(said), said)
    app.record.save_snippet(snippet)
    return snippet


def remove(app: App, actor: Actor, id: str) -> None:
    """Remove one's own snippet."""
    app.record.remove_snippet(actor.learner, id)


def _title(text: str) -> str:
    line = " ".join(text.split("\n", 1)[0].split())
    if len(line) <= _LONGEST_TITLE:
        return line
    return line[:_LONGEST_TITLE].rsplit(" ", 1)[0] + " …"
