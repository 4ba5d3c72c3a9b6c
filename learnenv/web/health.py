"""Whether the program is well: for a proxy, a supervisor or a person that asks. Nobody is told of the inside."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from learnenv.web.readiness import Readiness

_FRESH = {"cache-control": "no-store"}


def routes(readiness: Readiness) -> list[BaseRoute]:
    """The routes of this file."""

    async def healthz(request: Request) -> Response:
        return PlainTextResponse("ok\n", headers=_FRESH)

    async def readyz(request: Request) -> Response:
        if await readiness.ask():
            return PlainTextResponse("ready\n", headers=_FRESH)
        return PlainTextResponse("not ready\n", 503, headers=_FRESH)

    return [Route("/healthz", healthz), Route("/readyz", readyz)]
