"""Under which names a server answers: its own, those of this machine, and no other, however it is written."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.requests import HTTPConnection
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from learnenv.language import speech
from learnenv.settings import Settings, read_settings
from learnenv.web.hosts import Hosts, from_elsewhere, from_here, host_of
from tests.support.apart import apart
from tests.support.server import Server
from tests.web.asking import ask

Read = Callable[..., Settings]
MALFORMED = (
    *(
        "",
        " ",
        ":",
        ":80",
        "a b",
        "127.0.0.1@evil",
        "evil@127.0.0.1",
        "127.0.0.1/evil",
        "127.0.0.1/../",
        "//127.0.0.1",
    ),
    *("127.0.0.1:99999", "127.0.0.1:80:80", "127.0.0.1:x", "127.0.0.1%00", "127.0.0.1%2eevil", "127.0.0.1\\evil"),
    *(
        "\\\\127.0.0.1\\share",
        "127.0.0.1?evil",
        "127.0.0.1#evil",
        "127.0.0.1,evil",
        "http://127.0.0.1",
        "[::1",
        "::1",
    ),
    *("[::1]evil", "[127.0.0.1]x", "-a", "127.0.0.1\t", "\u0661\u0662\u0667.0.0.1", "a" * 300, "localhost;evil", "*"),
)
STRANGE_ORIGINS = ("https://evil.example", "null", "", "http://[", "file://", "http://127.0.0.1:8501@evil.example")


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def settings(host: str = "", **environment: str) -> Settings:
        return read_settings(environment, data=tmp_path, host=host or None)

    return settings


def asked(*hosts: str) -> HTTPConnection:
    headers = [(b"host", each.encode("latin-1", "replace")) for each in hosts]
    return HTTPConnection({"type": "http", "headers": headers, "path": "/", "query_string": b""})


@pytest.mark.parametrize("host", MALFORMED)
def test_what_is_no_name_is_nobodys(read: Read, host: str) -> None:
    assert host_of(asked(host)) == ""
    assert not from_here(asked(host))
    for settings in (read(), read("0.0.0.0"), read(LEARNENV_PUBLIC_URL="https://learn.example.org")):
        assert not Hosts(settings).have(asked(host))


def test_none_at_all_and_two_are_nobodys_either(read: Read) -> None:
    assert not Hosts(read()).have(asked())
    assert not Hosts(read()).have(asked("127.0.0.1", "evil.example"))
    assert not Hosts(read()).have(asked("127.0.0.1", "127.0.0.1"))


def test_on_this_computer_it_answers_to_the_names_of_this_computer(read: Read) -> None:
    hosts = Hosts(read())
    for name in ("127.0.0.1:8501", "localhost:8501", "LOCALHOST", "[::1]:8501", "127.0.0.2", "localhost."):
        assert hosts.have(asked(name)), name
    for name in ("evil.example", "localhost.evil.example", "192.0.2.7", "127.0.0.1.evil.example"):
        assert not hosts.have(asked(name)), name


def test_behind_a_web_server_it_answers_to_the_address_of_visitors(read: Read) -> None:
    hosts = Hosts(read(LEARNENV_PUBLIC_URL="https://Léren.example.org:8443/x"))
    for name in ("xn--lren-bpa.example.org:8443", "XN--LREN-BPA.example.org", "127.0.0.1:8501"):
        assert hosts.have(asked(name)), name
    for name in ("example.org", "evil.example", "192.0.2.7", "x.xn--lren-bpa.example.org"):
        assert not hosts.have(asked(name)), name
    assert "xn--lren-bpa.example.org" in hosts.for_streamlit()


def test_open_to_others_without_a_name_it_answers_to_digits_only(read: Read) -> None:
    hosts = Hosts(read("0.0.0.0"))
    assert hosts.have(asked("192.0.2.7:8501"))
    assert hosts.have(asked("[2001:db8::7]"))
    assert not hosts.have(asked("evil.example"))
    assert hosts.for_streamlit() == ["*"]
    named = Hosts(read("0.0.0.0", LEARNENV_PUBLIC_URL="https://learn.example.org"))
    assert not named.have(asked("192.0.2.7:8501"))


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/", "/welcome", "/lesson", "/my-data.json", "/shell.js", "/_stcore/host-config"])
def test_a_server_refuses_any_other_name_with_a_way_out(server: Server, path: str) -> None:
    said = ask(server, path, Cookie=server.begin(), Host="evil.example")
    assert said.status == 421
    assert speech("nl").say("host.strange") in said.body
    assert "evil" not in said.body


@pytest.mark.slow
def test_nothing_begins_under_another_name_but_its_health_can_be_asked(server: Server) -> None:
    said = ask(server, "/begin", "POST", {"token": "x"}, Cookie="learnenv-form=x", Host="evil.example")
    assert (said.status, [each for each in said.cookies if "session" in each]) == (421, [])
    for path in ("/healthz", "/readyz"):
        assert ask(server, path, Host="10.1.2.3:8501").status == 200


@pytest.mark.slow
def test_no_page_is_opened_under_another_name(server: Server) -> None:
    cookie = server.begin()

    async def knock(host: str) -> int:
        address = f"ws://{host}/_stcore/stream"
        sent = {"Cookie": cookie}
        try:
            async with connect(address, host="127.0.0.1", port=server.port, additional_headers=sent, proxy=None):
                return 101
        except InvalidStatus as refused:
            return refused.response.status_code

    assert apart(knock("evil.example")) == 403
    assert apart(knock("127.0.0.1")) == 101


def test_a_page_of_another_origin_is_from_elsewhere_however_that_is_written() -> None:
    for origin in ("http://127.0.0.1:8501", "https://127.0.0.1:8501", "HTTP://127.0.0.1:8501"):
        assert not from_elsewhere(sent_by(origin)), origin
    for origin in (*STRANGE_ORIGINS, "http://127.0.0.1:1", "http://127.0.0.1", "http://localhost:8501"):
        assert from_elsewhere(sent_by(origin)), origin
    assert not from_elsewhere(asked("127.0.0.1:8501"))


def sent_by(origin: str) -> HTTPConnection:
    headers = [(b"host", b"127.0.0.1:8501"), (b"origin", origin.encode())]
    return HTTPConnection({"type": "http", "headers": headers, "path": "/", "query_string": b""})


@pytest.mark.slow
def test_a_page_of_another_origin_opens_no_page_and_sends_the_server_nowhere(server: Server) -> None:
    """Another program's page on this machine has the cookie too. Streamlit would let it in, and for a name that it
    does not know ask another host what its own address is."""
    cookie = server.begin()

    async def knock(**origin: str) -> int:
        address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
        try:
            async with connect(address, additional_headers={"Cookie": cookie, **origin}, proxy=None):
                return 101
        except InvalidStatus as refused:
            return refused.response.status_code

    near = (f"http://127.0.0.1:{server.port + 1}", f"http://localhost:{server.port}", "http://127.0.0.1")
    assert {each: apart(knock(Origin=each)) for each in (*near, *STRANGE_ORIGINS)} == dict.fromkeys(
        (*near, *STRANGE_ORIGINS), 403
    )
    assert apart(knock(Origin=server.url)) == 101
    assert apart(knock()) == 101


@pytest.mark.slow
def test_an_administrator_who_forgot_the_setting_finds_it_in_the_log_once(server: Server) -> None:
    for _ in range(3):
        ask(server, "/", Host="evil.example")
    log = (server.data.parent / f"{server.data.name}.log").read_text(encoding="utf-8")
    assert log.count("LEARNENV_PUBLIC_URL") == 1
    assert "evil" not in log
    assert logging.getLevelName(logging.WARNING) in log
