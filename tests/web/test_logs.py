"""The log: readable or for a program, and never the text of an error."""

from __future__ import annotations

import ast
import json
import logging
import re
import sys

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from learnenv.language import speech
from learnenv.services.failures import describe
from learnenv.web.logs import OTHERS, Line, Requests, Text, address
from tests.support.apart import apart
from tests.support.source import ROOT, place, python_files, tree

CANARY = "kanarie-7f3a"


def record(logger: str, message: str, *args: object, failing: bool = False) -> logging.LogRecord:
    try:
        if failing:
            try:
                raise KeyError(CANARY)
            except KeyError as error:
                raise ValueError(f"{CANARY} again") from error
    except ValueError:
        return logging.LogRecord(logger, logging.ERROR, "", 0, message, args, sys.exc_info())
    return logging.LogRecord(logger, logging.ERROR, "", 0, message, args, None)


async def empty() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


@pytest.mark.parametrize("format", [Text(), Line()])
def test_an_error_is_told_by_its_kind_and_place_and_so_is_what_caused_it(format: logging.Formatter) -> None:
    said = format.format(record("learnenv.web", "exercise %s is broken", "module/a", failing=True))
    assert CANARY not in said
    assert "exercise module/a is broken" in said
    assert said.index("builtins.ValueError") < said.index("builtins.KeyError")
    assert said.count("test_logs.py:") == 2


@pytest.mark.parametrize("format", [Text(), Line()])
def test_of_others_only_what_stands_in_their_code_is_told(format: logging.Formatter) -> None:
    said = format.format(record("asyncio", f"Task exception was never retrieved\nfuture: ValueError({CANARY!r})"))
    assert CANARY not in said
    assert CANARY not in format.format(record("uvicorn.error", "cannot read %s", CANARY))
    assert "cannot read %s" in format.format(record("uvicorn.error", "cannot read %s", CANARY))


def test_a_program_reads_one_object_a_line_whatever_is_in_it() -> None:
    said = Line().format(record("learnenv.web", 'line\nbreak \u2028 "é" %s', "x"))
    assert "\n" not in said
    assert json.loads(said)["level"] == "error"


def test_each_line_says_what_happened_and_in_which_request() -> None:
    lines: list[dict[str, object]] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        lines.append(json.loads(Line().format(record("learnenv.web", "within"))))
        await PlainTextResponse("x")(scope, receive, send)

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def ask() -> None:
        for _ in range(2):
            await Requests(app)({"type": "http", "path": "/", "method": "GET", "headers": []}, empty, send)

    apart(ask())
    told = [dict(message["headers"])[b"x-request-id"].decode() for message in sent[::2]]
    assert [line["request"] for line in lines] == told
    assert len(set(told)) == 2
    assert "request" not in json.loads(Line().format(record("learnenv.web", "afterwards")))
    assert json.loads(Line().format(record("learnenv.web", "x")))["event"] == OTHERS


def test_who_meets_a_fault_is_told_the_number_that_is_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    said = describe(KeyError(CANARY), speech("nl"))
    (line,) = (json.loads(Line().format(each)) for each in caplog.records)
    assert line["event"] == "failed"
    assert line["number"] in said
    assert line["number"] in Text().format(caplog.records[0])
    assert CANARY not in json.dumps(line)


def test_every_line_of_ours_has_an_event_that_administrators_can_look_up() -> None:
    calls = [
        (place(file, node.lineno), ast.unparse(node))
        for file in python_files(ROOT / "learnenv")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and ast.unparse(node.func.value) in ("log", "requests_log")
        and node.func.attr in ("debug", "info", "warning", "error", "exception", "critical")
    ]
    assert len(calls) > 10
    events = {where: re.findall(r"'event': '([a-z-]+)'", call) for where, call in calls}
    assert not [where for where, found in events.items() if len(found) != 1]
    page = (ROOT / "docs" / "administrators.md").read_text(encoding="utf-8")
    rows = page.partition("| event | what happened |")[2].partition("\n\n")[0].splitlines()[2:]
    described = {name for row in rows for name in re.findall(r"`([a-z-]+)`", row.split("|")[1])}
    assert described == {each for found in events.values() for each in found} | {OTHERS}


def test_of_an_address_only_what_is_the_same_for_everybody_is_told() -> None:
    told = {
        "/": "/",
        "/lesson": "/lesson",
        f"/join/{CANARY}": "/join/",
        f"/invite/c/{CANARY}": "/invite/",
        f"/report/cohort/c/learner/{CANARY}": "/report/",
        f"/{CANARY}": "(other)",
        f"/lesson/{CANARY}": "(other)",
        "/readyz": "/readyz",
    }
    assert {path: address(path) for path in told} == told
