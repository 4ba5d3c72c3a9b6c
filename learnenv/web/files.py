"""Files for the browser: what is shipped with the look and the form, modules' images, and pictures drawn to order."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Literal

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from learnenv import form, look
from learnenv.domain.certainty import CERTAINTIES, Level
from learnenv.domain.errors import NotFound
from learnenv.domain.learner import Actor
from learnenv.domain.progress import Certainty
from learnenv.domain.text import Text
from learnenv.language import speech
from learnenv.look.draw import ring
from learnenv.look.levels import Row, levels
from learnenv.look.tile import module_tile
from learnenv.look.tokens import colour
from learnenv.look.trail import State, Stop, trail
from learnenv.services.app import App
from learnenv.services.guiding import step_title
from learnenv.web.headers import PICTURE_POLICY

_A_DAY = {"cache-control": "public, max-age=86400"}
_FOR_EVER = {"cache-control": "public, max-age=31536000, immutable"}
_IMAGE_TYPES = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
}
_FORM_TYPES: Mapping[Literal["js", "css"], str] = {"js": "text/javascript", "css": "text/css"}
_STATES: Mapping[str, State] = {"d": "done", "n": "now", "t": "todo"}


def routes(core: App) -> list[BaseRoute]:
    """The routes of this file."""
    to_order = _ToOrder(core)
    return [
        Route("/look/{name:path}", shipped),
        Route("/form/{name}", form_module),
        Route("/shell.js", shell_script),
        Route("/words.json", shell_words),
        Route("/favicon.ico", favicon),
        Route("/content/{module}/{name:path}", to_order.module_image),
        Route("/picture/ring.svg", to_order.ring),
        Route("/picture/tile.svg", to_order.tile),
        Route("/picture/swatch.svg", swatch),
        Route("/picture/trail.svg", to_order.trail),
        Route("/picture/levels.svg", levels_of_certainty),
        *(Route(f"/{folder}/{{rest:path}}", nothing) for folder in ("form", "content", "picture")),
    ]


async def shipped(request: Request) -> Response:
    """A stylesheet, font or picture of the look."""
    name = request.path_params["name"]
    if name in ("app.css", "plain.css"):
        return Response(look.stylesheet(name.removesuffix(".css")), media_type="text/css", headers=_A_DAY)
    try:
        found = look.file(name)
    except LookupError:
        return PlainTextResponse("", 404)
    return FileResponse(str(found), media_type=look.MEDIA_TYPES[Path(name).suffix], headers=_A_DAY)


def form_address(kind: Literal["js", "css"]) -> str:
    """The address of the form module or its style; it changes with the content, so a browser may keep it for ever."""
    return f"/form/form-{sha256(_form_text(kind).encode()).hexdigest()[:12]}.{kind}"


async def form_module(request: Request) -> Response:
    """The one module that draws every exercise, or its style sheet."""
    for kind, media_type in _FORM_TYPES.items():
        if request.url.path == form_address(kind):
            return Response(_form_text(kind), media_type=media_type, headers=_FOR_EVER)
    return PlainTextResponse("", 404)


async def shell_script(request: Request) -> Response:
    """What the page shell needs of script: language, keys, translated words of Streamlit's own frame."""
    return FileResponse(Path(__file__).with_name("static") / "shell.js", media_type="text/javascript", headers=_A_DAY)


async def shell_words(request: Request) -> Response:
    """Streamlit's own English words -> ours, per language."""
    return Response(_frame_words(), media_type="application/json", headers=_A_DAY)


async def favicon(request: Request) -> Response:
    """For browsers that ask for it by its old name."""
    return FileResponse(str(look.file("pictures/favicon.svg")), media_type="image/svg+xml", headers=_A_DAY)


async def nothing(request: Request) -> Response:
    """For an address under one of our folders that leads nowhere."""
    return PlainTextResponse("", 404)


async def swatch(request: Request) -> Response:
    """One colour of the look in both themes, side by side."""
    try:
        light, dark = (colour(request.query_params.get("name", ""), dark=dark) for dark in (False, True))
    except LookupError:
        return PlainTextResponse("", 404)
    return _svg(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 32" width="96" height="32">'
        f'<rect width="48" height="32" fill="{light}"/><rect x="48" width="48" height="32" fill="{dark}"/></svg>'
    )


async def levels_of_certainty(request: Request) -> Response:
    """How sure and how often right; the figures are in the address, as right-answers per level."""
    actor: Actor = request.state.actor
    words = speech(actor.language)
    found = [_level(request, certainty) for certainty in CERTAINTIES]
    rows = [
        Row(
            words.say(f"certainty.level.{each.certainty}").capitalize(),
            words.say("certainty.right-of", right=each.right, answers=each.answers),
            each.pays,
            each.share if each.enough else None,
        )
        for each in found
    ]
    ends = words.say("certainty.never"), words.say("certainty.always")
    return _svg(levels(rows, title=words.say("certainty.title"), ends=ends))


class _ToOrder:
    def __init__(self, core: App) -> None:
        self._core = core

    async def module_image(self, request: Request) -> Response:
        name: str = request.path_params["name"]
        kind = _IMAGE_TYPES.get(Path(name).suffix.lower())
        try:
            folder = self._core.library.card(request.path_params["module"]).folder / "images"
        except NotFound:
            return PlainTextResponse("", 404)
        path = folder / name
        inside = path.is_file() and path.resolve().is_relative_to(folder.resolve())
        if kind is None or not inside:
            return PlainTextResponse("", 404)
        headers = {"cache-control": "private, max-age=3600", "content-security-policy": PICTURE_POLICY}
        return FileResponse(path, media_type=kind, headers=headers)

    async def ring(self, request: Request) -> Response:
        done, total = (_number(request, name) for name in ("done", "total"))
        return _svg(ring(min(done, total), total, title=_actor_say(request, "ring.title", done=done, total=total)))

    async def tile(self, request: Request) -> Response:
        return _svg(module_tile(request.query_params.get("module", "")[:100]))

    async def trail(self, request: Request) -> Response:
        """The map of a module's pages or of a learning path's modules."""
        actor: Actor = request.state.actor
        asked = request.query_params
        try:
            title, labels = self._path(asked["path"]) if "path" in asked else self._module(asked.get("module", ""))
        except NotFound:
            return PlainTextResponse("", 404)
        letters = asked.get("states", "").ljust(len(labels), "t")
        stops = [
            Stop(label.get(actor.language), _STATES.get(letter, "todo"))
            for label, letter in zip(labels, letters, strict=False)
        ]
        return _svg(trail(stops, title=title.get(actor.language), narrow=asked.get("narrow") == "1"))

    def _module(self, id: str) -> tuple[Text, list[Text]]:
        module = self._core.library.module(id)
        return module.card.title, [page.titles for page in module.pages]

    def _path(self, id: str) -> tuple[Text, list[Text]]:
        path = self._core.library.guide().path(id)
        labels = (
            [step_title(self._core, step) for step in path.steps if self._core.library.has(step.module)]
            if path
            else []
        )
        if path is None or not labels:
            raise NotFound("path.not-found", id=id[:60])
        return path.title, labels


def _actor_say(request: Request, key: str, **values: object) -> str:
    actor: Actor = request.state.actor
    return speech(actor.language).say(key, **values)


def _svg(text: str) -> Response:
    return Response(text, media_type="image/svg+xml", headers={"cache-control": "private, max-age=3600"})


def _level(request: Request, certainty: Certainty) -> Level:
    right, _, answers = request.query_params.get(certainty, "").partition("-")
    given = _whole(answers)
    return Level(certainty, given, min(_whole(right), given))


def _number(request: Request, name: str) -> int:
    return _whole(request.query_params.get(name, "0"))


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0


@cache
def _form_text(kind: Literal["js", "css"]) -> str:
    return form.streamlit_module() if kind == "js" else form.style()


@cache
def _frame_words() -> str:
    english, dutch = speech("en").texts("frame."), speech("nl").texts("frame.")
    replaced = {"nl": {english[key]: dutch[key] for key in english}, "en": {}}
    said = {lang: own | {"(part)": speech(lang).say("page.part-not-loaded")} for lang, own in replaced.items()}
    return json.dumps(said, ensure_ascii=False)
