"""What is said of an error, whichever front end says it: one plain sentence with the way out, never a traceback."""

from __future__ import annotations

import logging
import secrets

from learnenv.domain.errors import LearnenvError, StoreError
from learnenv.language import Speech, speech

log = logging.getLogger(__name__)


def describe(error: Exception, words: Speech, *, handing_in: bool = False) -> str:
    """An expected error in its own words. One of the record tells paths and settings, which are for whoever runs the
    program, and an unexpected one is a bug: both are logged, and described in general. Of a bug a number is told too,
    by which the line in the log can be found."""
    if isinstance(error, StoreError):
        log.error("the record: %s", speech("en").say(error.message), extra={"event": "record-failed"})
        return words.say("failure.not-saved" if handing_in else "failure.store")
    if isinstance(error, LearnenvError):
        return words.say(error.message)
    number = secrets.token_hex(4)
    log.error("something failed, number %s", number, exc_info=error, extra={"event": "failed", "number": number})
    return f"{words.say('failure.page')} {words.say('failure.number', number=number)}"
