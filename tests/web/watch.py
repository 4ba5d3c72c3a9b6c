"""Watch a browser: what it asked of whom, what it complained about, what popped up."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Request, WebError

KNOWN = re.compile(r"/_stcore/(health|host-config)$")
"""Streamlit's own script asks these under the address of the page first, and then at the root: two 404s."""


class Watch:
    """Everything that a context's pages did from the moment the watch began."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self._home = urlsplit(url).netloc
        self.strict = True
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.dialogs: list[str] = []
        context.on("request", self._requested)
        context.on("console", self._said)
        context.on("weberror", self._failed)
        context.on("dialog", self._popped_up)

    @property
    def abroad(self) -> list[str]:
        """Requests to another host; data: and blob: go nowhere."""
        places = ((each, urlsplit(each)) for each in self.requests)
        return [each for each, at in places if at.scheme not in ("data", "blob") and at.netloc != self._home]

    def demand_quiet(self) -> None:
        """Nothing left this host, popped up or went wrong. What went wrong is passed over if `strict` is off, for
        a test that takes the server away."""
        assert self.abroad == []
        assert self.dialogs == []
        if self.strict:
            assert not self.complaints, self.complaints

    def _requested(self, request: Request) -> None:
        self.requests.append(request.url)

    def _said(self, message: ConsoleMessage) -> None:
        where = str(message.location.get("url", ""))
        if message.type in ("error", "warning") and not (KNOWN.search(where) and "404" in message.text):
            self.complaints.append(f"{message.type}: {message.text} ({where})")

    def _failed(self, error: WebError) -> None:
        self.complaints.append(f"uncaught: {error.error}")

    def _popped_up(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()
