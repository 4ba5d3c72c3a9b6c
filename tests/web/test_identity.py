"""Who is asking is decided by the cookie, and by nothing that a page, a tab or a client says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus

from tests.support.apart import apart
from tests.support.server import Server, running
from tests.support.streamlit_client import Tab
from tests.web.asking import ask, form_cookie

pytestmark = pytest.mark.slow
SECRET = "Dit schreef alleen de eigenaar, over wat er in haar eigen werk knelt en botst."
LESSON = "/lesson?module=doetank-start&page=looking-back"
FORM = "form/doetank-start/practice-clash"
HEADERS = ("x-learnenv-session", "X-Learnenv-Session", "x_learnenv_session", "X_LEARNENV_SESSION")


async def _owner_writes(tab: Tab) -> None:
    await tab.load(LESSON)
    await tab.send(FORM, "draft", {"value": {"text": SECRET}, "seq": 1})
    assert tab.data(FORM)["value"]["text"] == SECRET


@pytest.mark.parametrize("gone", [False, True], ids=["owner connected", "owner gone"])
@pytest.mark.parametrize("visitor", ["another cookie", "no cookie", *HEADERS])
def test_a_foreign_session_id_opens_nothing(server: Server, gone: bool, visitor: str) -> None:
    async def steal() -> str:
        owner = Tab(server.port, cookie=server.begin())
        async with owner:
            await _owner_writes(owner)
            if not gone:
                return await _as_a_thief(owner.session_id)
        return await _as_a_thief(owner.session_id)

    async def _as_a_thief(session_id: str) -> str:
        cookie = "" if visitor == "no cookie" else server.begin()
        headers = {visitor: "0" * 64} if visitor in HEADERS else {}
        try:
            async with Tab(server.port, cookie=cookie, session_id=session_id, headers=headers) as thief:
                await thief.load(LESSON)
                await thief.rerun()
                return thief.received.decode("utf-8", "replace")
        except InvalidStatus as refused:
            return "" if refused.response.status_code == 403 else SECRET

    assert SECRET not in apart(steal())


def test_an_identity_header_of_a_client_is_worth_nothing(server: Server) -> None:
    async def knock(name: str) -> int:
        try:
            async with Tab(server.port, headers={name: "a" * 64}):
                return 101
        except InvalidStatus as refused:
            return refused.response.status_code

    assert [apart(knock(name)) for name in HEADERS] == [403] * len(HEADERS)


def test_a_tab_of_a_signed_out_learner_can_do_nothing_more(server: Server) -> None:
    async def leave() -> tuple[str, list[str]]:
        cookie = server.begin()
        async with Tab(server.port, cookie=cookie) as tab:
            await _owner_writes(tab)
            form, token = form_cookie(server)
            both = f"{form}; {cookie}"
            signed_out = ask(server, "/sign-out", "POST", {"token": token}, Cookie=both)
            assert signed_out.status == 303
            await tab.send(FORM, "draft", {"value": {"text": "nog iets"}, "seq": 2})
            tab.elements.clear()
            await tab.rerun()
            return cookie, tab.texts()

    cookie, texts = apart(leave())
    assert "/welcome" in " ".join(texts)
    assert SECRET not in " ".join(texts)
    assert ask(server, "/", Cookie=cookie).location == "/welcome"


def test_a_cookie_on_this_machine_is_httponly_and_lax(server: Server) -> None:
    jar, token = form_cookie(server)
    begun = ask(server, "/begin", "POST", {"token": token}, Cookie=jar)
    (session,) = [each for each in begun.cookies if "session" in each]
    assert session.startswith("learnenv-session=")
    for flag in ("HttpOnly", "SameSite=lax", "Path=/"):
        assert flag in session
    assert "Secure" not in session
    assert "Domain" not in session


@pytest.fixture(scope="module")
def secure_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    environment = {"LEARNENV_PUBLIC_URL": "https://learn.example.org"}
    with running(tmp_path_factory.mktemp("secure") / "data", environment=environment) as server:
        yield server


def test_behind_tls_every_cookie_is_secure_and_bound_to_the_host(secure_server: Server) -> None:
    proxied: dict[str, Any] = {"X_Forwarded_Proto": "https", "Host": "learn.example.org"}
    welcome = ask(secure_server, "/welcome", **proxied)
    jar = "; ".join(each.split(";")[0] for each in welcome.cookies)
    token = next(part.partition("=")[2] for part in jar.split("; ") if "learnenv-form" in part)
    begun = ask(
        secure_server, "/begin", "POST", {"token": token}, Cookie=jar, Origin="https://learn.example.org", **proxied
    )
    assert begun.status == 303
    assert len([*welcome.cookies, *begun.cookies]) >= 3
    for cookie in [*welcome.cookies, *begun.cookies]:
        assert cookie.startswith("__Host-learnenv-")
        for flag in ("Secure", "HttpOnly", "SameSite=lax", "Path=/"):
            assert flag in cookie
    session = next(each.split(";")[0] for each in begun.cookies if "session" in each)
    assert ask(secure_server, "/you", Cookie=session, **proxied).status == 200


@pytest.mark.parametrize(
    "fault",
    [
        {"token": ""},
        {"token": "x" * 22},
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "http://["},
        {"Sec_Fetch_Site": "cross-site"},
        {"Cookie": ""},
    ],
    ids=str,
)
def test_a_forged_form_begins_nothing(server: Server, fault: dict[str, str]) -> None:
    jar, token = form_cookie(server)
    headers: dict[str, Any] = {"Cookie": jar, **{name: value for name, value in fault.items() if name != "token"}}
    said = ask(server, "/begin", "POST", {"token": fault.get("token", token)}, **headers)
    assert not [each for each in said.cookies if "session" in each]
    assert said.status == 400
    assert "Sta cookies van deze site toe" in said.body


def test_a_forged_form_signs_nobody_out(server: Server) -> None:
    cookie = server.begin()
    assert ask(server, "/sign-out", "POST", {"token": "forged"}, Cookie=cookie).location == "/sign-out"
    assert ask(server, "/you", Cookie=cookie).status == 200


@pytest.mark.parametrize(
    "before", ["a/b=1; ", 'prefs={"a":1}; ', "foo; ", 'x="open; ', "é=ü; ", "=; ; ;; ", "learnenv=1; "]
)
def test_cookies_of_other_programs_do_no_harm(server: Server, before: str) -> None:
    cookie = server.begin()
    sent = (before + cookie).encode().decode("latin-1")
    assert ask(server, "/you", Cookie=sent).status == 200
    assert ask(server, "/welcome", Cookie=before.encode().decode("latin-1")).status == 200
