"""An author with a browser beside the editor."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator

from tests.support.server import Server
from tests.web.learner import Learner


class Author:
    """Someone who writes in one window and looks in the other."""

    def __init__(self, browser: Browser, server: Server, folder: Path, **options: Any) -> None:
        self.folder = folder
        self.learner = Learner(browser, server, "nl", **options)
        self.page = self.learner.page

    def write(self, name: str, text: str | bytes) -> None:
        """Save a file."""
        (self.folder / name).write_bytes(text.encode() if isinstance(text, str) else text)

    def read(self, name: str) -> str:
        """What a file holds."""
        return (self.folder / name).read_text(encoding="utf-8")

    def findings(self, place: str) -> Locator:
        """The findings about a place that are on the page."""
        return self.page.locator('[class*="st-key-finding-"]').filter(has_text=place)

    def finding(self, place: str) -> Locator:
        """The first of them."""
        return self.findings(place).first

    def bar(self) -> Locator:
        """The author's bar."""
        return self.page.locator(".st-key-preview-bar")
