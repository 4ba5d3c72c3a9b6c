"""An exercise type and a page that a plugin brings: in the browser they are like any other, by keyboard too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from learnenv import bootstrap
from learnenv.domain.content import Exercise, LearningModule
from learnenv.domain.text import LANGUAGES, Language
from learnenv.settings import read_settings
from tests.plugins.installing import Install
from tests.support.server import Server, running
from tests.web.asking import ask
from tests.web.axe import faults, too_wide
from tests.web.filling import fill
from tests.web.learner import Learner

pytestmark = pytest.mark.browser

RATING, MAP = "krachtenveld/who-stands-where", "krachtenveld/actor-map"
FIELD = "/extra?module=krachtenveld&name=your-field"
BROKEN = """
from learnenv import ModulePage, Text, hookimpl

@hookimpl
def learnenv_pages():
    return [ModulePage("broken", "krachtenveld", Text("Stuk", "Broken"), lambda ask: 1 / 0)]
"""


@pytest.fixture(scope="module")
def krachtenveld(tmp_path_factory: pytest.TempPathFactory) -> LearningModule:
    core = bootstrap.start(read_settings({}, data=tmp_path_factory.mktemp("library") / "data"))
    try:
        return core.library.module("krachtenveld")
    finally:
        core.record.close()


def by_keyboard(page: Page, exercise: Exercise, form: Locator, answer: Any, language: Language) -> None:
    """Go from select to select with Tab, choose by typing, and hand in with Enter."""
    fields = {field.name: field for field in exercise.type.form(exercise.spec)}
    form.locator("select").first.focus()
    for _ in range(form.locator("select").count()):
        spot = page.evaluate("document.activeElement.shadowRoot?.activeElement?.dataset.focus ?? ''")
        scale, _, token = spot.partition("/")
        row = form.locator(".le-item").filter(has=page.locator(f'[data-focus="{spot}"]'))
        label = row.locator(".le-words").first.text_content()
        field: Any = fields[scale]
        (item,) = (item.id for item in field.items if item.text.get(language) == label)
        page.keyboard.type(answer[scale][item])  # typing in a select chooses the option that begins so
        assert token
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_type_of_a_plugin_is_answered_by_keyboard_wrong_and_then_right(
    come: Callable[..., Learner], krachtenveld: LearningModule, language: Language
) -> None:
    learner = come(language)
    learner.lesson("the-grid", "krachtenveld")
    exercise = krachtenveld.exercises["who-stands-where"]
    samples = exercise.type.samples(exercise.spec)
    form, status = learner.form(RATING), learner.status(RATING)

    by_keyboard(learner.page, exercise, form, samples.wrong, language)
    expect(status).to_have_text(learner.say("feedback.wrong"))
    told = learner.feedback(RATING)
    for actor in exercise.spec.actors:
        expect(told.get_by_text(actor.text.get(language)).first).to_be_visible()
        for bounds in actor.scales().values():
            assert bounds.says(bounds.outside()[0]).get(language) in told.inner_text()
    expect(form.get_by_text(learner.say("form.item_wrong"), exact=True)).to_have_count(15)

    by_keyboard(learner.page, exercise, form, samples.right, language)
    expect(status).to_have_text(learner.say("feedback.right"))
    expect(form.get_by_text(learner.say("form.item_right"), exact=True)).to_have_count(15)
    assert too_wide(learner.page) == []


def test_the_page_of_a_plugin_waits_kindly_and_then_shows_the_readers_own_work(
    come: Callable[..., Learner], krachtenveld: LearningModule
) -> None:
    learner = come("nl")
    page = learner.page
    learner.open("/module?module=krachtenveld")
    page.get_by_role("link", name="Jouw krachtenveld").click()
    expect(page.locator("h1")).to_have_text("Jouw krachtenveld")
    expect(page.get_by_role("img", name="Een leeg raster")).to_be_visible()
    assert page.title().startswith("Jouw krachtenveld")

    page.locator(".stMain").get_by_role("link", name="je krachtenveldkaart", exact=True).click()
    expect(page.locator("h1")).to_have_text("Jouw kaart")
    learner.settle()
    exercise = krachtenveld.exercises["actor-map"]
    answer = exercise.type.samples(exercise.spec).right
    fill(learner.form(MAP), exercise.type.form(exercise.spec), answer, "nl")
    learner.check(MAP)

    page.locator(".stMain").get_by_role("link", name="Jouw krachtenveld").click()
    picture = page.get_by_role("img", name="Jouw krachtenveld als raster")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    for row in answer["actors"]:
        for told in (row["who"], row["contact"]):
            expect(page.get_by_role("cell", name=told).first).to_be_visible()
    assert page.locator(".stMain svg text").count() == 0, "a drawing is never part of the page"


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_the_page_of_a_plugin_has_no_barrier(
    come: Callable[..., Learner], krachtenveld: LearningModule, width: int, scheme: str
) -> None:
    learner = come("en", viewport={"width": width, "height": 900}, color_scheme=scheme)
    learner.open(FIELD)
    assert faults(learner.page) == []
    assert too_wide(learner.page) == []
    exercise = krachtenveld.exercises["actor-map"]
    learner.lesson("your-map", "krachtenveld")
    fill(learner.form(MAP), exercise.type.form(exercise.spec), exercise.type.samples(exercise.spec).right, "en")
    learner.check(MAP)
    learner.open(FIELD)
    expect(learner.page.get_by_role("img", name="Your field of forces as a grid")).to_be_visible()
    assert faults(learner.page) == []
    assert too_wide(learner.page) == []


def test_a_picture_is_the_readers_own_and_is_kept_by_nobody(come: Callable[..., Learner], server: Server) -> None:
    learner = come("nl")
    learner.open(FIELD)
    address = learner.page.get_by_role("img", name="Een leeg raster").get_attribute("src") or ""
    place = urlsplit(address)
    assert (place.path, parse_qs(place.query)["module"]) == ("/extra.svg", ["krachtenveld"])
    path = f"{place.path}?{place.query}"
    shown = ask(server, path, Cookie=server.begin())
    assert (shown.status, shown.headers["content-type"]) == (200, "image/svg+xml")
    assert shown.headers["cache-control"] == "no-store"
    assert "default-src 'none'" in shown.headers["content-security-policy"]
    assert "sandbox" in shown.headers["content-security-policy"]
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert ask(server, path, Accept="image/*").status == 401


@pytest.mark.parametrize(
    "query",
    [
        "",
        "module=krachtenveld",
        "module=krachtenveld&name=nowhere&part=1",
        "module=nowhere&name=your-field&part=1",
        "module=krachtenveld&name=your-field&part=0",
        "module=krachtenveld&name=your-field&part=99",
        "module=krachtenveld&name=your-field&part=-1",
        "module=krachtenveld&name=your-field&part=%D9%A1",
        "module=krachtenveld&name=your-field&part=1e3",
    ],
)
def test_a_picture_that_is_not_there_is_not_found(server: Server, query: str) -> None:
    assert ask(server, f"/extra.svg?{query}", Cookie=server.begin(), Accept="image/*").status == 404


def test_a_page_that_is_not_there_is_a_kind_page(come: Callable[..., Learner]) -> None:
    learner = come("nl")
    for query in ("?module=krachtenveld&name=nowhere", "?module=nowhere&name=your-field", ""):
        learner.open(f"/extra{query}")
        expect(learner.page.locator("h1")).to_have_text(learner.say("lost.title"))


@pytest.fixture
def house_with_a_bad_page(tmp_path: Path) -> Iterator[Server]:
    installed = tmp_path / "installed"
    installed.mkdir()
    (installed / "bad_page.py").write_text(BROKEN, encoding="utf-8")
    Install(installed)("bad-page", bad="bad_page")
    with running(tmp_path / "data", environment={"PYTHONPATH": str(installed)}) as server:
        yield server


def test_a_page_that_fails_says_so_and_everything_else_goes_on(
    house_with_a_bad_page: Server, come: Callable[..., Learner]
) -> None:
    server = house_with_a_bad_page  # named first, so that it stands until the browser has left
    learner = come("nl", at=server)
    learner.open("/module?module=krachtenveld")
    learner.page.get_by_role("link", name="Stuk").click()
    expect(learner.page.locator("h1")).to_have_text(learner.say("module-page.sorry"))
    expect(learner.page.get_by_text("‘Stuk’")).to_be_visible()
    assert "ZeroDivisionError" not in learner.page.content()
    learner.page.get_by_role("link", name=learner.say("lost.to-module")).click()
    learner.page.get_by_role("link", name="Jouw krachtenveld").click()
    expect(learner.page.get_by_role("img", name="Een leeg raster")).to_be_visible()
    picture = ask(server, "/extra.svg?module=krachtenveld&name=broken&part=0", Cookie=server.begin())
    assert picture.status == 503
    assert "ZeroDivisionError" in (server.data.parent / "data.log").read_text(encoding="utf-8")
