"""What the server logs: for whoever keeps it running, and without anything of a learner.

The text of an error can hold an answer, a name or a token: of an error its kind is told, and where in the code it
came up. What libraries put into their messages can be anything, so those are told as they stand in their code.
"""

from __future__ import annotations

import json
import logging
import secrets
import sys
import time
import traceback
from collections.abc import Iterator
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

import streamlit.logger
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from learnenv.settings import LogFormat
from learnenv.web.addresses import OPEN_PREFIXES, PAGES, SIGNED_IN_PREFIXES, among

requests_log = logging.getLogger("learnenv.requests")
OTHERS = "other"
"""The event of a line that a library wrote."""
_request: ContextVar[str] = ContextVar("request", default="")
"""The number of the request that is answered just now, made here and of nobody in particular."""


def set_up(kind: LogFormat) -> None:
    """Send all that is logged in this process to standard error, in this format."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Line() if kind == "json" else Text())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    requests_log.setLevel(logging.INFO if kind == "json" else logging.WARNING)
    _quiet_streamlit()


def requests() -> Middleware:
    """Middleware that gives each request a number, and logs a line for it."""
    return Middleware(Requests)


class Requests:
    """See `requests`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass it on, and log what came of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status, began, asked = 500, time.perf_counter(), address(scope["path"])
        number = secrets.token_hex(8)
        before = _request.set(number)

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["x-request-id"] = number
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            took = round((time.perf_counter() - began) * 1000, 1)
            facts = {"method": scope["method"], "path": asked, "status": status, "ms": took}
            requests_log.info("request", extra={"event": "request", "facts": facts})
            _request.reset(before)


def address(path: str) -> str:
    """What a log may tell of a path: the part that is the same for everybody. What comes after can be a code, a token
    or an id, and a path that is not ours anything."""
    known = next((each for each in (*OPEN_PREFIXES, *SIGNED_IN_PREFIXES) if among(path, (each,))), "")
    return path if path in PAGES else known or "(other)"


class Text(logging.Formatter):
    """A line that a person reads, and one more for each error."""

    def format(self, record: logging.LogRecord) -> str:
        """The lines."""
        first = f"{_at(record)} {record.levelname} {record.name}: {_said(record)}"
        return "\n".join([first, *(f"    {kind}: {' < '.join(places)}" for kind, places in _errors(record))])


class Line(logging.Formatter):
    """One JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        told: dict[str, Any] = {
            "time": _at(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": getattr(record, "event", OTHERS),
            "message": _said(record),
            **getattr(record, "facts", {}),
        }
        told |= {"number": record.number} if hasattr(record, "number") else {}
        told |= {"request": request} if (request := _request.get()) else {}
        if errors := [{"kind": kind, "at": places} for kind, places in _errors(record)]:
            told["errors"] = errors
        return json.dumps(told, ensure_ascii=False)


def _at(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def _said(record: logging.LogRecord) -> str:
    ours = record.name.partition(".")[0] == "learnenv"
    lines = (record.getMessage() if ours else str(record.msg)).splitlines()
    return lines[0] if lines else ""


def _errors(record: logging.LogRecord) -> Iterator[tuple[str, list[str]]]:
    """The kind of an error and the places that it came through, the nearest first; then of what caused it."""
    error, seen = record.exc_info[1] if record.exc_info else None, set[int]()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        frames = reversed(traceback.extract_tb(error.__traceback__))
        kind = type(error)
        yield f"{kind.__module__}.{kind.__qualname__}", [f"{each.filename}:{each.lineno}" for each in frames]
        error = error.__cause__ or error.__context__


def _quiet_streamlit() -> None:
    """Have Streamlit's loggers, and those of uvicorn that it takes over, pass on what they log instead of printing it
    themselves with the text of errors in it. It offers no way to say so."""

    def passing_on(logger: logging.Logger) -> None:
        logger.handlers.clear()
        logger.propagate = True

    streamlit.logger.setup_formatter = passing_on
    streamlit.logger.update_formatter()
