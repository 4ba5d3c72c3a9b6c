"""One's own account: make one of the work that is here, or change its password. Plain pages: they set a cookie."""

from __future__ import annotations

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from learnenv.domain.learner import Actor
from learnenv.domain.people import Account
from learnenv.language import speech
from learnenv.passwords import SHORTEST
from learnenv.services import accounts
from learnenv.services.app import App
from learnenv.services.identity import SignedIn
from learnenv.web import posted
from learnenv.web.addresses import YOU


def routes(core: App) -> list[BaseRoute]:
    """The routes of this file."""
    pages = _Account(core)
    return [
        Route("/account", pages.page, methods=["GET"]),
        Route("/account", pages.make, methods=["POST"]),
        Route("/account/password", pages.change_password, methods=["POST"]),
    ]


class _Account:
    def __init__(self, core: App) -> None:
        self._core = core

    async def page(self, request: Request) -> Response:
        return _form(request, await self._found(request), 200, "")

    async def make(self, request: Request) -> Response:
        actor: Actor = request.state.actor
        login, password = await posted.text(request, "login"), await posted.text(request, "password")
        address = posted.address_of(request)
        return await self._done(
            request, lambda: accounts.make(self._core, actor, login, password, address=address), login
        )

    async def change_password(self, request: Request) -> Response:
        actor: Actor = request.state.actor
        old, new = await posted.text(request, "old"), await posted.text(request, "password")
        return await self._done(request, lambda: accounts.change_password(self._core, actor, old, new))

    async def _done(self, request: Request, change: Callable[[], SignedIn], login: str = "") -> Response:
        actor: Actor = request.state.actor
        found = await self._found(request)

        def refuse(status: int, problem: str) -> Response:
            return _form(request, found, status, problem, login)

        if not await posted.is_ours(request):
            return refuse(400, speech(actor.language).say("begin.refused"))
        return await posted.let_in(request, change, YOU, refuse, actor.language)

    async def _found(self, request: Request) -> Account | None:
        actor: Actor = request.state.actor
        return await run_in_threadpool(accounts.account, self._core, actor)


def _form(request: Request, found: Account | None, status: int, problem: str, login: str = "") -> Response:
    """The form for a new account, or for who has one, for another password."""
    actor: Actor = request.state.actor
    return posted.form_page(
        request,
        "password.html" if found else "account.html",
        status=status,
        language=actor.language,
        problem=problem,
        login=found.login if found else login,
        shortest=SHORTEST,
    )
