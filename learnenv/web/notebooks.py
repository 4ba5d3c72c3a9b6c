"""A page of a module as a notebook, to run its code in a kernel of one's own. Nothing is run here."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from learnenv.domain.errors import LearnenvError, NotFound
from learnenv.domain.learner import Actor
from learnenv.language import speech
from learnenv.notebook_files import notebook_of
from learnenv.services import learning
from learnenv.services.app import App
from learnenv.services.failures import describe
from learnenv.web import plain
from learnenv.web.addresses import NOTEBOOK


def routes(core: App) -> list[BaseRoute]:
    """The route of this file."""

    async def page(request: Request) -> Response:
        actor: Actor = request.state.actor
        asked = request.query_params.get("module", ""), request.query_params.get("page", "")
        try:
            content = await run_in_threadpool(_content, core, actor, *asked)
        except LearnenvError as error:
            status = 404 if isinstance(error, NotFound) else 503
            sentence = describe(error, speech(actor.language))
            return plain.page(request, "sorry.html", actor.language, status=status, sentence=sentence)
        headers = {"content-disposition": f'attachment; filename="{"-".join(asked)}.ipynb"'}
        return Response(content, media_type="application/x-ipynb+json", headers=headers)

    return [Route(NOTEBOOK, page)]


def _content(core: App, actor: Actor, module_id: str, page_id: str) -> bytes:
    """The ids are those of a module and a page that are there, so they are safe in a file's name."""
    module = learning.module(core, actor, module_id).module
    page = module.page(page_id)
    if page is None:
        raise NotFound("page.not-found", page=page_id, module=module_id)
    return notebook_of(module, page, speech(actor.language))
