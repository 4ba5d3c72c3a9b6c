"""One server and one browser for all; a fresh browser context, and so a fresh visitor, for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.support.browser import FLAGS, HOW_TO, find
from tests.support.server import Server, running
from tests.web.learner import Learner
from tests.web.watch import Watch

NewLearner = Callable[..., Learner]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with the modules that are shipped."""
    with running(tmp_path_factory.mktemp("web") / "data") as server:
        yield server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find()
    if not path:
        pytest.fail(HOW_TO)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., AbstractContextManager[Page]]]:
    """Open a browser of its own: `with visit(server, ...) as page`. What the page did wrong fails the test."""

    @contextmanager
    def opened(server: Server, *, cookie: str = "", strict: bool = True, **options: Any) -> Iterator[Page]:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        context.set_default_timeout(15_000)
        if cookie:
            context.add_cookies(_cookies(server, cookie))
        watch = Watch(context, server.url)
        yield context.new_page()
        _close(context)
        if strict:
            watch.demand_quiet()

    return opened
