"""What somebody at a browser waits for, in Chromium: the first page, the next page, the word on an answer.

The last two beside a bare Streamlit page that does no more than it must: its button for the next page draws the same
text again under another number, and writes nothing down.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
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
STEPS = 6
"""From the first lesson page of the module to its last."""
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
    """Measure each wait so many times, on all pages in turns, so that whatever else the machine does falls on all
    alike. `folder` is filled with databases; `beside`: the bare pages compared with."""
    abroad: list[str] = []
    with _chromium() as browser:
        figures = _starts(browser, folder, times, abroad)
        with ExitStack() as stack:
            server = stack.enter_context(running(folder / "data"))
            ours = _Ours(stack.enter_context(_visitor(browser, server, abroad)))
            ports = {name: stack.enter_context(bare(BARE_SERVERS[name]))[0] for name in beside}
            pages: dict[str, _Ours | _Bare] = {
                OURS: ours,
                **{name: _Bare(browser, port) for name, port in ports.items()},
            }
            for what in (NEXT, CHECK):
                turns = [{name: page.waits(what, number) for name, page in pages.items()} for number in range(times)]
                figures += [_figure(what, name, [turn[name] for turn in turns]) for name in pages]
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


class _Ours:
    """Lesson pages of learnenv, gone through by the one button; another option at each check, a new answer each."""

    def __init__(self, learner: Learner) -> None:
        self._learner = learner

    def waits(self, what: str, number: int) -> float:
        return self._next(number) if what == NEXT else self._check(number)

    def _next(self, number: int) -> float:
        if number % STEPS == 0:
            self._learner.lesson(LESSON)
        page = self._learner.page
        return _stopwatch(page, page.locator(".st-key-on button"), TITLE)

    def _check(self, number: int) -> float:
        if number == 0:
            self._learner.lesson(LESSON)
        form = self._learner.form(EXERCISE)
        options = form.locator(".le-option input")
        expect(options.first).to_be_attached()
        options.nth(number % options.count()).check()
        feedback = f'.st-key-exercise-{EXERCISE.replace("/", "-")} [class*="st-key-feedback-"]'
        return _stopwatch(self._learner.page, form.locator(".le-submit"), feedback)


class _Bare:
    """The bare page, with a stock radio and button."""

    def __init__(self, browser: Browser, port: int) -> None:
        self._page = browser.new_page(viewport={"width": 1280, "height": 900})
        self._page.goto(f"http://127.0.0.1:{port}/?form=native")
        self._page.locator(TITLE).wait_for()

    def waits(self, what: str, number: int) -> float:
        if what == NEXT:
            return _stopwatch(self._page, self._page.locator(".st-key-on button"), TITLE)
        self._page.locator(".st-key-choice label:has(input)").nth(number % 2).click()
        return _stopwatch(self._page, self._page.locator(".st-key-check button"), ".st-key-feedback")


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


def _stopwatch(page: Page, button: Locator, selector: str) -> float:
    page.wait_for_timeout(PAUSE_MS)
    page.locator(SETTLED).wait_for()
    return float(button.evaluate(_STOPWATCH, selector))
