"""One server and one browser for all; a fresh browser context, and so a fresh visitor, for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from learnenv import bootstrap
from learnenv.domain.content import LearningModule
from learnenv.domain.text import Language
from learnenv.settings import read_settings
from tests.support.cases import write_case_module
from tests.support.server import Server, running
from tests.web.learner import Learner

expect.set_options(timeout=15_000)  # a busy machine is no fault of the page


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with the modules that are shipped."""
    with running(tmp_path_factory.mktemp("web") / "data") as server:
        yield server


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with a module that has a case."""
    folder = tmp_path_factory.mktemp("case")
    write_case_module(folder / "modules")
    with running(folder / "data", modules=[folder / "modules"]) as server:
        yield server


@pytest.fixture(scope="session")
def module(tmp_path_factory: pytest.TempPathFactory) -> LearningModule:
    """The shipped module, as the library reads it."""
    settings = read_settings({}, data=tmp_path_factory.mktemp("library") / "data")
    core = bootstrap.start(settings)
    try:
        return core.library.module("doetank-start")
    finally:
        core.record.close()


@pytest.fixture
def come(browser: Browser, server: Server) -> Iterator[Callable[..., Learner]]:
    """Let somebody come in with a browser of their own: come("en"), come(signed_in=False), come(at=other_server).
    At the end of the test what their pages did must have been quiet."""
    guests: list[Learner] = []

    def coming(language: Language = "nl", *, at: Server | None = None, signed_in: bool = True, **how: Any) -> Learner:
        house = at or server
        cookie = how.pop("cookie", "") or (house.begin(language) if signed_in else "")
        guests.append(Learner(browser, house, language, cookie=cookie, **how))
        return guests[-1]

    yield coming
    for guest in guests:
        guest.leave()
    for guest in guests:
        guest.watch.demand_quiet()
