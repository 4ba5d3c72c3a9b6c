"""A bare page with a fake host, and a driver for one form on it."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

from learnenv.form import anywidget_module, bare_module, streamlit_module, style
from learnenv.look.tokens import tokens_css


def _bench() -> str:
    return (Path(__file__).parent / "bench.html").read_text(encoding="utf-8")


def _plain() -> str:
    return _bench().replace("/tokens.css", "data:text/css,")


_FILES: dict[str, tuple[str, Callable[[], str]]] = {
    "/": ("text/html", _bench),
    "/plain": ("text/html", _plain),
    "/form.js": ("text/javascript", bare_module),
    "/anywidget.js": ("text/javascript", anywidget_module),
    "/streamlit.js": ("text/javascript", streamlit_module),
    "/form.css": ("text/css", style),
    "/tokens.css": ("text/css", tokens_css),
}
_AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


@contextmanager
def served() -> Iterator[str]:
    """The address of the bench, while it is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Bench:
    """One form on the bench page: draw it, be its host, look at it."""

    def __init__(self, page: Page, id: str = "one") -> None:
        self.page = page
        self.id = id
        self.form = page.locator(f"#{id} .le-form")

    def show(self, props: dict[str, Any], **more: Any) -> None:
        """Draw a form with a new fake host."""
        self.page.evaluate("([id, props, more]) => show(id, props, more)", [self.id, props, more])

    def change(self, **more: Any) -> None:
        """Let the host have other props."""
        self.page.evaluate("([id, more]) => change(id, more)", [self.id, more])

    def host(self, name: str) -> Any:
        """What the fake host remembers: `drafts` or `submits`."""
        return self.page.evaluate("([id, name]) => hosts[id][name]", [self.id, name])

    def field(self, name: str) -> Locator:
        """The part of the form that is one field."""
        return self.form.locator(f'[data-name="{name}"]')

    def focus(self) -> str:
        """The data-focus of the control that has the keyboard, or ""."""
        script = "id => document.getElementById(id).shadowRoot.activeElement?.dataset.focus ?? ''"
        return str(self.page.evaluate(script, self.id))

    def said(self) -> str:
        """What was last said about a move."""
        return self.form.locator(".le-unseen[role=status]").inner_text()

    def check(self) -> None:
        """Press the button."""
        self.form.locator(".le-submit").click()


def stop_time(page: Page) -> None:
    """From now on only the test moves the page's clock on, however slow the machine is."""
    page.clock.install(time="2031-05-06T10:00:00")
    page.clock.pause_at("2031-05-06T10:00:30")


def faults(page: Page, context: str = "document") -> list[str]:
    """What axe has against the page: rule and element."""
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate(f"axe.run({context}, {json.dumps(_AXE)})")
    return [
        f"{rule['id']}: {node['target']} {node.get('failureSummary', '')}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        kind, text = _FILES[self.path.partition("?")[0]]
        body = text().encode()
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: pytest shows what failed."""
