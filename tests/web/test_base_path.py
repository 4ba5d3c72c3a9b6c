"""learnenv below a hub's address: what goes out leads back in, and nobody comes round the proxy."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPResponse

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from learnenv.web.base_path import below
from tests.support.server import Server, running

BASE, KEY = "/user/ana/learnenv", "a-key-of-this-test"


def markdown(body: str) -> bytes:
    message = ForwardMsg()
    message.delta.new_element.markdown.body = body
    return bytes(message.SerializeToString())


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("![](/picture/a.svg)", f"![]({BASE}/picture/a.svg)"),
        ("[x](/account) and [y](https://example.org/)", f"[x]({BASE}/account) and [y](https://example.org/)"),
        ("[x](//elsewhere) and (/path) in brackets", "[x](//elsewhere) and (/path) in brackets"),
    ],
)
def test_addresses_in_markdown_are_put_below_the_base(told: str, expected: str) -> None:
    assert ForwardMsg.FromString(below(BASE, markdown(told))).delta.new_element.markdown.body == expected


def test_what_is_no_markdown_goes_out_as_it_is() -> None:
    other = ForwardMsg()
    other.delta.new_element.text.body = "](/not-an-address"
    assert below(BASE, other.SerializeToString()) == other.SerializeToString()


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server as the tile starts it."""
    settings = {"LEARNENV_BASE_PATH": BASE, "LEARNENV_PROXY_KEY": KEY, "LEARNENV_LEARNER": "ana"}
    with running(tmp_path_factory.mktemp("behind") / "data", environment=settings) as server:
        yield server


def ask(server: Server, path: str, key: str = KEY) -> tuple[int, str, str]:
    """Status, address that one is sent on to, and text."""
    request = urllib.request.Request(f"{server.url}{path}", headers={"X-Learnenv-Key": key})
    try:
        answer: HTTPResponse = urllib.request.build_opener(_StayHere()).open(request, timeout=30)
    except urllib.error.HTTPError as error:
        return error.code, error.headers.get("location") or "", error.read().decode()
    with answer:
        return answer.status, "", answer.read().decode()


class _StayHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object, **__: object) -> None:
        return None


@pytest.mark.slow
def test_whoever_comes_through_the_proxy_is_in_and_nobody_else(behind: Server) -> None:
    for path in ("/", "/you", "/look/app.css", "/welcome"):
        assert ask(behind, path, key="")[0] == 403
        assert ask(behind, path, key="another")[0] == 403
    status, _, page = ask(behind, "/")
    assert status == 200
    assert f'href="{BASE}/look/app.css"' in page
    assert not re.findall(rf'(?:href|src)="/(?!{BASE[1:]}/)[^"]*', page)


@pytest.mark.slow
def test_the_base_may_still_be_there_or_be_taken_off_by_the_proxy(behind: Server) -> None:
    for path in ("/my-data.html", f"{BASE}/my-data.html"):
        assert ask(behind, path)[0] == 200
    assert ask(behind, f"{BASE}/nowhere")[0] == 404


@pytest.mark.slow
def test_redirects_and_scripts_stay_below_the_base(behind: Server) -> None:
    assert ask(behind, "/sign-in")[:2] == (303, f"{BASE}/")
    assert f'fetch("{BASE}/words.json")' in ask(behind, "/shell.js")[2]


@pytest.mark.slow
def test_no_link_for_the_first_administrator_is_printed_where_every_user_reads_it(behind: Server) -> None:
    assert "first-admin" not in (behind.data.parent / f"{behind.data.name}.log").read_text()
