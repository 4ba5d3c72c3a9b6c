"""The picture of a class, drawn from the record for whoever may see the class, and kept by no browser."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from learnenv.domain.errors import NotAllowed
from learnenv.domain.learner import Actor
from learnenv.language import speech
from learnenv.look.class_map import Group, Line, State, class_map, sample
from learnenv.services import cohort_view
from learnenv.services.app import App
from learnenv.services.cohort_view import ClassGrid
from learnenv.web.addresses import CLASS_MAP

_NOT_KEPT = {"cache-control": "no-store"}
_SAME_FOR_ALL = {"cache-control": "private, max-age=86400"}
_SAMPLES: dict[str, State] = {"done": "done", "stuck": "stuck", "begun": "begun", "todo": "todo"}

_SECONDS, _MOST = 10, 8
_read: dict[tuple[str, str], tuple[float, ClassGrid]] = {}
"""Classes that a page has just read, by who looks and cohort. A page asks for two pictures, and a large class takes
long to read."""


def routes(core: App) -> list[BaseRoute]:
    """The routes of this file."""

    async def picture(request: Request) -> Response:
        state = _SAMPLES.get(request.query_params.get("state", ""))
        if state:
            drawn = sample(state, bar=request.query_params.get("bar") == "1")
            return Response(drawn, media_type="image/svg+xml", headers=_SAME_FOR_ALL)
        whole = await run_in_threadpool(_picture, core, request)
        if whole is None:
            return PlainTextResponse("", 404, headers=_NOT_KEPT)
        return Response(whole, media_type="image/svg+xml", headers=_NOT_KEPT)

    return [Route(CLASS_MAP, picture)]


def keep_for_picture(grid: ClassGrid, actor: Actor) -> None:
    """Draw from this what the page of this actor asks for next, so that words and picture are of one moment."""
    now = monotonic()
    latest = sorted(((at, key) for key, (at, _) in _read.copy().items()), reverse=True)
    for number, (at, key) in enumerate(latest):
        if number >= _MOST - 1 or now - at > _SECONDS:
            _read.pop(key, None)
    _read[actor.learner, grid.cohort.id] = now, replace(grid, cells={})


def map_address(cohort: str, *, narrow: bool) -> str:
    """The address of the picture of a class."""
    return f"{CLASS_MAP}?{urlencode({'cohort': cohort, 'narrow': int(narrow)})}"


def sample_address(state: str, *, bar: bool) -> str:
    """The address of one cell or part of a bar, for the legend."""
    return f"{CLASS_MAP}?{urlencode({'state': state, 'bar': int(bar)})}"


def _grid(core: App, actor: Actor, cohort: str) -> ClassGrid:
    at, found = _read.get((actor.learner, cohort), (0.0, None))
    if found is None or monotonic() - at > _SECONDS:
        return cohort_view.shown(core, actor, cohort)
    cohort_view.demand_grid(core, actor, cohort)
    return found


def _picture(core: App, request: Request) -> str | None:
    """None for who may not see the class, for a class that is not there, and where there is nothing to draw."""
    actor: Actor = request.state.actor
    asked = request.query_params
    try:
        found = _grid(core, actor, asked.get("cohort", "")[:100])
    except NotAllowed:
        return None
    if not found.rows or not found.pages:
        return None
    words = speech(actor.language)
    groups = [Group(each.module.card.title.get(words.language), len(each.steps)) for each in found.modules]
    lines = [Line(row.member.name, [state for pages in row.states for state in pages]) for row in found.rows]
    title = words.say("class-view.map-title", name=found.cohort.name)
    return class_map(groups, lines, title=title, narrow=asked.get("narrow") == "1")
