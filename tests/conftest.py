"""For all tests: hypothesis takes its time, since a busy machine is no fault of the code. `make check` asks for fewer
examples (QUICK_TESTS=1), `make test` for all of them."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests.support.browser import FLAGS, HOW_TO, find

settings.register_profile("whole", deadline=None)
settings.register_profile("quick", deadline=None, max_examples=15)
settings.load_profile("quick" if os.environ.get("QUICK_TESTS") else "whole")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A browser test that waited in vain is tried once more: a browser, a server and a test on two busy cores are
    late at times. The summary names each, with an R: one that is there often has a fault."""
    if not config.pluginmanager.hasplugin("rerunfailures"):
        return
    again = pytest.mark.flaky(reruns=1, only_rerun=["TimeoutError", "Locator expected", "Page expected"])
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(again)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a process: Playwright can be started only once in it."""
    path = find()
    if not path:
        pytest.fail(HOW_TO)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()
