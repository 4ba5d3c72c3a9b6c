"""Every answer has the headers that keep a page to itself, whatever was asked by whom."""

from __future__ import annotations

import re

import pytest
from starlette.routing import Route

from learnenv import bootstrap
from learnenv.services.app import App
from learnenv.settings import read_settings
from learnenv.web.addresses import OPEN_PREFIXES, PAGES, SHUT_PREFIXES, SIGNED_IN_PREFIXES
from learnenv.web.routes import routes
from tests.support.inside import Inside, come_in
from tests.support.server import Server
from tests.web.asking import ask

POLICY = {
    "default-src": "'self'",
    "img-src": "'self' data: blob:",
    "connect-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
OTHERS = {"x-content-type-options": "nosniff", "referrer-policy": "same-origin", "x-frame-options": "DENY"}


@pytest.fixture(scope="module")
def core(tmp_path_factory: pytest.TempPathFactory) -> App:
    return bootstrap.in_memory(read_settings({}, data=tmp_path_factory.mktemp("headers") / "data"))


def test_every_route_has_them_for_everybody(core: App) -> None:
    found = routes(core)
    assert len(found) > 40
    someone = come_in(core)[0]
    for route in found:
        assert isinstance(route, Route)
        path = re.sub(r"{[^}]*}", "x", route.path)
        for method in sorted(route.methods or ()):
            for visitor in (Inside(core), Inside(core, token=someone.jar["learnenv-session"])):
                said = visitor.post(path) if method == "POST" else visitor.get(path)
                _demand(said.headers, f"{method} {path}")


@pytest.mark.slow
@pytest.mark.parametrize("signed_in", [False, True])
def test_every_address_of_a_server_has_them(server: Server, signed_in: bool) -> None:
    cookie = server.begin() if signed_in else ""
    for path in sorted({*PAGES, *OPEN_PREFIXES, *SIGNED_IN_PREFIXES, *SHUT_PREFIXES, "/nowhere", "/_stcore/nowhere"}):
        for method in ("GET", "POST"):
            said = ask(server, f"{path}x" if path.endswith("/") and path != "/" else path, method, Cookie=cookie)
            _demand({name.lower(): value for name, value in said.headers.items()}, f"{method} {path}")
            assert "server" not in said.headers


def _demand(headers: dict[str, str], what: str) -> None:
    rules = dict(each.partition(" ")[::2] for each in headers["content-security-policy"].split("; "))
    assert headers.items() >= OTHERS.items(), what
    if "sandbox" in rules:  # a drawing of a plugin's: as good as nothing is allowed
        assert rules.items() >= {"default-src": "'none'", "frame-ancestors": "'none'", "sandbox": ""}.items(), what
        return
    assert rules.items() >= POLICY.items(), what
    assert not re.search(r"unsafe-(inline|eval)|https?:|\*", rules["script-src"]), what
