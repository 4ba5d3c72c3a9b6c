"""The browser, the bench page, and one form on it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.form.bench import Bench, served


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    with served() as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The bench page; any error on it fails the test."""
    page = browser.new_page(viewport={"width": 1280, "height": 900}, has_touch=True)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.set_default_timeout(8000)
    page.goto(address)
    page.wait_for_function("window.ready")
    yield page
    page.close()
    assert errors == []


@pytest.fixture
def bench(page: Page) -> Bench:
    return Bench(page)
