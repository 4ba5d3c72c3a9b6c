"""What a browser does before there is a page of Streamlit's: sign in, and ask for the page."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from urllib.parse import urlencode

from tests.support.server import StayHere

PASSWORD = "een lange zin die niemand raadt"
PATIENCE = 60.0


def sign_in(port: int, login: str) -> tuple[str, float]:
    """The cookie header of the new session, and the milliseconds from pressing the button until one is in."""
    jar = CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar), StayHere())
    page = f"http://127.0.0.1:{port}/sign-in"
    opener.open(page, timeout=PATIENCE).close()
    token = next(each.value for each in jar if each.name.endswith("learnenv-form"))
    body = urlencode({"token": token, "next": "/", "login": login, "password": PASSWORD}).encode()
    began = time.perf_counter()
    try:
        opener.open(page, body, timeout=PATIENCE).close()
    except urllib.error.HTTPError as answer:
        answer.close()
        if answer.code != 303:
            raise
    else:
        raise ConnectionError("signing in led nowhere")
    ms = (time.perf_counter() - began) * 1000
    return "; ".join(f"{each.name}={each.value}" for each in jar), ms


def asked(port: int, path: str, cookie: str) -> int:
    """The status of a page that is asked for; 0 when nothing answers."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Cookie": cookie})
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as answer:
        answer.close()
        return answer.code
    except OSError:
        return 0
