"""Downloads of a cohort: plain routes that send as they read, so that a large class takes no more memory."""

from __future__ import annotations

import tempfile
from collections.abc import Awaitable, Callable, Iterator
from itertools import islice
from typing import IO, get_args

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from learnenv.domain.errors import NotAllowed
from learnenv.domain.learner import Actor
from learnenv.domain.people import Cohort
from learnenv.language import local_day, speech
from learnenv.services import exports, xapi
from learnenv.services.app import App
from learnenv.services.exports import Export, What
from learnenv.services.failures import describe
from learnenv.tables import csv_chunks, write_xlsx
from learnenv.web import plain

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": _XLSX, "jsonl": "application/jsonl; charset=utf-8"}
_PIECE = 64 * 1024
_LINES = 1000


def routes(core: App) -> list[BaseRoute]:
    """The routes of this file."""
    way = _Exports(core)
    tables = [
        Route(f"/export/cohort/{{cohort}}/{what}.{kind}", way.table(what, kind))
        for what in get_args(What)
        for kind in ("csv", "xlsx")
    ]
    return [*tables, Route("/export/cohort/{cohort}/xapi.jsonl", way.statements), Route("/export/{rest:path}", lost)]


async def lost(request: Request) -> Response:
    """An export that is not there."""
    actor: Actor = request.state.actor
    return plain.lost(request, actor.language)


class _Exports:
    def __init__(self, core: App) -> None:
        self._core = core

    def table(self, what: What, kind: str) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            actor: Actor = request.state.actor
            cohort: str = request.path_params["cohort"]
            words = speech(actor.language)
            try:
                found = await run_in_threadpool(exports.export, self._core, actor, cohort, what, words)
            except NotAllowed as error:
                return plain.sorry(request, 403, describe(error, words))
            if kind == "csv":
                return self._download(found.cohort, what, kind, csv_chunks(found.head, found.rows))
            file = await run_in_threadpool(_workbook, found)
            return self._download(found.cohort, what, kind, _pieces(file))

        return answer

    async def statements(self, request: Request) -> Response:
        actor: Actor = request.state.actor
        words = speech(actor.language)
        cohort: str = request.path_params["cohort"]
        try:
            found, lines = await run_in_threadpool(xapi.statements, self._core, actor, cohort, words)
        except NotAllowed as error:
            return plain.sorry(request, 403, describe(error, words))
        return self._download(found, "xapi", "jsonl", _gathered(lines))

    def _download(self, cohort: Cohort, what: str, kind: str, body: Iterator[bytes]) -> Response:
        safe = "".join(letter for letter in cohort.name if letter.isascii() and letter.isalnum())[:40] or "cohort"
        name = f"learnenv-{safe}-{what}-{local_day(self._core.clock())}.{kind}"
        headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
        return StreamingResponse(body, media_type=_TYPES[kind], headers=headers)


def _workbook(found: Export) -> IO[bytes]:
    """A workbook can be sent only when it is whole, so it is made on disk."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed when it was sent
    write_xlsx(file, found.title, found.head, found.rows)
    file.seek(0)
    return file


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(_PIECE):
            yield piece


def _gathered(lines: Iterator[str]) -> Iterator[bytes]:
    """Lines in pieces: each piece is handed over from one thread to another."""
    while piece := "".join(islice(lines, _LINES)):
        yield piece.encode()
