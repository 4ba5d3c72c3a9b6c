"""The way in with a login and a password, and the one-time page for the first administrator."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from learnenv.domain.learner import Actor
from learnenv.language import speech
from learnenv.passwords import SHORTEST
from learnenv.services import accounts, first_admin
from learnenv.services.app import App
from learnenv.services.slowing import TooManyTries
from learnenv.web import plain, posted


def routes(core: App) -> list[BaseRoute]:
    """The routes of this file."""
    way = _SignIn(core)
    return [
        Route("/sign-in", way.page, methods=["GET"]),
        Route("/sign-in", way.sign_in, methods=["POST"]),
        Route("/first-admin", way.first_admin_page, methods=["GET"]),
        Route("/first-admin", way.first_admin, methods=["POST"]),
    ]


def sign_in_page(
    core: App, request: Request, status: int, problem: str, *, login: str = "", at_work: bool = False
) -> Response:
    """The page on which one signs in. `at_work`: somebody has work here that they could not come back to."""
    provider = core.settings.provider
    return posted.form_page(
        request,
        "sign_in.html",
        status=status,
        problem=problem,
        login=login,
        at_work=at_work,
        provider=urlsplit(provider.issuer).hostname if provider else "",
    )


class _SignIn:
    def __init__(self, core: App) -> None:
        self._core = core

    async def page(self, request: Request) -> Response:
        actor = await posted.known(self._core, request)
        found = None
        if actor is not None:
            found = await run_in_threadpool(accounts.account, self._core, actor)
        if found is not None:
            return RedirectResponse(posted.following(request), 303)
        return sign_in_page(self._core, request, 200, "", at_work=await self._at_work(actor))

    async def sign_in(self, request: Request) -> Response:
        actor = await posted.known(self._core, request)
        login, at_work = await posted.text(request, "login"), await self._at_work(actor)

        def refuse(status: int, problem: str) -> Response:
            return sign_in_page(self._core, request, status, problem, login=login, at_work=at_work)

        words = speech(plain.language_of(request))
        if not await posted.is_ours(request):
            return refuse(400, words.say("begin.refused"))
        if at_work and not await posted.text(request, "leave"):
            return refuse(422, words.say("sign-in.leave-first"))
        password, address = await posted.text(request, "password"), posted.address_of(request)
        remember = bool(await posted.text(request, "remember"))
        here = actor.session if actor else ""
        return await posted.let_in(
            request,
            lambda: accounts.sign_in(
                self._core, login, password, remember=remember, address=address, instead_of=here
            ),
            await posted.following_of_form(request),
            refuse,
        )

    async def first_admin_page(self, request: Request) -> Response:
        wanted = request.query_params.get("token", "")
        try:
            opens = await run_in_threadpool(first_admin.opens, self._core, wanted, address=posted.address_of(request))
        except TooManyTries:
            opens = False
        if not opens:
            return plain.lost(request, plain.language_of(request))
        return _first_admin_form(request, 200, "", "", wanted)

    async def first_admin(self, request: Request) -> Response:
        login, wanted = await posted.text(request, "login"), await posted.text(request, "invite")
        language = plain.language_of(request)

        def refuse(status: int, problem: str) -> Response:
            return _first_admin_form(request, status, problem, login, wanted)

        if not await posted.is_ours(request):
            return refuse(400, speech(language).say("begin.refused"))
        password, address = await posted.text(request, "password"), posted.address_of(request)
        actor = await posted.known(self._core, request)
        return await posted.let_in(
            request,
            lambda: first_admin.make(
                self._core, wanted, login, password, language=language, actor=actor, address=address
            ),
            "/",
            refuse,
        )

    async def _at_work(self, actor: Actor | None) -> bool:
        if actor is None:
            return False
        return await run_in_threadpool(accounts.at_risk, self._core, actor)


def _first_admin_form(request: Request, status: int, problem: str, login: str, invite: str) -> Response:
    return posted.form_page(
        request,
        "first_admin.html",
        status=status,
        problem=problem,
        login=login,
        invite=invite,
        shortest=SHORTEST,
    )
