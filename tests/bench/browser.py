"""What somebody at a browser waits for, in Chromium: the first page, the next page, the word on an answer.

The last two beside a bare Streamlit page that does no more than it must: its button for the next page draws the same
text again under another number, and writes nothing down.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from learnenv.domain.text import Language
from tests.bench.answers import BARE_SERVERS, bare
from tests.bench.bars import Bar, columns
from tests.support.browser import FLAGS, HOW_TO, find
from tests.support.server import Server, running, start
from tests.web.learner import SETTLED, Learner

OURS = "learnenv"
FIRST, HOME = "start to first page", "begin to home"
NEXT, CHECK = "click to next page", "check to feedback"
LESSON, EXERCISE = "why-small", "doetank-start/top-down-claim"
TITLE = '[data-testid="stMain"] h1'
PAUSE_MS = 300
"""Between two measurements, so that what the one set going does not fall into the next."""

_STOPWATCH = """
(button, selector) => new Promise((done) => {
  const text = () => document.querySelector(selector)?.textContent ?? "";
  const before = text(), start = performance.now();
  const look = () => requestAnimationFrame(() => {
    if (text() && text() !== before) requestAnimationFrame(() => done(performance.now() - start));
    else look();
  });
  button.click();
  look();
})
"""
"""Milliseconds from a press to the frame after the one in which the text of `selector` is another one."""


@dataclass(frozen=True)
class Figure:
    """What one wait takes on one page, in milliseconds."""

    what: str
    page: str
    times: int
    median_ms: float
    longest_ms: float


@dataclass(frozen=True)
class Measured:
    """All figures, and every request that went to another host."""

    figures: tuple[Figure, ...]
    abroad: tuple[str, ...]


def measure(folder: Path, *, times: int = 20, beside: Sequence[str] = tuple(BARE_SERVERS)) -> Measured:
    """Measure each wait so many times. `folder` is filled with databases; `beside`: the bare pages compared with."""
    abroad: list[str] = []
    with _chromium() as browser:
        figures = _starts(browser, folder, times, abroad)
        with running(folder / "data") as server, _visitor(browser, server, abroad) as learner:
            figures.append(_figure(NEXT, OURS, _lessons(learner, times)))
            figures.append(_figure(CHECK, OURS, _checks(learner, times)))
        for name in beside:
            with bare(BARE_SERVERS[name]) as (port, _):
                figures += _bare_figures(browser, name, port, times)
    return Measured(tuple(figures), tuple(abroad))


def table(measured: Measured) -> str:
    """The figures, each beside the bare pages."""
    own = {each.what: each.median_ms for each in measured.figures if each.page == OURS}
    rows = [
        (
            *(f"{each.what}, {each.page}", each.times, each.median_ms, each.longest_ms),
            f"{own[each.what] / each.median_ms:.2f}",
        )
        for each in sorted(measured.figures, key=lambda each: (FIRST, HOME, NEXT, CHECK).index(each.what))
    ]
    return columns([("wait", "times", "median ms", "longest ms", "learnenv / this"), *rows])


def bars(measured: Measured) -> list[Bar]:
    """What was promised of a browser."""
    shown = f"{len(measured.abroad)} {' '.join(measured.abroad[:3])}".rstrip()
    return [Bar("requests to other hosts: 0", shown, not measured.abroad)]


def _figure(what: str, page: str, waits: Sequence[float]) -> Figure:
    return Figure(what, page, len(waits), median(waits), max(waits))


@contextmanager
def _chromium() -> Iterator[Browser]:
    path = find()
    if not path:
        raise AssertionError(HOW_TO)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@contextmanager
def _visitor(
    browser: Browser, server: Server, abroad: list[str], language: Language = "nl", *, new: bool = False
) -> Iterator[Learner]:
    """Somebody with a browser of their own, signed in unless `new`; where they were led goes into `abroad`."""
    learner = Learner(browser, server, language, cookie="" if new else server.begin(language))
    try:
        yield learner
    finally:
        learner.leave()
        abroad += learner.watch.abroad


def _starts(browser: Browser, folder: Path, times: int, abroad: list[str]) -> list[Figure]:
    """A new server and a new visitor each time: the welcome page, and then home, the first page of Streamlit's."""
    first, home = [], []
    for number in range(times):
        begun = time.perf_counter()
        server = start(folder / f"start-{number}")
        try:
            with _visitor(browser, server, abroad, new=True) as learner:
                page = learner.page
                page.goto(f"{server.url}/", wait_until="commit")
                page.locator("h1").wait_for()
                first.append(_since(begun))
                button = page.get_by_role("button", name=learner.say("welcome.begin"))
                button.wait_for()
                begun = time.perf_counter()
                button.click(no_wait_after=True)
                page.locator(TITLE).wait_for()
                home.append(_since(begun))
        finally:
            server.stop()
    return [_figure(FIRST, OURS, first), _figure(HOME, OURS, home)]


def _since(begun: float) -> float:
    return (time.perf_counter() - begun) * 1e3


def _lessons(learner: Learner, times: int) -> list[float]:
    """From lesson page to lesson page by the one button, from the start again where the module ends."""
    waits: list[float] = []
    for number in range(times):
        if number % 6 == 0:
            learner.lesson(LESSON)
        waits.append(_stopwatch(learner.page, learner.page.locator(".st-key-on button"), TITLE))
    return waits


def _checks(learner: Learner, times: int) -> list[float]:
    """Another option each time, so that each check is of a new answer."""
    learner.lesson(LESSON)
    form = learner.form(EXERCISE)
    feedback = f'.st-key-exercise-{EXERCISE.replace("/", "-")} [class*="st-key-feedback-"]'
    options = form.locator(".le-option input")
    expect(options.first).to_be_attached()
    waits: list[float] = []
    for number in range(times):
        options.nth(number % options.count()).check()
        waits.append(_stopwatch(learner.page, form.locator(".le-submit"), feedback))
    return waits


def _bare_figures(browser: Browser, name: str, port: int, times: int) -> list[Figure]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"http://127.0.0.1:{port}/?form=native")
    page.locator(SETTLED).wait_for()
    page.locator(TITLE).wait_for()
    on, check, options = (
        page.locator(f".st-key-{each}") for each in ("on button", "check button", "choice label:has(input)")
    )
    following = [_stopwatch(page, on, TITLE) for _ in range(times)]
    checks: list[float] = []
    for number in range(times):
        options.nth(number % 2).click()
        checks.append(_stopwatch(page, check, ".st-key-feedback"))
    page.close()
    return [_figure(NEXT, name, following), _figure(CHECK, name, checks)]


def _stopwatch(page: Page, button: Locator, selector: str) -> float:
    page.wait_for_timeout(PAUSE_MS)
    page.locator(SETTLED).wait_for()
    return float(button.evaluate(_STOPWATCH, selector))
