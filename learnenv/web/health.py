"""Whether the program is well: for a person, a proxy or a supervisor that asks."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from learnenv.domain.errors import StoreError
from learnenv.services.app import App


def routes(core: App) -> list[BaseRoute]:
    """The routes of this file."""

    async def healthz(request: Request) -> Response:
        try:
            await run_in_threadpool(core.record.session, "")
        except StoreError:
            return PlainTextResponse("record unavailable\n", 503)
        return PlainTextResponse("ok\n")

    return [Route("/healthz", healthz)]
