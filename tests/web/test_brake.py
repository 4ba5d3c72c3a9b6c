"""Beginning is braked by the visitor's own address, and only who is trusted says what that is."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from learnenv import bootstrap
from learnenv.services import slowing
from learnenv.services.app import App
from learnenv.settings import read_settings
from tests.support.inside import Inside

FREE = 3


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slowing, "FREE", {**slowing.FREE, "begin": FREE})


def core(folder: Path, public: str = "https://learn.example.org") -> App:
    return bootstrap.in_memory(read_settings({"LEARNENV_PUBLIC_URL": public}, data=folder))


class Visitor(Inside):
    """Somebody who comes from an address, with a header that says another; behind what uvicorn is in a server."""

    def __init__(self, core: App, *, client: str, said: str = "", trusted: str = "127.0.0.1") -> None:
        super().__init__(core)
        inner: Any = self._app

        async def outer(scope, receive, send):  # type: ignore[no-untyped-def]
            scope["client"] = (client, 1)
            scope["headers"] = [*scope["headers"], (b"x-forwarded-for", said.encode())]
            await ProxyHeadersMiddleware(inner, trusted)(scope, receive, send)

        self._app = outer  # type: ignore[assignment]

    def begins(self) -> int:
        self.jar.clear()
        self.get("/welcome")
        form = next(name for name in self.jar if name.endswith("form"))
        return self.post("/begin", token=self.jar[form]).status


def statuses(visitors: Iterable[Visitor]) -> list[int]:
    return [each.begins() for each in visitors]


def test_each_visitor_behind_the_trusted_proxy_has_a_brake_of_their_own(tmp_path: Path) -> None:
    app = core(tmp_path)
    one = [303] * FREE + [429] * 2
    for address in ("203.0.113.7", "203.0.113.8", "2001:db8::7"):
        assert statuses(Visitor(app, client="127.0.0.1", said=address) for _ in one) == one


def test_who_is_not_trusted_cannot_say_to_be_somebody_else_each_time(tmp_path: Path) -> None:
    app = core(tmp_path)
    found = statuses(Visitor(app, client="203.0.113.7", said=f"198.51.100.{n}") for n in range(FREE + 2))
    assert found == [303] * FREE + [429] * 2


def test_an_address_that_was_put_before_the_proxys_own_counts_for_nothing(tmp_path: Path) -> None:
    app = core(tmp_path)
    said = [f"198.51.100.{n}, 203.0.113.7" for n in range(FREE + 2)]
    assert statuses(Visitor(app, client="127.0.0.1", said=each) for each in said) == [303] * FREE + [429] * 2


def test_a_proxy_that_passes_no_address_on_makes_all_share_one(tmp_path: Path) -> None:
    app = core(tmp_path)
    assert statuses(Visitor(app, client="127.0.0.1") for _ in range(FREE + 1)) == [303] * FREE + [429]


def test_on_ones_own_computer_nobody_is_braked(tmp_path: Path) -> None:
    app = core(tmp_path, "")
    assert statuses(Visitor(app, client="127.0.0.1") for _ in range(FREE + 3)) == [303] * (FREE + 3)
