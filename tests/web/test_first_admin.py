"""The first administrator: a link on the console, once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.server import start
from tests.web.asking import ask
from tests.web.ways import PASSWORD, is_in, post, session_of

pytestmark = pytest.mark.slow


def _link(data: Path) -> str:
    found = re.findall(
        r"http://127\.0\.0\.1:\d+(/first-admin\?token=[\w-]+)", (data.parent / f"{data.name}.log").read_text()
    )
    return found[-1] if found else ""


def test_the_first_administrator_comes_by_a_link_on_the_console(tmp_path: Path) -> None:
    data = tmp_path / "data"
    server = start(data)
    try:
        link = _link(data)
        token = link.partition("token=")[2]
        assert len(token) >= 43
        assert ask(server, "/first-admin").status == 404
        assert ask(server, f"{link}x").status == 404
        assert ask(server, link).status == 200
        poor = post(server, "/first-admin", invite=token, login="root", password="short")
        assert poor.status == 422
        made = post(server, "/first-admin", invite=token, login="root", password=PASSWORD)
        assert (made.status, made.location) == (303, "/")
        assert is_in(server, session_of(made))
        assert ask(server, link).status == 404
        again = post(server, "/first-admin", invite=token, login="other", password=PASSWORD)
        assert again.status == 422
        assert not session_of(again)
    finally:
        server.stop()
    before = _link(data)
    second = start(data)
    try:
        assert _link(data) == before
        assert post(second, "/sign-in", login="root", password=PASSWORD).status == 303
    finally:
        second.stop()


def test_without_an_administrator_each_start_prints_a_link(tmp_path: Path) -> None:
    links = []
    for _ in range(2):
        server = start(tmp_path / "data")
        try:
            links.append(_link(tmp_path / "data"))
            assert ask(server, links[-1]).status == 200
        finally:
            server.stop()
    assert len(set(links)) == 2
