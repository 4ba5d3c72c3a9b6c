"""The gate of the demonstration: the usual one, with a page where anybody enters, and nothing for who is not here."""

from __future__ import annotations

from starlette.middleware import Middleware
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from learnenv.services.app import App
from learnenv.web.addresses import DEMO, OPEN_PREFIXES
from learnenv.web.gate import Gate, turned_away
from learnenv.web.hosts import from_here


def demo_gate(core: App) -> Middleware:
    """The gate as Starlette middleware."""
    return Middleware(DemoGate, core=core)


class DemoGate(Gate):
    """Anybody on this machine may enter as anybody; so it is for this machine alone."""

    open = (*OPEN_PREFIXES, DEMO)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Turn away what thinks that it is elsewhere; the rest goes the way of any request."""
        if scope["type"] in ("http", "websocket") and not from_here(HTTPConnection(scope)):
            if scope["type"] == "http":
                await PlainTextResponse("", 403)(scope, receive, self._guarded(send))
            else:
                await turned_away(scope, receive, send)
            return
        await super().__call__(scope, receive, send)
