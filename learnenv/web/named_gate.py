"""The gate behind the proxy of a notebook server: whoever the server is of is the one visitor, and is in already.

The notebook server has decided who may come to its pages. It proves that a request came through it by a key that is
made anew at each start and that only it and this program have; without it nobody is let in, not even from here.
"""

from __future__ import annotations

import hmac
import os
import threading

from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from learnenv.domain.errors import LearnenvError
from learnenv.domain.learner import Actor
from learnenv.services import identity, named
from learnenv.services.app import App
from learnenv.web.addresses import HOME
from learnenv.web.gate import HEALTH, Gate

KEY_HEADER = "x-learnenv-key"
_WAY_IN = ("/welcome", "/begin", "/recover", "/sign-in", "/oidc/start", "/first-admin")


def named_gate(core: App) -> Middleware:
    """The gate as Starlette middleware."""
    return Middleware(NamedGate, core=core)


class NamedGate(Gate):
    """The gate, with one learner, known by the name of whose server this is."""

    def __init__(self, app: ASGIApp, core: App) -> None:
        super().__init__(app, core)
        self._name = named.name_here(os.environ)
        self._lock = threading.Lock()
        self._visitor: Actor | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer who came round the proxy; the rest goes the way of any request."""
        if scope["type"] == "http":
            request = Request(scope)
            if not self._came_through(request) and scope["path"] not in HEALTH:
                await PlainTextResponse("", 403)(scope, receive, self._guarded(send))
                return
            if scope["path"] in _WAY_IN:
                await RedirectResponse(HOME, 303)(scope, receive, self._guarded(send))
                return
        elif scope["type"] == "websocket":
            # The notebook server looks at which page it is of, and asks here under another name than it is asked.
            scope["headers"] = [pair for pair in scope["headers"] if pair[0].lower() != b"origin"]
        await super().__call__(scope, receive, send)

    def _is_for_us(self, connection: HTTPConnection) -> bool:
        """The key has shown it: the name is the notebook server's, whatever that is called."""
        return True

    async def _who(self, connection: HTTPConnection) -> Actor | LearnenvError | None:
        if not self._came_through(connection):
            return None
        try:
            return await run_in_threadpool(self._visits)
        except LearnenvError as error:
            return error

    def _came_through(self, connection: HTTPConnection) -> bool:
        given = connection.headers.get(KEY_HEADER, "")
        return given != "" and hmac.compare_digest(given.encode(), self._core.settings.proxy_key.encode())

    def _visits(self) -> Actor:
        """The learner that this name is now; somebody else after it was linked to another in a notebook."""
        with self._lock:
            known = identity.who(self._core, self._visitor.session) if self._visitor else None
            if known is None or not named.is_now(self._core, self._name, known):
                known = named.come_in(self._core, self._name, self._core.settings.language).actor
            self._visitor = known
            return known
