"""Joining a cohort: with its code, or with a link for one person. Who is new begins as a guest on the way."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from learnenv.domain.errors import LearnenvError, StoreError
from learnenv.domain.joining import shown_code
from learnenv.domain.learner import Actor
from learnenv.domain.text import Language
from learnenv.language import speech
from learnenv.services import identity, joining
from learnenv.services.app import App
from learnenv.services.joining import LONGEST_MEMBER_NAME, Door
from learnenv.services.slowing import TooManyTries
from learnenv.settings import is_loopback
from learnenv.web import cookies, plain, posted
from learnenv.web.addresses import COACHING, HOME, JOIN, MODULE, YOU


def routes(core: App) -> list[BaseRoute]:
    """The routes of this file."""
    way = _Join(core)
    return [
        Route(JOIN, way.page, methods=["GET"]),
        Route(JOIN, way.join, methods=["POST"]),
        Route(f"{JOIN}/{{token}}", way.page, methods=["GET"]),
        Route(f"{JOIN}/{{token}}", way.join, methods=["POST"]),
        Route(f"{JOIN}/{{rest:path}}", _nowhere),
    ]


async def _nowhere(request: Request) -> Response:
    return plain.lost(request, plain.language_of(request))


class _Join:
    def __init__(self, core: App) -> None:
        self._core = core

    async def page(self, request: Request) -> Response:
        code = request.query_params.get("code", "")
        if "token" not in request.path_params and not code:
            return await self._form(request, None)
        try:
            door = await run_in_threadpool(self._door, request, code)
        except StoreError:
            raise
        except LearnenvError as error:
            return await self._refused(request, None, error, code)
        return await self._form(request, door)

    async def join(self, request: Request) -> Response:
        code, name = await posted.text(request, "code"), await posted.text(request, "name")
        actor = await posted.known(self._core, request)
        language = actor.language if actor else plain.language_of(request)
        if not await posted.is_ours(request):
            said = speech(language).say("begin.refused")
            return await self._form(request, None, code=code, name=name, status=400, problem=said)
        door: Door | None = None
        try:
            door = await run_in_threadpool(self._door, request, code)
            come_in = partial(self._come_in, request, door, name, actor, language)
            signed_in, following = await run_in_threadpool(come_in)
        except StoreError:
            raise
        except LearnenvError as error:
            return await self._refused(request, door, error, code, name)
        answer = RedirectResponse(following, 303)
        if signed_in:
            cookies.write(request, answer, "session", signed_in.token, lasting=signed_in.lasting)
        return answer

    def _door(self, request: Request, code: str) -> Door:
        address = posted.address_of(request)
        token = request.path_params.get("token")
        if token is None:
            return joining.by_code(self._core, code, address=address)
        return joining.by_invite(self._core, token, request.query_params.get("team", ""), address=address)

    def _come_in(
        self, request: Request, door: Door, name: str, actor: Actor | None, language: Language
    ) -> tuple[identity.SignedIn | None, str]:
        """Join; the session for a browser that had none, or whose session opens more from now on, and where to go."""
        if actor is None:
            address = posted.address_of(request)
            braked = "" if is_loopback(address) else address
            begun = joining.join_as_guest(self._core, door, name, language, address=braked)
            return begun, self._following(begun.actor, door)
        joining.demand_joined(joining.join(self._core, actor, door, name))
        renewed = identity.renew(self._core, actor) if door.role != "learner" else None
        return renewed, self._following(actor, door)

    def _following(self, actor: Actor, door: Door) -> str:
        """The first module of the cohort, if it is there; a trainer goes where one can make an account, a coach to
        whom they coach."""
        if door.role != "learner":
            return YOU if door.role == "trainer" else COACHING
        here = (each for each in joining.mine(self._core, actor) if each.cohort.id == door.cohort.id)
        first = next((card.id for each in here for _, card in each.modules if card), "")
        return f"{MODULE}?{urlencode({'module': first})}" if first else HOME

    async def _refused(
        self, request: Request, door: Door | None, error: LearnenvError, code: str, name: str = ""
    ) -> Response:
        actor = await posted.known(self._core, request)
        language = actor.language if actor else plain.language_of(request)
        said, status = speech(language).say(error.message), 429 if isinstance(error, TooManyTries) else 422
        response = await self._form(request, door, code=code, name=name, status=status, problem=said)
        if isinstance(error, TooManyTries):
            response.headers["retry-after"] = str(error.seconds)
        return response

    async def _form(
        self,
        request: Request,
        door: Door | None,
        *,
        code: str = "",
        name: str = "",
        status: int = 200,
        problem: str = "",
    ) -> Response:
        actor = await posted.known(self._core, request)
        learns = bool(door and actor and door.role == "learner")
        inside = learns and await run_in_threadpool(self._is_in, actor, door)
        shared_before = learns and not inside and await run_in_threadpool(self._shared_before, actor, door)
        return posted.form_page(
            request,
            "join.html",
            status=status,
            language=actor.language if actor and "lang" not in request.query_params else None,
            door=door,
            inside=inside,
            shared_before=shared_before,
            code=shown_code(door.cohort.join_code) if door and not door.invite else code,
            name=name,
            problem=problem,
            known=actor is not None,
            by_link="token" in request.path_params,
            longest=LONGEST_MEMBER_NAME,
            here=_here(request),
        )

    def _is_in(self, actor: Actor | None, door: Door | None) -> bool:
        return actor is not None and door is not None and joining.is_in(self._core, actor, door.cohort.id)

    def _shared_before(self, actor: Actor | None, door: Door | None) -> bool:
        return actor is not None and door is not None and bool(joining.stops_sharing(self._core, actor, door))


def _here(request: Request) -> str:
    """This page with what was asked of it but the language, for the form and for the links to the other language."""
    asked = {name: value for name, value in request.query_params.items() if name != "lang"}
    return f"{request.url.path}?{urlencode(asked)}{'&' if asked else ''}"
