"""Inviting people on paper: a page with the join code, and links for one person each, from a number or a class list.

The record keeps no link, only a hash of it. So the page that makes links is also the one to print; the list of it
goes into a spreadsheet by sending the page's own lines back.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from learnenv.domain.class_list import MOST_BYTES, MOST_LINES, Line, read_list
from learnenv.domain.errors import LearnenvError, NotAllowed, NotFound, StoreError
from learnenv.domain.joining import shown_code
from learnenv.domain.learner import Actor
from learnenv.language import speech
from learnenv.look.draw import as_image
from learnenv.look.qr import qr
from learnenv.services import cohorts, inviting
from learnenv.services.app import App
from learnenv.services.inviting import MOST_AT_ONCE, Link, Listed
from learnenv.tables import csv_chunks
from learnenv.web import plain, posted
from learnenv.web.addresses import COHORTS, INVITE, INVITES, JOIN

_MOST_PICTURES = 200
"""QR codes on one page; a longer list is for a spreadsheet, not for paper."""
_CSV = {
    "content-disposition": 'attachment; filename="learnenv-invites.csv"',
    "cache-control": "no-store",
}


def routes(core: App) -> list[BaseRoute]:
    """The routes of this file."""
    pages = _Invites(core)
    return [
        Route(f"{INVITE}/{{cohort}}", pages.poster, methods=["GET"]),
        Route(f"{INVITES}/{{cohort}}", pages.page, methods=["GET"]),
        Route(f"{INVITES}/{{cohort}}", pages.make, methods=["POST"]),
        Route(f"{INVITES}.csv", pages.csv, methods=["POST"]),
        Route(f"{INVITES}.csv", _nowhere),
        *(Route(f"{folder}/{{rest:path}}", _nowhere) for folder in (INVITE, INVITES)),
    ]


async def _nowhere(request: Request) -> Response:
    actor: Actor = request.state.actor
    return plain.lost(request, actor.language)


class _Invites:
    def __init__(self, core: App) -> None:
        self._core = core

    async def poster(self, request: Request) -> Response:
        actor: Actor = request.state.actor
        try:
            view = await run_in_threadpool(cohorts.cohort, self._core, actor, request.path_params["cohort"])
        except (NotAllowed, NotFound) as error:
            return _sorry(request, error)
        address = f"{self._base(request)}{JOIN}"
        picture = _picture(f"{address}?{urlencode({'code': view.cohort.join_code})}", actor)
        return plain.page(
            request,
            "invite.html",
            actor.language,
            cohort=view.cohort,
            organisation=view.organisation,
            door=view.door,
            code=shown_code(view.cohort.join_code),
            address=address,
            picture=picture,
        )

    async def page(self, request: Request) -> Response:
        return await self._form(request)

    async def make(self, request: Request) -> Response:
        actor: Actor = request.state.actor
        if not await posted.is_ours(request):
            return await self._form(request, 400, speech(actor.language).say("begin.refused"))
        try:
            made, report = await self._made(request)
        except StoreError:
            raise
        except (NotAllowed, NotFound) as error:
            return _sorry(request, error)
        except LearnenvError as error:
            pasted = await posted.text(request, "pasted")
            return await self._form(request, 422, speech(actor.language).say(error.message), pasted)
        return await run_in_threadpool(self._show, request, made, report)

    async def csv(self, request: Request) -> Response:
        actor: Actor = request.state.actor
        form = await request.form(max_fields=4 * MOST_LINES + 1)
        if not await posted.is_ours(request):
            return RedirectResponse(COHORTS, 303)
        columns = [[str(each) for each in form.getlist(name)] for name in ("name", "team", "link", "until")]
        heads = [speech(actor.language).say(f"invites.column.{name}") for name in ("name", "team", "link", "until")]
        body = b"".join(csv_chunks(heads, zip(*columns, strict=False), mark=";"))
        return Response(body, media_type="text/csv; charset=utf-8", headers=_CSV)

    async def _made(self, request: Request) -> tuple[Sequence[Link], Sequence[Listed]]:
        """What was asked for: a number of links, or one for each line of a list."""
        actor: Actor = request.state.actor
        cohort: str = request.path_params["cohort"]
        form = await request.form()
        if form.get("what") == "number":
            typed = await posted.text(request, "number")
            number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 else 0
            return await run_in_threadpool(inviting.invite, self._core, actor, cohort, number), ()
        file = form.get("list")
        raw = await file.read(MOST_BYTES + 1) if isinstance(file, UploadFile) else b""
        lines = read_list(raw or (await posted.text(request, "pasted")).encode("utf-8", "replace"))
        return (), await run_in_threadpool(inviting.invite_list, self._core, actor, cohort, lines)

    async def _form(self, request: Request, status: int = 200, problem: str = "", pasted: str = "") -> Response:
        actor: Actor = request.state.actor
        try:
            view = await run_in_threadpool(cohorts.cohort, self._core, actor, request.path_params["cohort"])
        except (NotAllowed, NotFound) as error:
            return _sorry(request, error)
        return posted.form_page(
            request,
            "invites.html",
            status=status,
            language=actor.language,
            cohort=view.cohort,
            door=view.door,
            problem=problem,
            pasted=pasted,
            most=MOST_AT_ONCE,
            most_lines=MOST_LINES,
        )

    def _show(self, request: Request, made: Sequence[Link], report: Sequence[Listed]) -> Response:
        actor: Actor = request.state.actor
        cohort = cohorts.managed(self._core, actor, request.path_params["cohort"])
        words, base = speech(actor.language), self._base(request)
        listed = [(each.line, each.link) for each in report if each.link] or [(Line(0, ""), link) for link in made]
        cards = [
            {
                "name": line.name,
                "team": line.team,
                "link": f"{base}{link.path}",
                "until": words.date_time(link.expires),
                "picture": _picture(f"{base}{link.path}", actor) if len(listed) <= _MOST_PICTURES else "",
            }
            for line, link in listed
        ]
        left_out = [each for each in report if not each.link]
        return posted.form_page(
            request, "invites_made.html", language=actor.language, cohort=cohort, cards=cards, left_out=left_out
        )

    def _base(self, request: Request) -> str:
        """The address of this installation, as people outside reach it."""
        return self._core.settings.public_url or str(request.base_url).rstrip("/")


def _picture(address: str, actor: Actor) -> str:
    title = speech(actor.language).say("invite.picture")
    return as_image(qr(address, title=title), alt=title, kind="le-qr")


def _sorry(request: Request, error: LearnenvError) -> Response:
    actor: Actor = request.state.actor
    status = 404 if isinstance(error, NotFound) else 403
    sentence = speech(actor.language).say(error.message)
    return plain.page(request, "sorry.html", actor.language, status=status, sentence=sentence)
