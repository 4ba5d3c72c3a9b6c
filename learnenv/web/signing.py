"""The way in and out: welcome, begin as a guest, come back with a recovery code, sign out."""

from __future__ import annotations

from functools import partial
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from learnenv.domain.learner import Actor
from learnenv.language import speech
from learnenv.services import accounts, identity
from learnenv.services.app import App
from learnenv.settings import is_loopback
from learnenv.web import cookies, plain, posted


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
        actor = await posted.known(self._core, request)
        if actor is not None and "lang" not in request.query_params:
            return RedirectResponse(posted.following(request), 303)
        return posted.form_page(request, "welcome.html", known=actor is not None, problem="")

    async def begin(self, request: Request) -> Response:
        refuse = partial(_page, request, "welcome.html", known=False)
        if not await posted.is_ours(request):
            return refuse(400, speech(plain.language_of(request)).say("begin.refused"))
        following = await posted.following_of_form(request)
        if await posted.known(self._core, request) is not None:
            return RedirectResponse(following, 303)
        address = posted.address_of(request)
        # On one's own computer there is nobody to brake. For others, whoever comes without an address of their own
        # shares that of the web server in front.
        alone = is_loopback(address) and not self._core.settings.public_url
        braked = "" if alone else address
        language = plain.language_of(request)
        return await posted.let_in(
            request, lambda: identity.begin_guest(self._core, language, braked), following, refuse
        )

    async def recover_page(self, request: Request) -> Response:
        return await self._recover_form(request)

    async def recover(self, request: Request) -> Response:
        if not await posted.is_ours(request):
            return await self._recover_form(request, 400, speech(plain.language_of(request)).say("begin.refused"))
        code, address = await posted.text(request, "code"), posted.address_of(request)
        actor = await posted.known(self._core, request)
        here = actor.session if actor else ""
        at_work = await self._has_no_way_back(actor)
        return await posted.let_in(
            request,
            lambda: identity.recover(self._core, code, address=address, instead_of=here),
            await posted.following_of_form(request),
            partial(_page, request, "recover.html", at_work=at_work),
        )

    async def sign_out_page(self, request: Request) -> Response:
        actor: Actor = request.state.actor
        has_account = await run_in_threadpool(accounts.account, self._core, actor) is not None
        comes_back = not await self._has_no_way_back(actor)
        return posted.form_page(
            request, "sign_out.html", language=actor.language, has_account=has_account, comes_back=comes_back
        )

    async def sign_out(self, request: Request) -> Response:
        actor: Actor = request.state.actor
        if not await posted.is_ours(request):
            return RedirectResponse("/sign-out", 303)
        end = identity.sign_out_everywhere if await posted.text(request, "everywhere") else identity.sign_out
        await run_in_threadpool(end, self._core, actor)
        response = RedirectResponse("/welcome", 303, headers={"clear-site-data": '"storage"'})
        cookies.clear(request, response, "session")
        return response

    async def _recover_form(self, request: Request, status: int = 200, problem: str = "") -> Response:
        at_work = await self._has_no_way_back(await posted.known(self._core, request))
        return _page(request, "recover.html", status, problem, at_work=at_work)

    async def _has_no_way_back(self, actor: Actor | None) -> bool:
        return actor is not None and not await run_in_threadpool(accounts.comes_back, self._core, actor)


def _page(request: Request, template: str, status: int, problem: str, **values: bool) -> Response:
    shown: dict[str, Any] = {**values, "problem": problem}
    return posted.form_page(request, template, status=status, **shown)
