"""Too much for this process: who has a page open goes on, and who wants one more is asked to come back in a moment.
Without this everybody who waits opens more pages, and makes it last."""

from __future__ import annotations

import threading
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from learnenv.domain.text import Language
from learnenv.web import plain

MOST_AT_ONCE = 150
"""Threads at work. Streamlit has one for each page that is being drawn, besides some forty that serve; a hundred
pages that wait for their turn are seconds of waiting for each of them."""
AGAIN_AFTER = 30
"""Seconds after which to try again."""


def is_too_busy() -> bool:
    """Whether so much is being drawn that one more page would only make it worse."""
    return threading.active_count() > MOST_AT_ONCE


def come_back(request: Request, language: Language) -> Response:
    """The page that says so, with a button that asks for the same address again."""
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    response = plain.page(request, "busy.html", language, status=HTTPStatus.SERVICE_UNAVAILABLE, here=here)
    response.headers["retry-after"] = str(AGAIN_AFTER)
    return response
