"""The page of the demonstration on which one enters as somebody, by one click."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from learnenv.demo import Demo, enter
from learnenv.services.app import App
from learnenv.web import plain, posted
from learnenv.web.addresses import COHORTS, DEMO, HOME, REVIEW_WORK

_FIRST_PAGES: Mapping[str, str] = {
    "trainer": COHORTS,
    "other-trainer": COHORTS,
    "coach": REVIEW_WORK,
    "administrator": COHORTS,
}


def demo_routes(core: App, demo: Demo) -> list[BaseRoute]:
    """The routes of this file."""

    async def page(request: Request) -> Response:
        return _form(request, demo, 200, "")

    async def enter_as(request: Request) -> Response:
        if not await posted.is_ours(request):
            return RedirectResponse(DEMO, 303)
        part, language = await posted.text(request, "part"), plain.language_of(request)
        actor = await posted.known(core, request)
        here = actor.session if actor else ""
        return await posted.let_in(
            request,
            lambda: enter(core, demo, part, language, here),
            _FIRST_PAGES.get(part, HOME),
            lambda status, problem: _form(request, demo, status, problem),
        )

    return [Route(DEMO, page, methods=["GET"]), Route(DEMO, enter_as, methods=["POST"])]


def _form(request: Request, demo: Demo, status: int, problem: str) -> Response:
    return posted.form_page(request, "demo.html", status=status, personas=demo.personas, problem=problem)
