"""Products and progress to print and to take along as Markdown: plain routes, so that nothing lives in memory."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from learnenv.domain.errors import LearnenvError, NotFound
from learnenv.domain.learner import Actor
from learnenv.language import speech
from learnenv.reader.html import safe_html
from learnenv.services import learning, products, writing
from learnenv.services.app import App
from learnenv.services.failures import describe
from learnenv.services.product_sheet import rows
from learnenv.services.products import ProductView
from learnenv.web import plain
from learnenv.web.labelled import labelled


def routes(core: App) -> list[BaseRoute]:
    """The routes of this file."""
    way = _Products(core)
    return [
        Route("/product", way.printable),
        Route("/product.md", way.markdown),
        Route("/progress.md", way.progress),
    ]


class _Products:
    def __init__(self, core: App) -> None:
        self._core = core

    async def printable(self, request: Request) -> Response:
        actor: Actor = request.state.actor
        try:
            found = await run_in_threadpool(self._product, request)
        except LearnenvError as error:
            return _sorry(request, actor, error)
        words = speech(actor.language)
        return plain.page(
            request,
            "product.html",
            actor.language,
            head=safe_html(writing.product_head(found, words)),
            rows=[[(box, labelled(safe_html(box.said))) for box in row] for row in rows(found, words)],
            ref=found.exercise.ref,
            title=found.title.get(actor.language),
        )

    async def markdown(self, request: Request) -> Response:
        actor: Actor = request.state.actor
        try:
            found = await run_in_threadpool(self._product, request)
        except LearnenvError as error:
            return _sorry(request, actor, error)
        text = writing.product_markdown(found, speech(actor.language))
        return _download(text, found.exercise.ref.replace("/", "-"))

    async def progress(self, request: Request) -> Response:
        actor: Actor = request.state.actor
        try:
            text = await run_in_threadpool(self._progress, actor)
        except LearnenvError as error:
            return _sorry(request, actor, error)
        return _download(text, "learnenv")

    def _product(self, request: Request) -> ProductView:
        actor: Actor = request.state.actor
        return products.product(self._core, actor, request.query_params.get("ref", ""))

    def _progress(self, actor: Actor) -> str:
        begun = learning.begun_modules(self._core, actor)
        standings = self._core.record.standings(actor.learner)
        return writing.progress_markdown(begun, standings, speech(actor.language))


def _sorry(request: Request, actor: Actor, error: LearnenvError) -> Response:
    status = 404 if isinstance(error, NotFound) else 503
    return plain.page(
        request, "sorry.html", actor.language, status=status, sentence=describe(error, speech(actor.language))
    )


def _download(text: str, name: str) -> Response:
    safe = "".join(letter for letter in name if letter.isascii() and (letter.isalnum() or letter in "-_"))
    headers = {"content-disposition": f'attachment; filename="{safe}.md"', "cache-control": "no-store"}
    return Response(text, media_type="text/markdown; charset=utf-8", headers=headers)
