"""The picture of someone's way through a case, drawn from their own record for whoever asks."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from learnenv.domain.errors import NotFound
from learnenv.domain.learner import Actor
from learnenv.domain.text import Language
from learnenv.language import speech
from learnenv.look.case_map import meter
from learnenv.services import casework
from learnenv.services.app import App
from learnenv.services.case_picture import map_picture
from learnenv.services.casework import CaseView

_MAP = "/case-map.svg"
_METER = "/case-meter.svg"
_THEIRS_ALONE = {"cache-control": "no-store"}
_SAME_FOR_ALL = {"cache-control": "private, max-age=86400"}


def routes(core: App) -> list[BaseRoute]:
    """The routes of this file."""

    async def picture(request: Request) -> Response:
        drawn = await run_in_threadpool(_picture, core, request)
        if drawn is None:
            return PlainTextResponse("", 404, headers=_THEIRS_ALONE)
        return Response(drawn, media_type="image/svg+xml", headers=_THEIRS_ALONE)

    return [Route(_MAP, picture), Route(_METER, _meter)]


def map_address(view: CaseView, language: Language, *, narrow: bool) -> str:
    """The address of the picture. What it shows comes from the record; the rest of the address only sees to it that
    a browser asks again when there is something new to see."""
    asked = {"module": view.module.id, "case": view.case.id, "narrow": int(narrow)}
    return f"{_MAP}?{urlencode({**asked, 'seen': f'{view.place}-{int(view.waits)}-{language}'})}"


def meter_address(part: float) -> str:
    """The address of a bar that is filled for this part."""
    return f"{_METER}?part={round(100 * part)}"


async def _meter(request: Request) -> Response:
    part = request.query_params.get("part", "")
    full = int(part) if part.isascii() and part.isdigit() and len(part) < 4 else 0
    return Response(meter(min(full, 100) / 100), media_type="image/svg+xml", headers=_SAME_FOR_ALL)


def _picture(core: App, request: Request) -> str | None:
    actor: Actor = request.state.actor
    asked = request.query_params
    try:
        view = casework.view(core, actor, f"{asked.get('module', '')}/{asked.get('case', '')}")
    except NotFound:
        return None
    return map_picture(view, speech(actor.language), narrow=asked.get("narrow") == "1")
