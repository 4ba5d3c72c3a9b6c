"""The gate of a preview: whoever is at this machine is its one guest, and nobody has to come in first."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import HTTPConnection, Request
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from learnenv.domain.errors import LearnenvError
from learnenv.domain.learner import Actor
from learnenv.look import addition
from learnenv.services.app import App
from learnenv.web.addresses import HOME
from learnenv.web.gate import Gate, turned_away
from learnenv.web.hosts import from_here

if TYPE_CHECKING:
    from learnenv.web.preview.preview import Preview

VERSION, SCRIPT, STYLE = "/preview/version", "/preview.js", "/look/preview.css"
_SCRIPT_FILE = Path(__file__).parents[1] / "static" / "preview.js"
_WAIT, _LOOK = 1.0, 0.03
"""Seconds that a page is kept waiting for a change at most, and between two looks. Stopping waits as long."""
_WAY_IN = ("/welcome", "/begin", "/recover", "/sign-in", "/oidc/start", "/first-admin", "/account")
_CHANGING = ("/content/", "/picture/", "/extra.svg")
"""What is drawn from the author's files: a browser has to ask each time whether it changed."""


def authors_gate(core: App, preview: Preview) -> Middleware:
    """The gate as Starlette middleware."""
    return Middleware(AuthorsGate, core=core, preview=preview)


class AuthorsGate(Gate):
    """The gate, with one guest for all, the preview's own files, and nothing for who is not on this machine."""

    head = f"""
    <link rel="stylesheet" href="{STYLE}" />
    <script src="{SCRIPT}" defer></script>"""

    def __init__(self, app: ASGIApp, core: App, preview: Preview) -> None:
        super().__init__(app, core)
        self._preview = preview

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what is the preview's own; the rest goes the way of any request."""
        if scope["type"] == "http":
            own = self._own(Request(scope))
            if own is not None:
                await own(scope, receive, self._guarded(send))
                return
            if scope["path"] == VERSION:
                await (await self._version(Request(scope)))(scope, receive, self._guarded(send))
                return
            if scope["path"].startswith(_CHANGING):
                send = _always_fresh(send)
        elif scope["type"] == "websocket" and not from_here(HTTPConnection(scope)):
            await turned_away(scope, receive, send)
            return
        await super().__call__(scope, receive, send)

    def _own(self, request: Request) -> Response | None:
        path = request.url.path
        if not from_here(request):
            return PlainTextResponse("", 403)
        if path == SCRIPT:
            return FileResponse(_SCRIPT_FILE, media_type="text/javascript", headers={"cache-control": "no-cache"})
        if path == STYLE:
            return Response(addition("preview"), media_type="text/css", headers={"cache-control": "no-cache"})
        return RedirectResponse(HOME, 303) if path in _WAY_IN else None

    async def _version(self, request: Request) -> Response:
        """What a page would show now. A page that shows the same waits here a moment for something new, so that it
        hears of a change at once."""
        seen = request.query_params.get("seen")
        end = time.monotonic() + _WAIT
        while self._preview.version == seen and time.monotonic() < end:
            await asyncio.sleep(_LOOK)
        return PlainTextResponse(self._preview.version, headers={"cache-control": "no-store"})

    async def _who(self, connection: HTTPConnection) -> Actor | LearnenvError | None:
        return self._preview.guest()


def _always_fresh(send: Send) -> Send:
    async def fresh(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message)["cache-control"] = "no-cache"
        await send(message)

    return fresh
