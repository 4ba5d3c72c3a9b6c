"""Too much for this process: who has a page open goes on, and who wants one more is asked to come back in a moment.
Without this everybody who waits opens more pages, and makes it last."""

from __future__ import annotations

import asyncio
import threading
import time
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from streamlit.runtime import get_instance

from learnenv.domain.text import Language
from learnenv.web import plain

MOST_AT_ONCE = 30
"""Pages and parts of pages that are being drawn, of which Streamlit draws each in a thread. They share one core, and
with so many of them at it an answer takes seconds."""
MOST_WAITING = 60
"""Open pages for which something is drawn that was not sent yet. Normally that is one or none; with too many at work
Streamlit draws faster than it sends, and it is there that people wait."""
LASTS = 2.0
"""Seconds of so many, after which it is no moment at which everybody pressed, but too much."""
AGAIN_AFTER = 30
"""Seconds after which to try again."""
_DRAWS = "ScriptRunner"
_LOOK = 0.5
_since: list[float] = []
"""When there began to be too many; empty: there are not."""


async def watch() -> None:
    """Look every half second how much is being drawn."""
    try:
        while True:
            look(time.monotonic())
            await asyncio.sleep(_LOOK)
    finally:
        _since.clear()


def look(now: float) -> None:
    """Note whether there are too many now. Expects seconds of `time.monotonic`."""
    if being_drawn() <= MOST_AT_ONCE and waiting() <= MOST_WAITING:
        _since.clear()
    elif not _since:
        _since.append(now)


def being_drawn() -> int:
    """Pages and parts of pages that are being drawn."""
    return sum(each.name.startswith(_DRAWS) for each in threading.enumerate())


def waiting() -> int:
    """Open pages that wait for what was drawn for them. How to tell is private to Streamlit 1.67; where it is gone,
    what is being drawn decides alone."""
    try:
        return sum(
            bool(each.session._browser_queue._queue) for each in get_instance()._session_mgr.list_active_sessions()
        )
    except (AttributeError, RuntimeError):
        return 0


def is_too_busy() -> bool:
    """Whether so much is being drawn for so long that one more page would only make it worse."""
    return bool(_since) and time.monotonic() - _since[0] >= LASTS


def come_back(request: Request, language: Language) -> Response:
    """The page that says so, with a button that asks for the same address again."""
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    response = plain.page(request, "busy.html", language, status=HTTPStatus.SERVICE_UNAVAILABLE, here=here)
    response.headers["retry-after"] = str(AGAIN_AFTER)
    return response
