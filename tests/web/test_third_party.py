"""No request leaves the house and no cookie comes but our own: on every page, also when Streamlit starts the page."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from learnenv.domain.people import Grant
from learnenv.language import speech
from learnenv.web.addresses import PAGES
from tests.support.server import START_SECONDS, Server, free_port
from tests.support.source import ROOT
from tests.web.classroom import NOW, record_of, someone
from tests.web.learner import Learner

pytestmark = [pytest.mark.browser, pytest.mark.slow]
OURS = {"learnenv-session", "learnenv-form", "learnenv-language", "_streamlit_xsrf"}
STORED = "Object.keys({...localStorage, ...sessionStorage})"
WITH = {"/module": "?module=doetank-start", "/lesson": "?module=doetank-start&page=mixed-team"}


@pytest.fixture
def by_streamlit(tmp_path: Path) -> Iterator[Server]:
    """The page as Streamlit runs it, from any folder, by somebody who set nothing."""
    port = free_port()
    own = {name: value for name, value in os.environ.items() if not name.startswith(("STREAMLIT_", "LEARNENV_"))}
    main = ROOT / "learnenv" / "web" / "entry" / "main.py"
    command = [sys.executable, "-m", "streamlit", "run", str(main), "--server.port", str(port)]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            command,
            cwd=tmp_path,
            env={**own, "HOME": str(tmp_path)},
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
        )
    server = Server(port, tmp_path, process)
    try:
        _wait_for(server)
        yield server
    finally:
        server.kill()


def test_no_page_calls_another_host_or_leaves_a_cookie_of_another(
    come: Callable[..., Learner], server: Server
) -> None:
    with record_of(server) as record:
        boss = someone(server, record)
        record.give(Grant(boss.id, "administrator", "platform", "", "", NOW))
    one = come("nl", cookie=boss.cookie)
    for path in sorted(PAGES):
        one.open(f"{path}{WITH.get(path, '')}")
    assert len({each.partition("?")[0] for each in one.watch.requests}) > len(PAGES)
    _demand_only_ours(one)


def test_streamlit_by_itself_calls_nobody_either_and_says_how_to_start(
    browser: Browser, by_streamlit: Server
) -> None:
    one = Learner(browser, by_streamlit, "nl")
    one.page.goto(by_streamlit.url)
    for language in ("nl", "en"):
        title = one.page.get_by_role("heading", name=speech(language).say("not-served.title"))
        expect(title).to_be_visible(timeout=1_000 * START_SECONDS)  # all of learnenv is imported at the first look
    one.page.wait_for_timeout(2_000)  # what reports on its users waits for a quiet moment
    _demand_only_ours(one)
    one.leave()
    one.watch.demand_quiet()
    log = (by_streamlit.data / "log").read_text(encoding="utf-8")
    assert "127.0.0.1" in log
    assert "0.0.0.0" not in log


def _demand_only_ours(one: Learner) -> None:
    names = {str(each.get("name")).removeprefix("__Host-") for each in one.context.cookies()}
    assert names <= OURS
    assert not [each for each in one.page.evaluate(STORED) if "ajs" in each or "anonymous" in each]


def _wait_for(server: Server) -> None:
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            assert time.monotonic() < end, "Streamlit did not start"
            time.sleep(0.1)
