"""Ask the server something over plain HTTP, exactly as given."""

from __future__ import annotations

import http.client
from urllib.parse import urlencode

from tests.support.server import Server


class Answer:
    """What the server said."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status = response.status
        self.headers = response.headers
        self.raw = response.read()
        self.body = self.raw.decode("utf-8", "replace")

    @property
    def cookies(self) -> list[str]:
        return self.headers.get_all("set-cookie") or []

    @property
    def location(self) -> str:
        return self.headers.get("location", "")


def ask(server: Server, path: str, method: str = "GET", form: dict[str, str] | None = None, **headers: str) -> Answer:
    """One request, exactly as given."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    body = urlencode(form) if form is not None else None
    sent = {"Accept": "text/html", **{name.replace("_", "-"): value for name, value in headers.items()}}
    if body is not None:
        sent["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request(method, path, body=body, headers=sent)
    try:
        return Answer(connection.getresponse())
    finally:
        connection.close()


def form_cookie(server: Server, path: str = "/welcome") -> tuple[str, str]:
    """The cookie and the token of a page with a form."""
    jar = [each.split(";")[0] for each in ask(server, path).cookies]
    token = next(each.partition("=")[2] for each in jar if "learnenv-form" in each)
    return "; ".join(jar), token
