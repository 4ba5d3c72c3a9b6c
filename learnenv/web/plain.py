"""Pages without Streamlit: the way in, a lost page, a printable product. They work without any script."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from learnenv.domain.errors import LearnenvError, NotFound
from learnenv.domain.text import LANGUAGES, Language
from learnenv.language import speech
from learnenv.services.failures import describe
from learnenv.web import cookies, state
from learnenv.web.sending import TooLarge


def page(request: Request, template: str, language: Language, *, status: int = 200, **values: object) -> Response:
    """A page from a template in web/templates, in one language, never kept by a cache."""
    words = speech(language)
    shared: Mapping[str, object] = {
        "language": language,
        "other": "en" if language == "nl" else "nl",
        "say": words.say,
        "words": words,
        "path": request.url.path,
        "query": dict(request.query_params),
        "demo": state.demo() is not None,
    }
    html = _environment().get_template(template).render({**shared, **values})
    response = HTMLResponse(html, status, headers={"cache-control": "no-store"})
    if cookies.read(request, "language") != language:
        cookies.write(request, response, "language", language)
    return response


def sorry(request: Request, status: int, sentence: str) -> Response:
    """A page that says in one sentence what is wrong."""
    return page(request, "sorry.html", language_of(request), status=status, sentence=sentence)


async def failed(request: Request, error: Exception) -> Response:
    """The page for an error that a route let through: an expected one, such as a record that cannot be read now, or a
    bug."""
    language = language_of(request)
    statuses = ((NotFound, 404), (TooLarge, 413), (LearnenvError, 503))
    status = next((status for kind, status in statuses if isinstance(error, kind)), 500)
    return sorry(request, status, describe(error, speech(language)))


def lost(request: Request, language: Language) -> Response:
    """The page for an address that is not there."""
    return page(request, "lost.html", language, status=404)


def language_of(request: Request) -> Language:
    """The language of somebody who is not signed in: asked for, remembered, or preferred. Dutch comes first."""
    asked = request.query_params.get("lang") or cookies.read(request, "language")
    for language in LANGUAGES:
        if asked == language:
            return language
    preferred = [part.split(";")[0].strip().lower() for part in request.headers.get("accept-language", "").split(",")]
    for each in preferred:
        if each.startswith("nl"):
            return "nl"
        if each.startswith("en"):
            return "en"
    return "nl"


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
