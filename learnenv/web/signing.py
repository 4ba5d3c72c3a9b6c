"""The way in and out: welcome, begin as a guest, come back with a recovery code, sign out."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from learnenv.domain.errors import LearnenvError, NotAllowed
from learnenv.domain.learner import Actor
from learnenv.language import speech
from learnenv.services import identity
from learnenv.services.app import App
from learnenv.web import cookies, plain
from learnenv.web.addresses import HOME, home_grown
from learnenv.web.failures import describe


def routes(core: App) -> list[BaseRoute]:
    """The routes of this file."""
    way = _Signing(core)
    return [
        Route("/welcome", way.welcome, methods=["GET"]),
        Route("/begin", way.begin, methods=["POST"]),
        Route("/recover", way.recover_page, methods=["GET"]),
        Route("/recover", way.recover, methods=["POST"]),
        Route("/sign-out", way.sign_out_page, methods=["GET"]),
        Route("/sign-out", way.sign_out, methods=["POST"]),
    ]


class _Signing:
    def __init__(self, core: App) -> None:
        self._core = core

    async def welcome(self, request: Request) -> Response:
        actor = await self._known(request)
        if actor is not None and "lang" not in request.query_params:
            return RedirectResponse(_following(request), 303)
        return _form_page(request, "welcome.html", known=actor is not None, refused=False)

    async def begin(self, request: Request) -> Response:
        if not await _is_ours(request):
            return _form_page(request, "welcome.html", known=False, status=400, refused=True)
        actor = await self._known(request)
        if actor is not None:
            return RedirectResponse(await _following_of_form(request), 303)
        return await self._sign_in(request, lambda: identity.begin_guest(self._core, plain.language_of(request)))

    async def recover_page(self, request: Request) -> Response:
        return await self._recover_form(request, 200, "")

    async def recover(self, request: Request) -> Response:
        if not await _is_ours(request):
            refused = speech(plain.language_of(request)).say("begin.refused")
            return await self._recover_form(request, 400, refused)
        form = await request.form()
        code = form.get("code")
        typed = code if isinstance(code, str) else ""
        try:
            return await self._sign_in(request, lambda: identity.recover(self._core, typed))
        except NotAllowed as error:
            problem = speech(plain.language_of(request)).say(error.message)
            return await self._recover_form(request, 422, problem)

    async def sign_out_page(self, request: Request) -> Response:
        actor: Actor = request.state.actor
        has_code = await run_in_threadpool(identity.has_recovery_code, self._core, actor)
        return _form_page(request, "sign_out.html", language=actor.language, has_code=has_code)

    async def sign_out(self, request: Request) -> Response:
        actor: Actor = request.state.actor
        if not await _is_ours(request):
            return RedirectResponse("/sign-out", 303)
        form = await request.form()
        end = identity.sign_out_everywhere if form.get("everywhere") else identity.sign_out
        await run_in_threadpool(end, self._core, actor)
        response = RedirectResponse("/welcome", 303, headers={"clear-site-data": '"storage"'})
        cookies.clear(request, response, "session")
        return response

    async def _recover_form(self, request: Request, status: int, problem: str) -> Response:
        known = await self._known(request)
        unsafe = known is not None and not await run_in_threadpool(identity.has_recovery_code, self._core, known)
        return _form_page(request, "recover.html", status=status, problem=problem, at_work=unsafe)

    async def _known(self, request: Request) -> Actor | None:
        token = cookies.read(request, "session")
        if not token:
            return None
        return await run_in_threadpool(identity.who, self._core, identity.secret_hash(token))

    async def _sign_in(self, request: Request, make: Callable[[], identity.SignedIn]) -> Response:
        following = await _following_of_form(request)
        try:
            signed_in = await run_in_threadpool(make)
        except NotAllowed:
            raise
        except LearnenvError as error:
            return plain.sorry(request, 503, describe(error, speech(plain.language_of(request))))
        response = RedirectResponse(following, 303)
        cookies.write(request, response, "session", signed_in.token)
        return response


def _form_page(request: Request, template: str, *, status: int = 200, **values: object) -> Response:
    """A page with a form: its token stands in the form and in a cookie, and both have to come back."""
    token = cookies.read(request, "form") or secrets.token_urlsafe(16)
    language = values.pop("language", None) or plain.language_of(request)
    assert language == "nl" or language == "en"
    response = plain.page(
        request, template, language, status=status, token=token, following=_following(request), **values
    )
    cookies.write(request, response, "form", token, lasting=False)
    return response


async def _is_ours(request: Request) -> bool:
    """Whether a form was sent from our own page: same origin, and the token of the cookie in the form."""
    origin = request.headers.get("origin")
    if origin and origin != "null" and urlsplit(origin).netloc != request.headers.get("host", ""):
        return False
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    sent = (await request.form()).get("token")
    expected = cookies.read(request, "form")
    return isinstance(sent, str) and expected != "" and hmac.compare_digest(sent.encode(), expected.encode())


def _following(request: Request) -> str:
    return home_grown(request.query_params.get("next", HOME))


async def _following_of_form(request: Request) -> str:
    following = (await request.form()).get("next")
    return home_grown(following) if isinstance(following, str) else HOME
