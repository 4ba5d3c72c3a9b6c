"""Who is asking is decided by the cookie, and by nothing that a page, a tab or a client says."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pytest
from websockets.exceptions import InvalidStatus

from tests.support.server import Server, running
from tests.support.streamlit_client import Tab
from tests.web.protocol import over_the_wire

SECRET = "Dit schreef alleen de eigenaar, over wat er in haar eigen werk knelt en botst."
LESSON = "/lesson?module=doetank-start&page=looking-back"
FORM = "form/doetank-start/practice-clash"
HEADERS = ("x-learnenv-session", "X-Learnenv-Session", "x_learnenv_session", "X_LEARNENV_SESSION")


class Answer:
    """What the server said."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status = response.status
        self.headers = response.headers
        self.body = response.read().decode("utf-8", "replace")

    @property
    def cookies(self) -> list[str]:
        return self.headers.get_all("set-cookie") or []

    @property
    def location(self) -> str:
        return self.headers.get("location", "")


def ask(server: Server, path: str, method: str = "GET", form: dict[str, str] | None = None, **headers: str) -> Answer:
    """One request, exactly as given."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    body = urlencode(form) if form is not None else None
    sent = {"Accept": "text/html", **{name.replace("_", "-"): value for name, value in headers.items()}}
    if body is not None:
        sent["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request(method, path, body=body, headers=sent)
    try:
        return Answer(connection.getresponse())
    finally:
        connection.close()


def form_cookie(server: Server, path: str = "/welcome") -> tuple[str, str]:
    """The cookie and the token of a page with a form."""
    jar = [each.split(";")[0] for each in ask(server, path).cookies]
    token = next(each.partition("=")[2] for each in jar if "learnenv-form" in each)
    return "; ".join(jar), token


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

    assert SECRET not in over_the_wire(steal())


def test_an_identity_header_of_a_client_is_worth_nothing(server: Server) -> None:
    async def knock(name: str) -> int:
        try:
            async with Tab(server.port, headers={name: "a" * 64}):
                return 101
        except InvalidStatus as refused:
            return refused.response.status_code

    assert [over_the_wire(knock(name)) for name in HEADERS] == [403] * len(HEADERS)


def test_a_tab_of_a_signed_out_learner_can_do_nothing_more(server: Server) -> None:
    async def leave() -> tuple[str, list[str]]:
        cookie = server.begin()
        async with Tab(server.port, cookie=cookie) as tab:
            await _owner_writes(tab)
            form, token = form_cookie(server)
            both = f"{cookie}; {form}"
            signed_out = ask(server, "/sign-out", "POST", {"token": token}, Cookie=both)
            assert signed_out.status == 303
            await tab.send(FORM, "draft", {"value": {"text": "nog iets"}, "seq": 2})
            tab.elements.clear()
            await tab.rerun()
            return cookie, tab.texts()

    cookie, texts = over_the_wire(leave())
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
    proxied = {"X_Forwarded_Proto": "https", "Host": "learn.example.org"}
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
        {"Sec_Fetch_Site": "cross-site"},
        {"Cookie": ""},
    ],
    ids=str,
)
def test_a_forged_form_begins_nothing(server: Server, fault: dict[str, str]) -> None:
    jar, token = form_cookie(server)
    headers = {"Cookie": jar, **{name: value for name, value in fault.items() if name != "token"}}
    said = ask(server, "/begin", "POST", {"token": fault.get("token", token)}, **headers)
    assert not [each for each in said.cookies if "session" in each]
    assert said.location == "/welcome"


def test_a_forged_form_signs_nobody_out(server: Server) -> None:
    cookie = server.begin()
    assert ask(server, "/sign-out", "POST", {"token": "forged"}, Cookie=cookie).location == "/sign-out"
    assert ask(server, "/you", Cookie=cookie).status == 200


STRANGE = [
    "//evil.example",
    "https://evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/%5cevil",
]
STRANGE += [
    "http:evil.example",
    "https:///evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "/\tevil",
    "/\n/evil",
]
STRANGE += [
    "//evil.example/%2f..",
    "/..//evil.example",
    "/.evil.example",
    "evil.example",
    "?next=//evil",
    "#//evil.example",
]
STRANGE += [
    "/welcome@evil.example",
    "//[::1]",
    "http://127.0.0.1@evil.example",
    "/lesson//evil.example",
    "/\x00",
    "\x0b//evil",
]
STRANGE += [
    "https://evil.example/lesson",
    "//evil.example/lesson",
    "/;@evil.example",
    "/%2f%2fevil.example",
    "HTTPS://evil",
]
STRANGE += [
    "/lesson\r\nLocation: https://evil",
    "x:/lesson",
    "///lesson",
    "//lesson",
    "\u2028//evil",
    "／／evil.example",
]
STRANGE += [
    "/you:80@evil",
    "http:\\\\evil",
    "/\\/evil.example",
    " //evil.example",
    "https:evil.example",
    "ftp://evil",
]


@pytest.mark.parametrize("address", STRANGE)
def test_after_signing_in_nobody_leaves_the_house(server: Server, address: str) -> None:
    jar, token = form_cookie(server, f"/welcome?next={quote(address, safe='')}")
    begun = ask(server, "/begin", "POST", {"token": token, "next": address}, Cookie=jar)
    assert begun.status == 303
    assert begun.location == "/"


def test_after_signing_in_one_goes_where_one_wanted(server: Server) -> None:
    wanted = "/lesson?module=doetank-start&page=mixed-team"
    sent_off = ask(server, wanted)
    assert sent_off.location == f"/welcome?next={quote(wanted, safe='')}"
    jar, token = form_cookie(server)
    assert ask(server, "/begin", "POST", {"token": token, "next": wanted}, Cookie=jar).location == wanted


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/script-health-check", "/_stcore/agent"]
)
def test_doors_that_nobody_needs_are_shut(server: Server, path: str) -> None:
    assert ask(server, path).status == 404
    assert ask(server, path, Cookie=server.begin()).status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/welcome",
        "/recover",
        "/you",
        "/nowhere",
        "/look/app.css",
        "/look/pictures/logo.svg",
        "/words.json",
        "/shell.js",
        "/healthz",
        "/",
        "/picture/ring.svg?done=1&total=2",
        "/_stcore/metrics",
        "/content/doetank-start/cover.svg",
        "/progress.md",
    ],
)
@pytest.mark.parametrize("signed_in", [False, True])
def test_every_answer_has_the_security_headers(server: Server, path: str, signed_in: bool) -> None:
    said = ask(server, path, Cookie=server.begin() if signed_in else "")
    policy = said.headers["content-security-policy"]
    for rule in ("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'", "img-src 'self' data: blob:"):
        assert rule in policy
    assert "unsafe-eval" not in policy
    assert said.headers["x-content-type-options"] == "nosniff"
    assert said.headers["referrer-policy"] == "same-origin"
    assert "server" not in said.headers


@pytest.mark.parametrize(
    "path",
    [
        "/look/../tokens.py",
        "/look/%2e%2e/tokens.py",
        "/look/..%2ftokens.py",
        "/look//etc/passwd",
        "/look/tokens.py",
        "/look/fonts/../../tokens.py",
        "/content/doetank-start/../module.yaml",
        "/content/doetank-start/%2e%2e/module.yaml",
        "/content/doetank-start/..%5cmodule.yaml",
        "/content/../../etc/passwd",
        "/content/nowhere/cover.svg",
        "/form/form.js",
        "/form/..%2f__init__.py",
    ],
)
def test_no_path_leads_out_of_its_folder(server: Server, path: str) -> None:
    said = ask(server, path, Cookie=server.begin())
    assert said.status in (400, 404)
    assert "root:" not in said.body
    assert "doetank-start" not in said.body or said.status == 404


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1@evil", "a" * 300, "127.0.0.1:99999", ""])
def test_a_strange_host_header_is_no_trouble(server: Server, host: str) -> None:
    said = ask(server, "/welcome", Host=host)
    assert said.status < 500
    assert "evil" not in said.location
