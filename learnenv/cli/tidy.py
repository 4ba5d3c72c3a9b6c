"""learnenv tidy: remove now what has had its time, as the server does by itself once a day."""

from __future__ import annotations

from learnenv.cli.console import opened
from learnenv.cli.screen import Screen
from learnenv.language import Speech
from learnenv.services import retention


def tidy(words: Speech, data: str) -> int:
    """Tidy and say what was removed. Raises StoreError; each thing is removed as a whole or not at all."""
    with opened(data) as app:
        done = retention.tidy(app)
    screen = Screen(words)
    screen.say("cli.tidy.expired", count=done.expired)
    screen.say("cli.tidy.cohorts", count=done.cohorts, members=done.members)
    screen.say("cli.tidy.learners", count=done.learners)
    return 0
