"""The pictures that plugins draw, on pages of their own and in exercises: drawn again for whoever asks, so that
nothing lives in memory."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from learnenv.domain.errors import NotFound
from learnenv.domain.learner import Actor
from learnenv.domain.module_page import PagePart, PagePicture
from learnenv.services import exercise_view, module_pages
from learnenv.services.app import App
from learnenv.services.exercise_view import ExerciseView
from learnenv.services.form_props import picture_props
from learnenv.web.addresses import EXERCISE_PICTURE, EXTRA, PLAY
from learnenv.web.headers import PICTURE_POLICY

_NOTHING_BUT_A_PICTURE = {
    "cache-control": "no-store",
    "content-security-policy": PICTURE_POLICY,
}
"""It is the reader's own work: nobody keeps it."""


def routes(core: App) -> list[BaseRoute]:
    """The routes of this file."""
    return [_route(core, f"{EXTRA}.svg", _of_page), _route(core, EXERCISE_PICTURE, _of_exercise), _play(core)]


def _route(core: App, path: str, parts: Callable[[App, Actor, QueryParams], Sequence[PagePart]]) -> BaseRoute:
    def drawn(request: Request) -> str | None:
        actor: Actor = request.state.actor
        try:
            return _picture(parts(core, actor, request.query_params), request.query_params.get("part", ""))
        except NotFound:
            return None

    async def picture(request: Request) -> Response:
        svg = await run_in_threadpool(drawn, request)
        if svg is None:
            return PlainTextResponse("", 404, headers=_NOTHING_BUT_A_PICTURE)
        return Response(svg, media_type="image/svg+xml", headers=_NOTHING_BUT_A_PICTURE)

    return Route(path, picture)


def _play(core: App) -> Route:
    """The picture above a form, of what is filled in at this moment. It looks into the record and changes nothing."""

    def drawn(request: Request) -> dict[str, str] | None:
        actor: Actor = request.state.actor
        try:
            view = _view(core, actor, request.query_params)
        except NotFound:
            return None
        value = _json(request.query_params.get("value", ""))
        return picture_props(exercise_view.picture(view, actor.language, value))

    async def picture(request: Request) -> Response:
        found = await run_in_threadpool(drawn, request)
        return JSONResponse(found, 200 if found else 404, headers={"cache-control": "no-store"})

    return Route(PLAY, picture)


def _json(text: str) -> Mapping[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _view(core: App, actor: Actor, asked: QueryParams) -> ExerciseView:
    view = exercise_view.view(core, actor, asked.get("ref", ""))
    return replace(view, grade=None) if asked.get("blank") else view


def _of_page(core: App, actor: Actor, asked: QueryParams) -> Sequence[PagePart]:
    return module_pages.module_page(core, actor, asked.get("module", ""), asked.get("name", "")).parts


def _of_exercise(core: App, actor: Actor, asked: QueryParams) -> Sequence[PagePart]:
    return exercise_view.parts(_view(core, actor, asked), actor.language)


def _picture(parts: Sequence[PagePart], number: str) -> str | None:
    if not (number.isascii() and number.isdigit() and len(number) < 4 and int(number) < len(parts)):
        return None
    part = parts[int(number)]
    return part.svg if isinstance(part, PagePicture) else None
