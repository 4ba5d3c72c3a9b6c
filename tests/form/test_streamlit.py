"""The form in a real Streamlit server: values come back, and reruns are few."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.form.bench import faults

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
    expect(page.locator(".le-form")).to_have_count(10, timeout=30_000)
    yield page
    page.close()
    assert errors == []


def state(page: Page, name: str) -> dict[str, Any]:
    """What the server shows that it knows of one form."""
    shown = json.loads(page.locator(f".st-key-state-{name}").inner_text())
    assert isinstance(shown, dict)
    return shown


def tick(field: Locator) -> None:
    field.get_by_role("checkbox").nth(0).check()
    field.get_by_role("checkbox").nth(2).check()


def fill_table(field: Locator) -> None:
    field.get_by_role("button", name="Rij toevoegen").click()
    field.get_by_label("Wie, Rij 4").fill("Ana")


def fill_list(field: Locator) -> None:
    field.get_by_label("Rij 1", exact=True).and_(field.locator("textarea")).fill("tijd")


FILLED: dict[str, tuple[Callable[[Locator], object], object]] = {
    "one": (lambda field: field.get_by_role("radio").nth(1).check(), "o2"),
    "many": (tick, ["o1", "o3"]),
    "order": (lambda field: field.get_by_role("button", name="Omhoog: Delen").click(), ["o1", "o3", "o2", "o4"]),
    "place": (lambda field: field.locator("select").nth(1).select_option("p2"), {"o2": "p2"}),
    "number": (lambda field: field.locator("input").press_sequentially("41,7"), "41,7"),
    "short": (lambda field: field.locator("input").press_sequentially("Samen"), "Samen"),
    "date": (lambda field: field.locator("input").fill("2031-05-06"), "2031-05-06"),
    "long": (lambda field: field.locator("textarea").press_sequentially("Het duurt\nlang"), "Het duurt\nlang"),
    "table": (fill_table, [{}, {}, {}, {"c1": "Ana"}]),
    "list": (fill_list, [{"c1": "tijd"}]),
}


def test_every_kind_comes_back_and_a_check_costs_one_rerun(app: Page) -> None:
    for name, (fill, value) in FILLED.items():
        field = app.locator(f'[data-name="{name}"]')
        form = app.locator(".le-form").filter(has=field)
        runs = state(app, name)["runs"]
        others = {other: state(app, other)["runs"] for other in FILLED if other != name}
        for attempt in (1, 2):
            if attempt == 1:
                fill(field)
                app.wait_for_timeout(1300)  # longer than the pause before a draft
                assert state(app, name)["runs"] == runs, f"{name}: filling in cost a rerun"
            form.locator(".le-submit").click()
            expect(app.locator(f".st-key-state-{name}")).to_contain_text(f'"runs": {runs + attempt},')
            expect(form.locator(".le-status")).to_have_text("Opgeslagen.")
            sent = state(app, name)["submits"][-1]
            got = sent["value"][name]
            assert (rows(got) if name in ("table", "list") else got) == value
            assert sent["key"] == f"{name}-{attempt - 1}"
            assert sent["seconds"] >= 0
        app.wait_for_timeout(200)
        assert state(app, name)["runs"] == runs + 2
        assert len(state(app, name)["submits"]) == 2
        assert {other: state(app, other)["runs"] for other in others} == others


def rows(value: Any) -> list[dict[str, str]]:
    return [{key: text for key, text in row.items() if text} for row in value]


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
