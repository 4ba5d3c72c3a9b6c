"""An OpenID provider says who somebody is: with a real provider on this machine, and forged answers of it."""

from __future__ import annotations

import http.client
import re
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from hashlib import sha256
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from tests.support.apart import apart
from tests.support.server import Server, free_port, running
from tests.support.streamlit_client import Tab
from tests.web.asking import Answer, ask
from tests.web.ways import is_in, session_of

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that knows the provider."""
    with _provider() as issuer:
        environment = {
            "LEARNENV_OIDC_ISSUER": issuer,
            "LEARNENV_OIDC_CLIENT_ID": "learnenv",
            "LEARNENV_OIDC_CLIENT_SECRET": "secret",
        }
        with running(tmp_path_factory.mktemp("oidc") / "data", environment=environment) as server:
            yield server


@contextmanager
def _provider() -> Iterator[str]:
    """A real OpenID provider in a process of its own; its address."""
    port = free_port()
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(port: int) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        with suppress(OSError), socket.create_connection(("localhost", port), 1):
            return
        time.sleep(0.05)
    raise AssertionError("the provider did not start")


def jar(*answers: Answer, cookie: str = "") -> str:
    found = dict(each.split(";")[0].split("=", 1) for answer in answers for each in answer.cookies)
    own = "; ".join(f"{name}={value}" for name, value in found.items())
    return "; ".join(filter(None, (own, cookie)))


def at_provider(address: str, subject: str) -> str:
    """Say who one is there; the address that the provider sends the browser back to."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=20)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", f"{parts.path}?{parts.query}", urlencode({"sub": subject}), headers)
    response = connection.getresponse()
    response.read()
    location = response.headers["location"]
    connection.close()
    return location[location.index("/oidc/back") :]


def come(server: Server, subject: str, cookie: str = "", following: str = "/") -> Answer:
    """All of the way in."""
    begun = ask(server, f"/oidc/start?{urlencode({'next': following})}", Cookie=cookie)
    assert begun.status == 302, begun.body
    return ask(server, at_provider(begun.location, subject), Cookie=jar(begun, cookie=cookie))


def learner_of(server: Server, cookie: str) -> str:
    """Whose session this is."""
    token = sha256(cookie.partition("=")[2].encode()).hexdigest()
    with closing(sqlite3.connect(server.data / "learnenv.sqlite3")) as database:
        ((learner,),) = database.execute("SELECT learner FROM session WHERE token_hash = ?", [token])
    return str(learner)


async def _learner_work(server: Server, cookie: str) -> None:
    async with Tab(server.port, cookie=cookie) as tab:
        await tab.load("/lesson?module=doetank-start&page=mixed-team")


def test_the_page_to_sign_in_offers_the_provider_only_where_there_is_one(house: Server, server: Server) -> None:
    assert 'href="/oidc/start' in ask(house, "/sign-in").body
    assert "/oidc/" not in ask(server, "/sign-in").body
    assert ask(server, "/oidc/start").status == ask(server, "/oidc/back").status == 404


def test_the_question_has_state_nonce_and_pkce_and_asks_for_nothing_but_who(house: Server) -> None:
    asked = parse_qs(urlsplit(ask(house, "/oidc/start").location).query)
    assert asked["scope"] == ["openid"]
    assert asked["code_challenge_method"] == ["S256"]
    assert all(len(asked[name][0]) >= 16 for name in ("state", "nonce", "code_challenge"))
    assert asked["redirect_uri"] == [f"{house.url}/oidc/back"]


def test_who_comes_back_is_the_same_learner(house: Server) -> None:
    first = come(house, "eva")
    assert (first.status, first.location) == (303, "/")
    second = come(house, "eva", following="/modules")
    assert second.location == "/modules"
    other = come(house, "tom")
    cookies = [session_of(each) for each in (first, second, other)]
    assert all(is_in(house, each) for each in cookies)
    assert len(set(cookies)) == 3
    learners = [learner_of(house, each) for each in cookies]
    assert learners[0] == learners[1] != learners[2]


def test_no_token_of_the_provider_is_kept(house: Server) -> None:
    come(house, "rob")
    with closing(sqlite3.connect(house.data / "learnenv.sqlite3")) as database:
        kept = "\n".join(database.iterdump())
    assert "'rob'" in kept
    assert "eyJ" not in kept
    assert "access_token" not in kept


def test_a_guest_who_comes_for_the_first_time_keeps_the_work(house: Server) -> None:
    guest = house.begin()
    apart(_learner_work(house, guest))
    me = learner_of(house, guest.split("; ")[-1])
    signed_in = session_of(come(house, "anna", guest))
    assert learner_of(house, signed_in) == me
    assert not is_in(house, guest)
    assert is_in(house, signed_in)
    elsewhere = house.begin()
    apart(_learner_work(house, elsewhere))
    refused = come(house, "anna", elsewhere)
    assert refused.status == 422
    assert "herstelcode" in refused.body
    assert is_in(house, elsewhere)


@pytest.mark.parametrize("address", ["//evil.example", "https://evil.example/lesson", "/\\evil.example"])
def test_nobody_is_sent_elsewhere_afterwards(house: Server, address: str) -> None:
    assert come(house, "eva", following=address).location == "/"


@pytest.mark.parametrize("fault", ["no cookie", "other state", "no state", "other code", "twice", "denied"])
def test_a_forged_or_stale_answer_opens_nothing(house: Server, fault: str) -> None:
    begun = ask(house, "/oidc/start")
    cookie, back = jar(begun), at_provider(begun.location, "eva")
    if fault == "no cookie":
        cookie = ""
    elif fault == "other state":
        cookie = jar(ask(house, "/oidc/start"))
    elif fault == "no state":
        back = back.partition("&state")[0].partition("state=")[0]
    elif fault == "other code":
        back = re.sub(r"code=[^&]+", "code=wrong", back)
    elif fault == "twice":
        ask(house, back, Cookie=cookie)
    else:
        back = "/oidc/back?error=access_denied"
    said = ask(house, back, Cookie=cookie)
    assert said.status == 422
    assert not session_of(said)
    assert 'role="alert"' in said.body


def test_a_provider_that_is_not_there_is_one_sentence(tmp_path_factory: pytest.TempPathFactory) -> None:
    environment = {
        "LEARNENV_OIDC_ISSUER": "http://127.0.0.1:9",
        "LEARNENV_OIDC_CLIENT_ID": "learnenv",
        "LEARNENV_OIDC_CLIENT_SECRET": "secret",
    }
    with running(tmp_path_factory.mktemp("gone") / "data", environment=environment) as server:
        said = ask(server, "/oidc/start")
        assert said.status == 422
        assert 'role="alert"' in said.body
