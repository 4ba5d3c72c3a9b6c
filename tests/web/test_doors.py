"""Which ways lead in, which are shut, and that none leads out of the house."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from tests.support.server import Server
from tests.web.asking import ask, form_cookie

pytestmark = pytest.mark.slow
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
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/agent/openapi.json",
        "/_stcore/script-health-check",
        "/_stcore/agent",
    ],
)
def test_doors_that_nobody_needs_are_shut(server: Server, path: str) -> None:
    assert ask(server, path).status == 404
    assert ask(server, path, Cookie=server.begin()).status == 404


def test_nobody_can_upload_a_file(server: Server) -> None:
    assert ask(server, "/_stcore/upload_file/a/b", "PUT").status == 401
    assert ask(server, "/_stcore/upload_file/a/b", "PUT", Cookie=server.begin()).status == 404


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
    assert said.status in (400, 421)
    assert "evil" not in said.location


OTHERWISE = (
    *(
        "/_stcore//metrics",
        "/_stcore/./metrics",
        "/_stcore/x/../metrics",
        "/_stcore/%2e/metrics",
        "/%5fstcore/metrics",
    ),
    *("//_stcore/metrics", "/_stcore\\metrics", "/_stcore/metrics/", "/_stcore/metrics;x", "/_STCORE/metrics"),
    *("/look/../you", "/look/%2e%2e/you", "/look/..%2fyou", "/look/..\\you", "/look/..%5cyou", "/static/../you"),
    *("//you", "/./you", "/%2e/you", "/YOU", "/you/", "/you%00", "/you;x", "/welcome/../you", "/welcome/..%2fyou"),
    *("/form/../my-data.json", "/look//my-data.json", "/static/%2e%2e/my-data.json", "/join/../my-data.json"),
    *(
        "/my-data.json/",
        "/%6dy-data.json",
        "//127.0.0.1/my-data.json",
        "/\\\\127.0.0.1\\share",
        "/file:///etc/passwd",
    ),
)


@pytest.mark.parametrize("path", OTHERWISE)
def test_a_shut_door_stays_shut_however_its_address_is_written(server: Server, path: str) -> None:
    said = ask(server, path)
    assert said.status in (303, 400, 401, 404)
    assert said.status != 303 or said.location.startswith("/welcome")
    assert "root:" not in said.body
    assert "# HELP" not in said.body
