"""The routes of the reports: plain pages to read, print or keep as PDF."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from learnenv.domain.errors import NotAllowed
from learnenv.domain.learner import Actor
from learnenv.language import speech
from learnenv.services import reports
from learnenv.services.app import App
from learnenv.services.failures import describe
from learnenv.web import plain
from learnenv.web.addresses import COHORT, COHORT_LEARNER
from learnenv.web.reports.cohort import cohort_parts
from learnenv.web.reports.learner import learner_parts
from learnenv.web.reports.part import Part


def report_routes(core: App) -> list[BaseRoute]:
    """The routes of this file."""
    way = _Reports(core)
    return [
        Route("/report/cohort/{cohort}", way.cohort),
        Route("/report/cohort/{cohort}/learner/{learner}", way.learner),
        Route("/report/{rest:path}", lost),
    ]


async def lost(request: Request) -> Response:
    """A report that is not there."""
    actor: Actor = request.state.actor
    return plain.lost(request, actor.language)


class _Reports:
    def __init__(self, core: App) -> None:
        self._core = core

    async def cohort(self, request: Request) -> Response:
        actor: Actor = request.state.actor
        words, id = speech(actor.language), request.path_params["cohort"]
        try:
            found = await run_in_threadpool(reports.of_cohort, self._core, actor, id)
        except NotAllowed as error:
            return plain.sorry(request, 403, describe(error, words))
        title = words.say("report.cohort", name=found.overview.grid.cohort.name)
        back = f"{COHORT}?{urlencode({'cohort': id})}"
        return _page(request, title, found.made, back, cohort_parts(found, words))

    async def learner(self, request: Request) -> Response:
        actor: Actor = request.state.actor
        words, asked = speech(actor.language), request.path_params
        try:
            found = await run_in_threadpool(reports.of_learner, self._core, actor, asked["cohort"], asked["learner"])
        except NotAllowed as error:
            return plain.sorry(request, 403, describe(error, words))
        title = words.say("report.learner", name=found.view.member.name, cohort=found.view.cohort.name)
        back = f"{COHORT_LEARNER}?{urlencode(asked)}"
        return _page(request, title, found.made, back, learner_parts(found, words))


def _page(request: Request, title: str, made: datetime, back: str, parts: Iterable[Part]) -> Response:
    actor: Actor = request.state.actor
    return plain.page(request, "report.html", actor.language, title=title, made=made, back=back, parts=list(parts))
