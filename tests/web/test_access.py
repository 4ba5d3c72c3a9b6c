"""Every page can be read and operated: axe, both themes, wide and narrow, both languages, targets, headings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from learnenv.domain.content import LearningModule
from tests.support.server import Server
from tests.web.axe import faults, too_small, too_wide
from tests.web.learner import Learner
from tests.web.protocol import answer_everything

pytestmark = pytest.mark.browser

LESSON = "/lesson?module=doetank-start&page="
CANVAS = "doetank-start%2Fdoetank-canvas"
OUTSIDE = {
    "welcome": "/welcome?lang=nl",
    "recover": "/recover?lang=nl",
    "sign in": "/sign-in?lang=nl",
}
FRESH = {
    "home": "/",
    "modules": "/modules",
    "no modules found": "/modules",
    "module": "/module?module=doetank-start",
    "choice": f"{LESSON}why-small",
    "several": f"{LESSON}what-is-a-doetank",
    "placing": f"{LESSON}mixed-team",
    "ordering": f"{LESSON}one-small-experiment",
    "number": f"{LESSON}counting-honestly",
    "canvas": f"{LESSON}your-canvas",
    "text": f"{LESSON}looking-back",
    "paths": "/paths",
    "path": "/path?path=new-doetank",
    "find": "/find?says=vergaderen",
    "find nothing": "/find?says=xyzzy",
    "search": "/search?q=schulden",
    "glossary": "/glossary?term=doetank",
    "all sources": "/sources",
    "lost path": "/path?path=nowhere",
    "progress": "/progress",
    "review": "/review",
    "you": "/you",
    "problems": "/problems",
    "style": "/style",
    "sign out": "/sign-out",
    "account": "/account",
    "lost": "/nowhere",
    "lost module": "/module?module=nowhere",
    "lost page": f"{LESSON}nowhere",
}
ANSWERED = {
    name: path
    for name, path in FRESH.items()
    if path.startswith((LESSON, "/progress", "/module?", "/you", "/sign-out")) and "lost" not in name
} | {"home": "/", "product": f"/product?ref={CANVAS}", "no product": "/product?ref=nowhere%2Fx"}
GROUND = """() => {
  const ground = getComputedStyle(document.querySelector('.stApp') ?? document.body).backgroundColor
  return ground.match(/[0-9.]+/g).slice(0, 3).every((part) => part < 100)
}"""
WRONG = ("top-down-claim", "five-supports", "doetank-like", "first-steps", "growth-claim")


Look = tuple[Literal["light", "dark"], int]
LOOKS: Sequence[Look] = (("light", 1280), ("light", 320), ("dark", 320), ("dark", 1280))


def look_at(
    learner: Learner,
    paths: Mapping[str, str],
    act: Callable[[str, Learner], None] | None = None,
    looks: Sequence[Look] = LOOKS,
) -> None:
    """Look at every page in themes and widths; fail with all that was found."""
    found: list[str] = []
    for name, path in paths.items():
        learner.page.goto(f"{learner.server.url}{path}")
        if learner.page.locator("#root").count():
            learner.settle()
        if act:
            act(name, learner)
        found += _all_looks(learner.page, name, looks)
        assert learner.page.locator("html").get_attribute("lang") == learner.language, name
    assert not found, "\n".join(found)


def _all_looks(page: Page, name: str, looks: Sequence[Look] = LOOKS) -> list[str]:
    found = []
    for theme, width in looks:
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size({"width": width, "height": 900})
        _wait_for(page, theme)
        look = f"{name}, {theme}, {width}"
        found += [f"{look}: {each}" for each in (*faults(page, colours_only=theme == "dark"), *too_wide(page))]
        if theme == "light":
            found += [f"{look}: {each}" for each in too_small(page)]
    return found


def _wait_for(page: Page, theme: str) -> None:
    for _ in range(100):
        page.wait_for_timeout(100)
        if page.evaluate(GROUND) == (theme == "dark"):
            page.wait_for_timeout(100)
            return
    raise AssertionError(f"{page.url} does not come in its {theme} theme")


def test_the_way_in_has_no_barrier(come: Callable[..., Learner]) -> None:
    look_at(come("nl", signed_in=False), OUTSIDE)


def test_a_refused_code_is_said_without_a_barrier(come: Callable[..., Learner]) -> None:
    learner = come("nl", signed_in=False)
    learner.watch.strict = False  # the answer 422 to a form is shown in the console
    learner.page.goto(f"{learner.server.url}/recover?lang=nl")
    learner.page.get_by_label(learner.say("recover.label")).fill("ABCDE")
    learner.page.get_by_role("button", name=learner.say("recover.button")).click()
    expect(learner.page.get_by_role("alert")).to_be_visible()
    found = _all_looks(learner.page, "refused")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("half", [0, 1])
def test_no_page_has_a_barrier(come: Callable[..., Learner], half: int) -> None:
    learner = come("nl")
    learner.watch.strict = False  # a lost page answers 404, and the console says so
    look_at(learner, dict(list(FRESH.items())[half::2]), _act_fresh)


def _act_fresh(name: str, learner: Learner) -> None:
    if name == "no modules found":
        learner.page.get_by_label(learner.say("modules.search")).fill("xyzzy")
        learner.page.keyboard.press("Enter")
        expect(learner.page.get_by_text(learner.say("modules.none-found"))).to_be_visible()
    if name in ("canvas", "text", "number"):
        learner.page.locator(".le-submit").last.click()
        expect(learner.page.locator(".le-status").last).to_have_text(learner.say("feedback.invalid"))


@pytest.mark.parametrize("half", [0, 1])
def test_no_page_with_answers_has_a_barrier(
    come: Callable[..., Learner], server: Server, module: LearningModule, half: int
) -> None:
    cookie = server.begin("nl")
    answer_everything(server, cookie, module, wrong=WRONG)
    learner = come("nl", cookie=cookie)
    learner.watch.strict = False
    look_at(learner, dict(list(ANSWERED.items())[half::2]), _act_answered, LOOKS[1::2])


def _act_answered(name: str, learner: Learner) -> None:
    if name in ("choice", "number"):
        learner.page.get_by_role("button", name="Hint").first.click()
        learner.page.get_by_role("button", name=learner.say("solution.show")).first.click()
        expect(learner.page.locator('[class*="st-key-solution-"]')).to_be_visible()
    if name == "you":
        learner.page.get_by_role("button", name=learner.say("you.code-make")).click()
        expect(learner.page.locator(".st-key-recovery-code")).to_be_visible()


def test_english_has_no_barrier_either(come: Callable[..., Learner]) -> None:
    look_at(come("en"), {"canvas": FRESH["canvas"], "module": FRESH["module"]})


def test_the_language_of_the_page_follows_the_switch(come: Callable[..., Learner]) -> None:
    learner = come("nl")
    learner.open("/modules")
    html = learner.page.locator("html")
    for name, language in (("English", "en"), ("Nederlands", "nl")):
        learner.page.get_by_role("button", name=name).click()
        expect(html).to_have_attribute("lang", language)
    learner.page.get_by_role("button", name="English").click()
    expect(html).to_have_attribute("lang", "en")
    learner.page.reload()
    expect(html).to_have_attribute("lang", "en")
    learner.page.goto(f"{learner.server.url}/sign-out")
    expect(html).to_have_attribute("lang", "en")


def test_every_page_has_a_title_of_its_own_and_one_first_heading(come: Callable[..., Learner]) -> None:
    learner = come("nl")
    titles = {}
    for path in ("/", "/modules", FRESH["module"], FRESH["choice"], FRESH["several"], "/progress", "/you"):
        learner.open(path)
        expect(learner.page.locator("h1")).to_have_count(1)
        levels = learner.page.evaluate(
            "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.localName[1])"
        )
        assert all(after - before <= 1 for before, after in pairwise(levels)), (path, levels)
        titles[path] = learner.page.title()
    assert len(set(titles.values())) == len(titles), titles
    assert all(title.endswith(" – learnenv") for title in titles.values()), titles
