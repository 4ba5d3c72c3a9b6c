"""Come in by the plain forms, over HTTP."""

from __future__ import annotations

from typing import Any

from tests.support.server import Server
from tests.web.asking import Answer, ask

PASSWORD, OTHER = "vier gekke egels dansen", "drie kale kikkers zingen"


def post(server: Server, path: str, cookie: str = "", *, forwarded: str = "", **form: str) -> Answer:
    """Send a form as a browser does; `forwarded`: from this address, behind a proxy."""
    jar, token, extra = form_from(server, forwarded)
    both = "; ".join(filter(None, (jar, cookie)))
    return ask(server, path, "POST", {"token": token, **form}, Cookie=both, **extra)


def form_from(server: Server, forwarded: str) -> tuple[str, str, dict[str, Any]]:
    extra = {"X_Forwarded_For": forwarded} if forwarded else {}
    jar = [each.split(";")[0] for each in ask(server, "/welcome", **extra).cookies]
    token = next(each.partition("=")[2] for each in jar if "learnenv-form" in each)
    return "; ".join(jar), token, extra


def session_of(said: Answer) -> str:
    """The session cookie that an answer sets; empty if none."""
    return next((each.split(";")[0] for each in said.cookies if "learnenv-session" in each), "")


def is_in(server: Server, cookie: str) -> bool:
    return ask(server, "/you", Cookie=cookie).status == 200


def new_account(server: Server, login: str) -> str:
    """A guest who makes an account; the cookie."""
    made = post(server, "/account", server.begin(), login=login, password=PASSWORD)
    assert made.status == 303, made.body
    return session_of(made)
