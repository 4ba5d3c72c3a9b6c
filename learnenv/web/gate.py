"""The gate: ASGI middleware that decides who is asking, before any page runs.

A Streamlit session id is a bearer secret: whoever sends it gets that session's state. So identity never lives there.
The gate looks the cookie up in the session table, takes away any identity header a client sent, and adds its own;
Streamlit maps that one into `st.user` and refuses to reconnect a stranger to somebody's session.
"""

from __future__ import annotations

import logging
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from learnenv.domain.errors import LearnenvError
from learnenv.domain.learner import Actor
from learnenv.language import speech
from learnenv.metrics import tally
from learnenv.services import identity
from learnenv.services.app import App
from learnenv.services.failures import describe
from learnenv.web import cookies, plain
from learnenv.web.addresses import OPEN_PREFIXES, PAGES, SHUT_PREFIXES, SIGNED_IN_PREFIXES, among
from learnenv.web.busy import come_back, is_too_busy
from learnenv.web.headers import Guarded, content_security_policy, inline_script_hashes, security_headers
from learnenv.web.hosts import Hosts, from_elsewhere
from learnenv.web.sending import demand_small, limited
from learnenv.web.shell import original, shell, static_files

SESSION_HEADER = "x-learnenv-session"
HEALTH = ("/healthz", "/readyz")
"""Whoever looks after the server asks these, under whatever name it has for it."""
log = logging.getLogger(__name__)


def gate(core: App) -> Middleware:
    """The gate as Starlette middleware."""
    return Middleware(Gate, core=core)


class Gate:
    """See the module's docstring."""

    head = ""
    """More lines for the head of the page shell."""
    open: tuple[str, ...] = OPEN_PREFIXES
    """Open to everybody."""

    def __init__(self, app: ASGIApp, core: App) -> None:
        self._app = app
        self._core = core
        policy = content_security_policy(inline_script_hashes(original()))
        self._headers = security_headers(policy)
        self._hosts = Hosts(core.settings)
        self._told_of_strange_host = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a connection through with the gate's word on who it is, or answer it here."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        scope["headers"] = [pair for pair in scope["headers"] if not _is_identity(pair[0])]
        known = self._is_for_us(HTTPConnection(scope))
        if scope["type"] == "websocket":
            await (self._websocket if known else turned_away)(scope, receive, send)
            return
        guarded = self._guarded(send)
        try:
            demand_small(HTTPConnection(scope))
            await self._answer(scope, limited(receive), guarded, known=known)
        except Exception as error:
            # What lies around this would answer without the headers and in English.
            if guarded.begun:
                raise
            await (await plain.failed(Request(scope), error))(scope, receive, guarded)

    async def _answer(self, scope: Scope, receive: Receive, guarded: Send, *, known: bool) -> None:
        path: str = scope["path"]
        if not known:
            await self._strange_host(Request(scope))(scope, receive, guarded)
        elif _is_shut(path):
            await PlainTextResponse("", 404)(scope, receive, guarded)
        elif among(path, self.open):
            await self._app(scope, receive, guarded)
        else:
            await self._signed_in(scope, receive, guarded)

    def _is_for_us(self, connection: HTTPConnection) -> bool:
        """Whether it is asked under a name that this server has."""
        return self._hosts.have(connection) or connection.scope["path"] in HEALTH

    def _strange_host(self, request: Request) -> Response:
        """Once in the log, for an administrator who forgot to say what the server is called."""
        if not self._told_of_strange_host:
            self._told_of_strange_host = True
            said = "a request for another host was refused; LEARNENV_PUBLIC_URL says which one is ours"
            log.warning(said, extra={"event": "strange-host"})
        return plain.sorry(request, 421, speech(plain.language_of(request)).say("host.strange"))

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        # Streamlit would let any page of this machine in, and ask another host what its own address is.
        if from_elsewhere(HTTPConnection(scope)):
            await turned_away(scope, receive, send)
            return
        actor = await self._who(HTTPConnection(scope))
        if not isinstance(actor, Actor):
            await receive()
            await send({"type": "websocket.close", "code": 4401})
            return
        scope["headers"].append((SESSION_HEADER.encode(), actor.session.encode()))
        with tally.page_open():
            await self._app(scope, receive, send)

    async def _signed_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        actor = await self._who(request)
        answer: Response | None = None
        if isinstance(actor, LearnenvError):
            language = plain.language_of(request)
            answer = plain.sorry(request, 503, describe(actor, speech(language)))
        elif actor is None:
            answer = _way_in(request)
        elif scope["path"] in PAGES and is_too_busy():
            answer = come_back(request, actor.language)
        elif scope["path"] in PAGES:
            answer = HTMLResponse(shell(actor.language, self.head), headers={"cache-control": "no-store"})
        elif among(scope["path"], SIGNED_IN_PREFIXES):
            scope.setdefault("state", {})["actor"] = actor
        else:
            answer = plain.lost(request, actor.language)
        await (answer or self._app)(scope, receive, send)

    async def _who(self, connection: HTTPConnection) -> Actor | LearnenvError | None:
        token = cookies.read(connection, "session")
        if not token:
            return None
        try:
            return await run_in_threadpool(identity.who, self._core, identity.secret_hash(token))
        except LearnenvError as error:
            return error

    def _guarded(self, send: Send) -> Guarded:
        return Guarded(send, self._headers)


async def turned_away(scope: Scope, receive: Receive, send: Send) -> None:
    """Close a connection of a page that should not be there."""
    await receive()
    await send({"type": "websocket.close", "code": 4403})


def _is_shut(path: str) -> bool:
    """Streamlit's doors that nobody needs, and those that its page tries below each page before the right ones."""
    if path.startswith("/static/"):
        return path not in static_files()
    return path.startswith(SHUT_PREFIXES) or path.rpartition("/_stcore/")[0] in PAGES


def _way_in(request: Request) -> Response:
    """Whoever is not signed in goes to the welcome page and comes back to where they wanted to be."""
    wants_page = request.method in ("GET", "HEAD") and "text/html" in Headers(scope=request.scope).get(
        "accept", "*/*"
    )
    if not wants_page and request.url.path not in PAGES:
        return PlainTextResponse("", 401)
    wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    following = "" if wanted == "/" else f"?next={quote(wanted, safe='')}"
    return RedirectResponse(f"/welcome{following}", 303, headers={"cache-control": "no-store"})


def _is_identity(name: bytes) -> bool:
    """Also with underscores: some servers fold the two into one name."""
    return name.lower().replace(b"_", b"-") == SESSION_HEADER.encode()
