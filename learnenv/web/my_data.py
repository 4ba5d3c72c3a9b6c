"""My data to take along, and delete me: plain routes, so that nothing lives in memory and no script is needed."""

from __future__ import annotations

import re
from functools import cache

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from learnenv import look
from learnenv.domain.errors import NotAllowed
from learnenv.domain.learner import Actor
from learnenv.language import speech
from learnenv.reader.html import safe_html
from learnenv.services import erasing, my_data
from learnenv.services.app import App
from learnenv.services.my_data_page import my_data_markdown
from learnenv.services.workbook import Kind, workbook
from learnenv.web import cookies, plain, posted

_WORKBOOK_TYPES: dict[Kind, str] = {"md": "text/markdown; charset=utf-8", "ipynb": "application/x-ipynb+json"}


def routes(core: App) -> list[BaseRoute]:
    """The routes of this file."""
    way = _MyData(core)
    return [
        Route("/my-data.html", way.page),
        Route("/my-data.json", way.file),
        Route("/workbook.md", way.workbook),
        Route("/workbook.ipynb", way.workbook),
        Route("/delete-me", way.ask, methods=["GET"]),
        Route("/delete-me", way.delete, methods=["POST"]),
        Route("/goodbye", goodbye),
    ]


async def goodbye(request: Request) -> Response:
    """The last page: all is gone. Open to everybody, since nobody is left to be signed in."""
    return plain.page(request, "goodbye.html", plain.language_of(request))


class _MyData:
    def __init__(self, core: App) -> None:
        self._core = core

    async def page(self, request: Request) -> Response:
        actor: Actor = request.state.actor
        text = await run_in_threadpool(self._markdown, actor)
        shown = plain.page(request, "my_data.html", actor.language, body=safe_html(text), style=_style())
        return _download(shown, "html")

    async def file(self, request: Request) -> Response:
        actor: Actor = request.state.actor
        text = await run_in_threadpool(lambda: my_data.as_json(my_data.my_data(self._core, actor)))
        headers = {"cache-control": "no-store"}
        return _download(Response(text, media_type="application/json", headers=headers), "json")

    async def workbook(self, request: Request) -> Response:
        actor: Actor = request.state.actor
        kind: Kind = "md" if request.url.path.endswith(".md") else "ipynb"
        made = await run_in_threadpool(workbook, self._core, actor, speech(actor.language))
        headers = {
            "content-disposition": f'attachment; filename="learnenv-workbook.{kind}"',
            "cache-control": "no-store",
        }
        return Response(made.content(kind), media_type=_WORKBOOK_TYPES[kind], headers=headers)

    async def ask(self, request: Request) -> Response:
        return await self._form(request, 200, "")

    async def delete(self, request: Request) -> Response:
        actor: Actor = request.state.actor
        say = speech(actor.language).say
        if not await posted.is_ours(request):
            return await self._form(request, 400, say("begin.refused"))
        typed = await posted.text(request, "word")
        if typed.strip().casefold() != say("delete-me.word").casefold():
            return await self._form(request, 422, say("delete-me.other-word", word=say("delete-me.word")))
        try:
            await run_in_threadpool(erasing.delete_me, self._core, actor)
        except NotAllowed as error:
            return await self._form(request, 422, say(error.message))
        response = RedirectResponse("/goodbye", 303, headers={"clear-site-data": '"storage"'})
        cookies.clear(request, response, "session")
        return response

    async def _form(self, request: Request, status: int, problem: str) -> Response:
        actor: Actor = request.state.actor
        last = actor.staff and await run_in_threadpool(erasing.is_last_administrator, self._core, actor.learner)
        return posted.form_page(
            request,
            "delete_me.html",
            status=status,
            language=actor.language,
            problem=problem,
            last=last,
        )

    def _markdown(self, actor: Actor) -> str:
        return my_data_markdown(self._core, my_data.my_data(self._core, actor), speech(actor.language))


def _download(response: Response, ending: str) -> Response:
    response.headers["content-disposition"] = f'attachment; filename="learnenv-my-data.{ending}"'
    return response


@cache
def _style() -> str:
    """The style of plain pages, without the files it names: the page is read where those are not."""
    rules = re.sub(r"@font-face\s*\{[^}]*\}", "", look.stylesheet("plain"))
    return re.sub(r"url\([^)]*\)", "none", rules)
