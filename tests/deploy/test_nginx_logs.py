"""What lets somebody in, and who visits, is in no log of nginx's, around which logging is on as on most systems."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.deploy.nginx import NGINX, proxy
from tests.support.server import free_port

TOKEN = "kanarie-7f3a"


class Answering(BaseHTTPRequestHandler):
    """A process that says yes, and logs nothing."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *words: object) -> None:
        pass


@contextmanager
def process(port: int) -> Iterator[None]:
    with ThreadingHTTPServer(("127.0.0.1", port), Answering) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            thread.join()


def asked(port: int) -> int:
    """The status of a request with what may not be written down in its address, and in that of the page before."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        referer = f"https://learn.example.org/join/{TOKEN}"
        connection.request("GET", f"/join/{TOKEN}?code={TOKEN}", headers={"Referer": referer})
        return connection.getresponse().status
    finally:
        connection.close()


def test_no_code_and_no_visitor_is_in_a_log_whatever_happens(tmp_path: Path) -> None:
    if not NGINX:
        pytest.skip("nginx is not installed, so its logs were NOT looked at")
    here, gone = free_port(), free_port()
    with proxy(tmp_path, (here, gone)) as (port, plain):
        with process(here):
            assert (asked(plain), asked(port)) == (301, 200)
        assert asked(port) == 502
    logs = {each.name: each.read_text(encoding="utf-8") for each in tmp_path.glob("*.log")}
    assert set(logs) == {"access.log", "error.log"}
    for name, text in logs.items():
        assert TOKEN not in text, name
        assert "client: 127.0.0.1" not in text, name
