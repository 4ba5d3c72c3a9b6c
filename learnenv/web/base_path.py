"""learnenv below another address than the root of its host, such as /user/ana/learnenv behind a hub's proxy.

All addresses of the application begin at its root. In what goes to a browser they are put below the base here, at the
outermost edge, so that nothing else needs to know where it is.
"""

from __future__ import annotations

import re

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

_IN_HTML = re.compile(rb'\b(href|src|action)="/(?!/)')
_IN_SCRIPT = re.compile(rb'\bfetch\("/(?!/)')
_IN_MARKDOWN = re.compile(r"\]\(/(?!/)")
_SIGN = b"](/"


def base_path(base: str) -> Middleware:
    """The edge as Starlette middleware."""
    return Middleware(BasePath, base=base)


class BasePath:
    """See the module's docstring. `base` begins with a slash and does not end with one."""

    def __init__(self, app: ASGIApp, base: str) -> None:
        self._app = app
        self._base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take the base off what is asked, where the proxy left it on, and put it before what is answered."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        path: str = scope["path"]
        if path == self._base or path.startswith(f"{self._base}/"):
            inside = path.removeprefix(self._base) or "/"
            scope = {**scope, "path": inside, "raw_path": inside.encode("utf-8", "replace")}
        # What is compressed cannot be looked through; the proxy is on this machine.
        kept = [pair for pair in scope["headers"] if pair[0].lower() != b"accept-encoding"]
        answer = _Answer(self._base, send)
        await self._app({**scope, "headers": kept}, receive, answer.send)


class _Answer:
    """One answer on its way out. Pages and scripts are held until they are whole, because their length changes."""

    def __init__(self, base: str, send: Send) -> None:
        self._base = base
        self._send = send
        self._start: Message | None = None
        self._kind = ""
        self._body = b""

    async def send(self, message: Message) -> None:
        match message["type"]:
            case "websocket.send" if message.get("bytes") and _SIGN in message["bytes"]:
                await self._send({**message, "bytes": below(self._base, message["bytes"])})
            case "http.response.start":
                await self._begin(message)
            case "http.response.body" if self._start is not None:
                self._body += message.get("body", b"")
                if not message.get("more_body", False):
                    await self._finish(self._start)
            case _:
                await self._send(message)

    async def _begin(self, message: Message) -> None:
        headers = MutableHeaders(scope=message)
        location = headers.get("location", "")
        if location.startswith("/") and not location.startswith(("//", f"{self._base}/")):
            headers["location"] = self._base + location
        self._kind = headers.get("content-type", "").partition(";")[0]
        if self._kind in ("text/html", "text/javascript"):
            self._start = message
        else:
            await self._send(message)

    async def _finish(self, start: Message) -> None:
        base = self._base.encode()
        if self._kind == "text/html":
            body = _IN_HTML.sub(lambda found: found[1] + b'="' + base + b"/", self._body)
        else:
            body = _IN_SCRIPT.sub(b'fetch("' + base + b"/", self._body)
        MutableHeaders(scope=start)["content-length"] = str(len(body))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def below(base: str, data: bytes) -> bytes:
    """What Streamlit tells a page, with the addresses in its Markdown below the base."""
    message = ForwardMsg.FromString(data)
    if message.WhichOneof("type") != "delta" or message.delta.WhichOneof("type") != "new_element":
        return data
    element = message.delta.new_element
    if element.WhichOneof("type") != "markdown":
        return data
    element.markdown.body = _IN_MARKDOWN.sub(f"]({base}/", element.markdown.body)
    return bytes(message.SerializeToString())
