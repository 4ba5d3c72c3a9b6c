"""The form in a real Streamlit server: values come back, and reruns are few."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.form.bench import faults
from tests.form.keys import BY_KEYBOARD, fill_in, press, without_blanks
from tests.form.samples import EVERY_FIELD

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
APP = "tests/form/bench_app.py"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a running bench app."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}/"
    options = {
        "server.headless": "true",
        "server.address": "127.0.0.1",
        "server.port": str(port),
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
    }
    flags = [part for name, value in options.items() for part in (f"--{name}", value)]
    command = [sys.executable, "-m", "streamlit", "run", APP, *flags]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait(process, f"{address}_stcore/health")
        yield address
    finally:
        process.terminate()
        process.wait(30)


def _wait(process: subprocess.Popen[bytes], address: str) -> None:
    for _ in range(300):
        assert process.poll() is None, "the bench app ended while starting"
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the bench app did not start in 30 seconds")


@pytest.fixture
def app(browser: Browser, server: str) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(server)
    expect(page.locator(".le-form")).to_have_count(len(EVERY_FIELD), timeout=30_000)
    yield page
    page.close()
    assert errors == []


def state(page: Page, name: str) -> dict[str, Any]:
    """What the server shows that it knows of one form."""
    shown = json.loads(page.locator(f".st-key-state-{name}").inner_text())
    assert isinstance(shown, dict)
    return shown


NAMES = [field["name"] for field, _, _ in BY_KEYBOARD]


def test_every_kind_is_filled_in_by_keyboard_and_a_check_costs_one_rerun(app: Page) -> None:
    for field, keys, value in BY_KEYBOARD:
        name = field["name"]
        form = app.locator(".le-form").filter(has=app.locator(f'[data-name="{name}"]'))
        runs = state(app, name)["runs"]
        others = {other: state(app, other)["runs"] for other in NAMES if other != name}
        fill_in(form, keys, pause=1300)  # longer than the pause before a draft
        check(app, form, name, 1)
        assert state(app, name)["runs"] == runs + 1, f"{name}: filling in cost a rerun"
        press(app, "Enter")  # the same answer again: still news
        check(app, form, name, 2)
        app.wait_for_timeout(200)
        assert state(app, name)["runs"] == runs + 2
        sent = state(app, name)["submits"]
        assert [without_blanks(each["value"][name]) for each in sent] == [value, value]
        assert [each["key"] for each in sent] == [f"{name}-0", f"{name}-1"]
        assert all(each["seconds"] >= 0 for each in sent)
        assert {other: state(app, other)["runs"] for other in others} == others


def check(page: Page, form: Locator, name: str, number: int) -> None:
    """Wait until the server has as many answers, and the form says that they are kept."""
    page.wait_for_function(
        "([name, number]) => JSON.parse(document.querySelector(`.st-key-state-${name}`).innerText).submits.length"
        " === number",
        arg=[name, number],
    )
    expect(form.locator(".le-status")).to_have_text("Opgeslagen.")


def test_a_draft_comes_back_after_a_reload_also_when_it_was_not_yet_sent(browser: Browser, server: str) -> None:
    page = browser.new_page()
    page.goto(f"{server}?drafts=1")
    area = page.locator('[data-name="long"] textarea')
    area.fill("eerst")
    expect(page.locator(".st-key-state-long")).to_contain_text('"draft": {"value": {"long": "eerst"}', timeout=15_000)
    page.wait_for_function("sessionStorage.getItem('bench/long') === null")
    area.press_sequentially(" en dan")
    page.reload()
    expect(area).to_have_value("eerst en dan", timeout=15_000)
    expect(page.locator(".st-key-state-long")).to_contain_text('"long": "eerst en dan"', timeout=15_000)
    elsewhere = browser.new_page()
    elsewhere.goto(server)
    expect(elsewhere.locator('[data-name="long"] textarea')).to_have_value("eerst en dan", timeout=15_000)
    page.close()
    elsewhere.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_the_forms(app: Page, theme: Any) -> None:
    app.emulate_media(color_scheme=theme)
    app.wait_for_timeout(500)
    forms = [fault for fault in faults(app) if "le-" in fault or "data-focus" in fault]
    assert forms == []
