"""The plain routes behind the gate, asked in this very process: a test can look into the record while it asks."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from starlette.applications import Starlette

from learnenv.domain.errors import LearnenvError
from learnenv.services import identity
from learnenv.services.app import App
from learnenv.web import plain, state
from learnenv.web.gate import gate
from learnenv.web.readiness import Readiness
from learnenv.web.routes import routes
from tests.support.apart import apart


@dataclass
class Said:
    """What the application answered."""

    status: int
    headers: dict[str, str]
    body: bytes
    cookies: list[str] = field(default_factory=list)
    parts: int = 1
    """In how many pieces the body came."""

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


class Inside:
    """Somebody's browser, without a network."""

    def __init__(self, core: App, *, token: str = "") -> None:
        state.use(core)
        self._app = Starlette(
            routes=routes(core, Readiness(core.record)),
            middleware=[gate(core)],
            exception_handlers={LearnenvError: plain.failed},
        )
        self.jar: dict[str, str] = {"learnenv-session": token} if token else {}

    def get(self, path: str, *, host: str = "127.0.0.1") -> Said:
        return apart(self._ask("GET", path, host=host))

    def post(self, path: str, **form: str) -> Said:
        return apart(self._ask("POST", path, urlencode({"token": self.jar.get("learnenv-form", ""), **form})))

    async def _ask(self, method: str, path: str, form: str = "", *, host: str = "127.0.0.1") -> Said:
        place, _, query = path.partition("?")
        cookie = "; ".join(f"{name}={value}" for name, value in self.jar.items())
        headers = [(b"host", host.encode()), (b"accept", b"text/html"), (b"cookie", cookie.encode())]
        headers += [(b"content-type", b"application/x-www-form-urlencoded")]
        scope: dict[str, Any] = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "path": place,
            "raw_path": place.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "scheme": "http",
            "headers": headers,
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 80),
        }
        sent: list[dict[str, Any]] = []
        asked = False

        async def receive() -> dict[str, Any]:
            nonlocal asked
            if asked:
                await asyncio.sleep(3600)
            asked = True
            return {"type": "http.request", "body": form.encode(), "more_body": False}

        async def send(message: Any) -> None:
            sent.append(message)

        await self._app(scope, receive, send)
        return self._said(sent)

    def _said(self, sent: list[dict[str, Any]]) -> Said:
        raw = [(name.decode(), value.decode()) for name, value in sent[0]["headers"]]
        bodies = [message.get("body", b"") for message in sent[1:]]
        cookies = [value for name, value in raw if name == "set-cookie"]
        for cookie in cookies:
            name, _, value = cookie.split(";")[0].partition("=")
            self.jar[name] = value.strip('"')
        return Said(sent[0]["status"], dict(raw), b"".join(bodies), cookies, len([each for each in bodies if each]))


def come_in(core: App) -> tuple[Inside, str]:
    """Somebody new, signed in; with their id."""
    signed_in = identity.begin_guest(core, "nl")
    return Inside(core, token=signed_in.token), signed_in.actor.learner
