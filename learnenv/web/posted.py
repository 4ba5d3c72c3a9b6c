"""What the plain pages with a form share: the token against forged forms, where to go on, who was here already."""

from __future__ import annotations

import asyncio
import hmac
import secrets
from collections.abc import Callable
from weakref import WeakKeyDictionary

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from learnenv.domain.errors import LearnenvError, StoreError
from learnenv.domain.learner import Actor
from learnenv.domain.text import Language
from learnenv.language import speech
from learnenv.passwords import AT_ONCE
from learnenv.services import identity, slowing
from learnenv.services.app import App
from learnenv.web import cookies, plain
from learnenv.web.addresses import HOME, home_grown
from learnenv.web.hosts import from_elsewhere

_doors: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


def form_page(
    request: Request, template: str, *, status: int = 200, language: Language | None = None, **values: object
) -> Response:
    """A page with a form: its token stands in the form and in a cookie, and both have to come back."""
    token = cookies.read(request, "form") or secrets.token_urlsafe(16)
    spoken = language or plain.language_of(request)
    response = plain.page(
        request, template, spoken, status=status, token=token, following=following(request), **values
    )
    cookies.write(request, response, "form", token, lasting=False)
    return response


async def is_ours(request: Request) -> bool:
    """Whether a form was sent from our own page: same origin, and the token of the cookie in the form."""
    if from_elsewhere(request) and request.headers["origin"] != "null":
        return False
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    sent = await text(request, "token")
    expected = cookies.read(request, "form")
    return expected != "" and hmac.compare_digest(sent.encode(), expected.encode())


async def text(request: Request, name: str) -> str:
    """A field of the posted form; empty if it is not there or is a file."""
    value = (await request.form()).get(name)
    return value if isinstance(value, str) else ""


def following(request: Request) -> str:
    """Where to go on after this page, as asked in its address."""
    return home_grown(request.query_params.get("next", HOME))


async def following_of_form(request: Request) -> str:
    """The same, as asked in the posted form."""
    wanted = await text(request, "next")
    return home_grown(wanted) if wanted else HOME


async def known(core: App, request: Request) -> Actor | None:
    """Who this browser is signed in as, on the pages that are open to everybody."""
    token = cookies.read(request, "session")
    if not token:
        return None
    return await run_in_threadpool(identity.who, core, identity.secret_hash(token))


def address_of(request: Request) -> str:
    """From where somebody asks, as far as the server can tell: behind a proxy that it trusts, the visitor's own."""
    return request.client.host if request.client else ""


def _door() -> asyncio.Semaphore:
    """Whoever waits for a password to be looked at waits here, and not in one of the threads that pages need."""
    return _doors.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(AT_ONCE))


async def let_in(
    request: Request,
    make: Callable[[], identity.SignedIn],
    following: str,
    refuse: Callable[[int, str], Response],
    language: Language | None = None,
) -> Response:
    """Sign in by `make` and go on; what it refuses is said by `refuse(status, sentence)`, on the same page.

    What the record cannot do now is no refusal, and passes.
    """
    try:
        async with _door():
            signed_in = await run_in_threadpool(make)
    except StoreError:
        raise
    except LearnenvError as error:
        sentence = speech(language or plain.language_of(request)).say(error.message)
        if not isinstance(error, slowing.TooManyTries):
            return refuse(422, sentence)
        response = refuse(429, sentence)
        response.headers["retry-after"] = str(error.seconds)
        return response
    answer = RedirectResponse(following, 303)
    cookies.write(request, answer, "session", signed_in.token, lasting=signed_in.lasting)
    return answer
