"""Every answer has the headers that keep a page to itself, whatever was asked by whom and whatever went wrong."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route

from learnenv import bootstrap
from learnenv.domain.errors import StoreError
from learnenv.services.app import App
from learnenv.settings import read_settings
from learnenv.web import products
from learnenv.web.addresses import OPEN_PREFIXES, PAGES, SHUT_PREFIXES, SIGNED_IN_PREFIXES
from learnenv.web.demo.gate import DemoGate
from learnenv.web.gate import Gate
from learnenv.web.named_gate import NamedGate
from learnenv.web.preview.gate import AuthorsGate
from learnenv.web.readiness import Readiness
from learnenv.web.routes import routes
from learnenv.web.serve import OPTIONS
from tests.support.inside import Inside, come_in
from tests.support.server import Server
from tests.support.source import ROOT
from tests.web.asking import ask

POLICY = {
    "default-src": "'self'",
    "script-src": "'self' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
"""All of it, so that what is added is seen as well as what is taken away."""
PICTURE = {
    "default-src": "'none'",
    "style-src": "'unsafe-inline'",
    "img-src": "data:",
    "frame-ancestors": "'none'",
    "sandbox": "",
}
"""For a picture that an author or a plugin made: opened by itself it does nothing."""
OTHERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
OURS = {"learnenv-session", "learnenv-form", "learnenv-language"}
_FOR_BROWSERS = (".html", ".css", ".js", ".svg")
SAYS = "kanarie-7f3a"
"""What stands in an error, and is for nobody to read."""


@pytest.fixture(scope="module")
def core(tmp_path_factory: pytest.TempPathFactory) -> App:
    return bootstrap.in_memory(read_settings({}, data=tmp_path_factory.mktemp("headers") / "data"))


def test_every_route_has_them_for_everybody(core: App) -> None:
    found = routes(core, Readiness(core.record))
    assert len(found) > 40
    someone = come_in(core)[0]
    for route in found:
        assert isinstance(route, Route)
        path = re.sub(r"{[^}]*}", "x", route.path)
        for method in sorted(route.methods or ()):
            for visitor in (Inside(core), Inside(core, token=someone.jar["learnenv-session"])):
                said = visitor.post(path) if method == "POST" else visitor.get(path)
                _demand(said.headers, said.cookies, f"{method} {path}")


@pytest.mark.slow
@pytest.mark.parametrize("signed_in", [False, True])
def test_every_address_of_a_server_has_them(server: Server, signed_in: bool) -> None:
    cookie = server.begin() if signed_in else ""
    for path in sorted({*PAGES, *OPEN_PREFIXES, *SIGNED_IN_PREFIXES, *SHUT_PREFIXES, "/nowhere", "/_stcore/nowhere"}):
        # A form without a token: nobody is signed out or deleted by that.
        for method in ("GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE"):
            address = f"{path}x" if path.endswith("/") and path != "/" else path
            said = ask(server, address, method, Cookie=cookie, Origin="https://evil.example")
            _demand({name.lower(): value for name, value in said.headers.items()}, said.cookies, f"{method} {path}")
            assert "server" not in said.headers


@pytest.mark.parametrize(("error", "status"), [(RuntimeError(SAYS), 500), (StoreError(SAYS), 503)])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_answer_about_a_fault_has_them_too_and_tells_nothing_of_it(
    core: App, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, language: str
) -> None:
    def failing(*_: object, **__: object) -> object:
        raise error

    monkeypatch.setattr(products.plain, "language_of", lambda _: language)
    monkeypatch.setattr(products.learning, "begun_modules", failing)
    monkeypatch.setattr("learnenv.services.accounts.comes_back", failing)
    for path in ("/progress.md", "/recover"):
        said = come_in(core)[0].get(path)
        assert said.status == status, path
        _demand(said.headers, said.cookies, path)
        assert SAYS not in said.text
        assert "Traceback" not in said.text
        assert "failure." not in said.text


def test_a_picture_of_an_author_can_do_nothing_by_itself(core: App) -> None:
    said = come_in(core)[0].get("/content/doetank-start/cover.svg")
    assert said.status == 200
    assert _rules(said.headers) == PICTURE


@pytest.mark.parametrize("kind", [Gate, NamedGate, DemoGate, AuthorsGate])
def test_who_is_turned_away_at_any_gate_is_told_with_them(core: App, kind: type[Gate]) -> None:
    more: dict[str, Any] = {"preview": None} if kind is AuthorsGate else {}
    for host, path in (("evil.example", "/welcome"), ("evil.example", "/you"), ("127.0.0.1", "/welcome")):
        visitor = Inside(core)
        visitor._app = Starlette(middleware=[Middleware(kind, core=core, **more)])
        said = visitor.get(path, host=host)
        assert said.status in (303, 403, 404, 421)
        _demand(said.headers, said.cookies, f"{kind.__name__} {host}{path}")


def test_no_fault_is_shown_by_streamlit_either() -> None:
    assert (OPTIONS["client.showErrorDetails"], OPTIONS["client.showErrorLinks"]) == ("none", False)
    assert int(str(OPTIONS["server.maxUploadSize"])) <= 5


def test_no_file_for_the_browser_names_another_host() -> None:
    """Pages without a script, style sheets and scripts; a browser in a test does not open every one of them."""
    folders = (ROOT / "learnenv" / name for name in ("web/templates", "web/static", "form", "look"))
    files = [each for folder in folders for each in folder.rglob("*") if each.suffix in _FOR_BROWSERS]
    assert len(files) > 40
    texts = {each.name: each.read_text(encoding="utf-8").replace("http://www.w3.org/", "") for each in files}
    found = {
        name: re.findall(r"https?://\S+|[\"'(=]//\w+|@import.*|preconnect|prefetch", text)
        for name, text in texts.items()
    }
    assert {name: each for name, each in found.items() if each} == {}


def _rules(headers: dict[str, str]) -> dict[str, str]:
    rules = [each.partition(" ")[::2] for each in headers["content-security-policy"].split("; ")]
    assert len(dict(rules)) == len(rules), "a browser goes by the first"
    return dict(rules)


def _demand(headers: dict[str, str], cookies: list[str], what: str) -> None:
    rules = _rules(headers)
    assert headers.items() >= OTHERS.items(), what
    if "sandbox" in rules:
        assert rules == PICTURE, what
    else:
        rules["script-src"] = re.sub(r" 'sha256-[A-Za-z0-9+/]{43}='", "", rules["script-src"])
        assert rules == POLICY, what
    assert not [name for name in headers if name.startswith("access-control-")], what
    location = headers.get("location", "/")
    assert location.startswith("/"), what
    assert not urlsplit(location).netloc, what
    for cookie in cookies:
        name = cookie.partition("=")[0].removeprefix("__Host-")
        if name == "_streamlit_xsrf":  # for Streamlit's own script, which has to read it
            continue
        assert name in OURS, what
        assert {"httponly", "samesite=lax", "path=/"} <= set(cookie.lower().split("; ")), what
