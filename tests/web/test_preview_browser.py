"""The preview in a browser: what is saved is seen within a second, what was typed stays, and what is wrong is said
where it is wrong."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.support.modules import write_module
from tests.web.author import Author
from tests.web.axe import faults, too_small, too_wide
from tests.web.previewing import previewing
from tests.web.test_keyboard import focus

pytestmark = pytest.mark.browser
LESSON = "/lesson?module=small&page=page-1"
SEEN = """async (text) => {
  const end = performance.now() + 15000
  while (document.querySelector('h1')?.textContent.trim() !== text && performance.now() < end)
    await new Promise(requestAnimationFrame)
}"""
FENCES = "```{learnenv} choice\n```\n\n```{learnenv} reflection\n```\n"


@pytest.fixture
def author(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Author]]:
    """Let an author preview a small module; at the end nothing may have gone wrong."""
    folder = write_module(tmp_path, "small")
    authors: list[Author] = []
    with previewing(folder, tmp_path / "data") as server:

        def sits_down(**options: object) -> Author:
            authors.append(Author(browser, server, folder, **options))
            return authors[-1]

        yield sits_down
        for each in authors:
            each.learner.leave()
    for each in authors:
        each.learner.watch.demand_quiet()
    log = (tmp_path / "data.log").read_text()
    assert "Traceback" not in log, log


def test_what_is_saved_is_seen_within_a_second(author: Callable[..., Author]) -> None:
    writer = author()
    writer.learner.open(LESSON)
    seconds = []
    for number in range(20):
        writer.page.wait_for_timeout(137)  # not in step with anybody's clock
        begun = time.monotonic()
        writer.write("lessons/page-1.nl.md", f"# Keer {number}\n\nTekst {number}.[^S01]\n\n{FENCES}")
        writer.page.evaluate(SEEN, f"Keer {number}")
        seconds.append(time.monotonic() - begun)
    print(f"saved to seen: median {statistics.median(seconds):.2f} s, slowest {max(seconds):.2f} s")
    assert statistics.median(seconds) < 1.0


def test_what_was_typed_and_the_place_on_the_page_stay(author: Callable[..., Author]) -> None:
    writer = author(viewport={"width": 1000, "height": 500})
    page = writer.page
    writer.learner.open(LESSON)
    writer.learner.form("small/choice").get_by_text("Dat niet").click()
    box = writer.learner.form("small/reflection").locator("textarea").first
    box.click()
    box.press_sequentially("Ik typ dit")
    page.wait_for_timeout(200)
    before = page.locator('[data-testid="stMain"]').evaluate("node => node.scrollTop")
    assert before > 100
    file = "lessons/page-1.nl.md"
    writer.write(file, writer.read(file).replace("Bladzijde 1 van small.[^S01]", "Andere tekst.[^S09]"))
    expect(page.get_by_text("Andere tekst.", exact=True).first).to_be_visible()
    expect(writer.finding(f"{file}:3")).to_be_attached()
    expect(box).to_have_value("Ik typ dit")
    assert focus(page)["tag"] == "textarea"
    box.press_sequentially(" en dit")
    expect(box).to_have_value("Ik typ dit en dit")
    expect(writer.learner.form("small/choice").get_by_label("Dat niet")).to_be_checked()
    expect(box).to_be_in_viewport()


def test_an_exercise_that_changes_keeps_what_was_typed_in_the_other(author: Callable[..., Author]) -> None:
    writer = author()
    writer.learner.open(LESSON)
    box = writer.learner.form("small/reflection").locator("textarea").first
    box.fill("Ik typ dit")
    file = "exercises/choice.yaml"
    whole = writer.read(file)
    writer.write(file, whole.replace("Wat is goed?", "Wat is beter?"))
    expect(writer.page.get_by_text("Wat is beter?")).to_be_visible()
    expect(box).to_have_value("Ik typ dit")
    writer.write(file, whole.replace("right: true", "rihgt: true"))
    expect(writer.finding("rihgt")).to_be_visible()
    expect(writer.page.get_by_text(writer.learner.say("missing.part"))).to_be_visible()
    expect(box).to_have_value("Ik typ dit")
    writer.write(file, whole)
    expect(writer.learner.form("small/choice")).to_be_visible()
    expect(writer.findings("rihgt")).to_have_count(0)
    expect(box).to_have_value("Ik typ dit")


def test_a_finding_stands_where_it_is_about(author: Callable[..., Author]) -> None:
    writer = author()
    writer.write("lessons/page-1.nl.md", f"# T\n\nEerst.[^S01]\n\nDan.[^S09]\n\nEn dan.\n\n{FENCES}")
    writer.write("exercises/reflection.yaml", writer.read("exercises/reflection.yaml") + "colour: red\n")
    writer.learner.open(LESSON)
    tops = [
        writer.page.get_by_role("paragraph").get_by_text("Dan.", exact=True).first,
        writer.finding("lessons/page-1.nl.md:5"),
        writer.page.get_by_text("En dan."),
        writer.learner.form("small/choice"),
        writer.finding("exercises/reflection.yaml"),
    ]
    boxes = [each.bounding_box() for each in tops]
    heights = [box["y"] for box in boxes if box]
    assert len(heights) == len(tops)
    assert heights == sorted(heights)


def test_a_broken_module_says_what_is_wrong_and_comes_alive(author: Callable[..., Author]) -> None:
    writer = author()
    whole = writer.read("module.yaml")
    writer.write("module.yaml", whole.replace("id: small", "id: Small One"))
    writer.learner.open(LESSON)
    expect(writer.page.locator("h1")).to_have_text(writer.learner.say("preview.unreadable"))
    expect(writer.finding("module.yaml:1")).to_be_visible()
    assert faults(writer.page) == []
    writer.write("module.yaml", whole)
    expect(writer.page.locator("h1")).to_have_text("Bladzijde 1")
    folder = writer.folder
    folder.rename(folder.with_name("gone"))
    expect(writer.page.locator("h1")).to_have_text(writer.learner.say("preview.unreadable"))
    folder.with_name("gone").rename(folder)
    expect(writer.page.locator("h1")).to_have_text("Bladzijde 1")


@pytest.mark.slow
def test_no_rubbish_ever_shows_a_fault_of_the_program(author: Callable[..., Author]) -> None:
    writer = author()
    writer.learner.open(LESSON)
    page = writer.page
    for name in ("lessons/page-1.nl.md", "exercises/choice.yaml", "module.yaml"):
        whole = writer.read(name)
        half = whole[: len(whole) // 2].rpartition(":")[0] + ": {nl: half"
        for rubbish in (half, "", b"\x89PNG\r\n\x1a\n\x00\xff", "- a\n- list\n", None):
            if rubbish is None:
                (writer.folder / name).unlink()
            else:
                writer.write(name, rubbish)
            expect(writer.finding(name)).to_be_visible()
            expect(page.get_by_text(writer.learner.say("failure.page"))).to_have_count(0)
            expect(page.locator('[data-testid="stException"]')).to_have_count(0)
        writer.write(name, whole)
        expect(page.locator("h1")).to_have_text("Bladzijde 1")
        expect(writer.learner.form("small/choice")).to_be_visible()


def test_a_picture_that_is_drawn_anew_is_seen(author: Callable[..., Author]) -> None:
    writer = author()
    (writer.folder / "images").mkdir()
    writer.write("images/a.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50"/>')
    writer.write("lessons/page-1.nl.md", f"# T\n\n![Een vlak](images/a.svg)\n\nTekst.[^S01]\n\n{FENCES}")
    writer.learner.open(LESSON)
    picture = writer.page.get_by_alt_text("Een vlak")
    wide = "node => node.complete ? node.naturalWidth : 0"
    expect(picture).to_be_visible()
    assert picture.evaluate(wide) == 100
    writer.write("images/a.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="70" height="50"/>')
    end = time.monotonic() + 5
    while picture.evaluate(wide) != 70:
        assert time.monotonic() < end
        writer.page.wait_for_timeout(50)


def test_every_page_is_at_hand_and_the_language_too(author: Callable[..., Author]) -> None:
    writer = author()
    writer.learner.open("/module?module=small")
    page, say = writer.page, writer.learner.say
    jump = writer.bar().get_by_label(say("preview.jump")).first
    jump.focus()
    page.keyboard.press("ArrowDown")
    page.get_by_role("option", name="2. Bladzijde 2").click()
    expect(page.locator("h1")).to_have_text("Bladzijde 2")
    expect(jump).to_have_value("2. Bladzijde 2")
    page.get_by_role("link", name=say("lesson.back")).click()
    expect(page.locator("h1")).to_have_text("Bladzijde 1")
    expect(jump).to_have_value("1. Bladzijde 1")
    writer.bar().get_by_role("button", name=say("menu.other-language")).click()
    expect(page.locator("h1")).to_have_text("Sheet 1")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator(".st-key-switch-language button").click()
    expect(page.locator("h1")).to_have_text("Bladzijde 1")
    page.go_back()
    expect(page.locator("h1")).to_have_text("Bladzijde 2")
    expect(jump).to_have_value("2. Bladzijde 2")
    writer.bar().get_by_role("link").click()
    expect(page.locator("h1")).to_have_text(say("preview.findings"))


def test_the_list_leads_to_the_page_that_a_finding_is_on(author: Callable[..., Author]) -> None:
    writer = author()
    writer.write("lessons/page-2.nl.md", "# Bladzijde 2\n\nTekst.[^S09]\n")
    writer.learner.open("/problems")
    expect(writer.finding("lessons/page-2.nl.md:3")).to_be_visible()
    seen = writer.learner.say("preview.see", title="Bladzijde 2")
    writer.page.get_by_role("link", name=seen).first.click()
    expect(writer.page.locator("h1")).to_have_text("Bladzijde 2")
    expect(writer.finding("lessons/page-2.nl.md:3")).to_be_visible()


def test_findings_about_the_other_language_are_one_click_away(author: Callable[..., Author]) -> None:
    writer = author()
    writer.write("lessons/page-1.en.md", f"# Sheet 1\n\nText.[^S09]\n\n{FENCES}")
    writer.learner.open(LESSON)
    writer.page.locator(".st-key-other-language button").click()
    expect(writer.page.locator("h1")).to_have_text("Sheet 1")
    expect(writer.finding("lessons/page-1.en.md:3")).to_be_visible()


def test_a_page_mends_itself_after_the_preview_was_stopped_and_started(browser: Browser, tmp_path: Path) -> None:
    from tests.support.server import start
    from tests.web.previewing import PROGRAM

    folder = write_module(tmp_path, "small")
    own = {"PREVIEW_THIS": str(folder), "PREVIEW_IN": "nl"}
    server = start(tmp_path / "data", environment=own, program=PROGRAM)
    writer = Author(browser, server, folder)
    try:
        writer.learner.open(LESSON)
        server.kill()
        file = "lessons/page-1.nl.md"
        writer.write(file, writer.read(file).replace("# Bladzijde 1", "# Opnieuw"))
        server = start(tmp_path / "data", environment=own, program=PROGRAM, port=server.port)
        expect(writer.page.locator("h1")).to_have_text("Opnieuw", timeout=20_000)
    finally:
        writer.learner.leave()
        server.stop()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nobody_is_kept_out_by_how_it_looks(author: Callable[..., Author], width: int) -> None:
    for scheme in ("light", "dark"):
        writer = author(viewport={"width": width, "height": 800}, color_scheme=scheme)
        if scheme == "light":
            long = "langwoordzonderspaties" * 10
            writer.write(
                "lessons/page-1.nl.md",
                f"# T\n\n{long}[^S09] <u>\n\n#### Diep\n\n[een langere link](b.html)\n\n{FENCES}",
            )
            writer.write("exercises/choice.yaml", writer.read("exercises/choice.yaml") + f"{long}: red\n")
            writer.write("module.yaml", writer.read("module.yaml") + "colour: red\n")
        for path in (LESSON, "/module?module=small", "/problems"):
            writer.learner.open(path)
            expect(writer.page.locator('[class*="st-key-finding-"]').first).to_be_visible()
            found = faults(writer.page) + too_small(writer.page) + too_wide(writer.page)
            assert found == [], (path, width, scheme)


def test_the_bar_stays_in_sight_and_hides_nothing_that_has_the_keyboard(author: Callable[..., Author]) -> None:
    writer = author(viewport={"width": 390, "height": 600})
    writer.learner.open(LESSON)
    page = writer.page
    page.locator(".st-key-on button").focus()
    page.wait_for_timeout(200)
    expect(writer.bar()).to_be_in_viewport()
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        page.wait_for_timeout(60)
        assert focus(page)["sight"], focus(page)
