"""Nobody fills the memory or the disk by sending much, and what has to fit does."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import urlencode

import pytest

from learnenv.domain.class_list import MOST_BYTES as LARGEST_LIST
from learnenv.domain.class_list import MOST_LINES
from learnenv.language import speech
from learnenv.web.sending import MOST_BYTES
from tests.support.server import Server
from tests.web.asking import Answer, ask

pytestmark = pytest.mark.slow
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
FILE = {"Content-Type": "multipart/form-data; boundary=x"}
BEGINS = b'--x\r\nContent-Disposition: form-data; name="list"; filename="a.csv"\r\n\r\n'
PATHS = (
    "/begin",
    "/sign-in",
    "/recover",
    "/join",
    "/first-admin",
    "/oidc/back",
    "/nowhere",
    "/_stcore/upload_file/a/b",
)


def send(server: Server, path: str, pieces: Iterator[bytes], headers: dict[str, str]) -> Answer:
    """Send a body in pieces without saying how long it is."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    with suppress(BrokenPipeError, ConnectionResetError):  # the server heard enough
        connection.request("POST", path, pieces, {"Accept": "text/html", **headers}, encode_chunked=True)
    try:
        return Answer(connection.getresponse())
    finally:
        connection.close()


def much(begins: bytes) -> Iterator[bytes]:
    """Five times what may be sent."""
    yield begins
    for _ in range(80):
        yield b"a" * 65_536


@pytest.mark.parametrize("path", PATHS)
def test_what_is_announced_as_too_much_is_refused_before_it_is_read(server: Server, path: str) -> None:
    for size in (str(MOST_BYTES + 1), "9" * 30):
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        connection.putrequest("POST", path)
        for name, value in (*FORM.items(), ("Content-Length", size)):
            connection.putheader(name, value)
        connection.endheaders(b"token=")
        said = Answer(connection.getresponse())
        connection.close()
        assert said.status in (400, 413), path
        assert said.status == 400 or speech("nl").say("request.too-large", most=1) in said.body


@pytest.mark.parametrize("path", ["/begin", "/sign-in", "/join"])
def test_a_file_that_announces_nothing_is_stopped_on_the_way(server: Server, path: str) -> None:
    said = send(server, path, much(BEGINS), FILE)
    assert said.status == 413
    assert speech("nl").say("request.too-large", most=1) in said.body
    assert not [each for each in said.cookies if "session" in each]


@pytest.mark.parametrize("begins", [b"token=", b"&&&"])
def test_so_are_fields(server: Server, begins: bytes) -> None:
    assert send(server, "/begin", much(begins), FORM).status in (400, 413)
    assert ask(server, "/healthz").status == 200


def test_the_largest_that_has_to_fit_fits() -> None:
    line = {
        "name": "ë" * 60,
        "team": "ë" * 60,
        "link": "https://learn.example.org/join/" + "x" * 60,
        "until": "x" * 40,
    }
    usual = {**line, "name": "Zoë de Vries-Bakker", "team": "Team Noord"}
    assert len(urlencode(usual)) * MOST_LINES < MOST_BYTES
    assert LARGEST_LIST + 10_000 < MOST_BYTES
