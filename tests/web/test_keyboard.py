"""Without a mouse: every step by keyboard, the focus always to be seen and never lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.modules import TWO_TRIES, write_module
from tests.support.server import Server, running
from tests.web.learner import Learner

pytestmark = pytest.mark.browser

FOCUS = """() => {
  let node = document.activeElement
  while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement
  const seen = node.closest('.le-option, label') ?? node
  const box = seen.getBoundingClientRect(), look = getComputedStyle(seen), own = getComputedStyle(node)
  const ringed = s => (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== 'none'
  const ring = [look, own].some(ringed)
  const at = (x, y) => { let n = document.elementFromPoint(x, y); return n?.shadowRoot?.elementFromPoint(x, y) ?? n }
  const hit = at(box.x + box.width / 2, box.y + box.height / 2)
  return {
    tag: node.localName,
    text: (node.getAttribute('aria-label') ?? node.textContent).trim() || seen.textContent.trim(),
    spot: node.dataset.focus ?? '',
    ring,
    sight: box.bottom > 0 && box.top < innerHeight && !!hit && (seen.contains(hit) || hit.contains(seen)),
  }
}"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with a module of which the exercise may be tried twice."""
    folder = tmp_path_factory.mktemp("small")
    write_module(folder / "modules", "twice", {"choice": TWO_TRIES})
    with running(folder / "data", modules=[folder / "modules"]) as server:
        yield server


def focus(page: Page) -> dict[str, Any]:
    """What has the focus, and whether that can be seen."""
    found: dict[str, Any] = page.evaluate(FOCUS)
    return found


def tab_to(page: Page, wanted: str, *, key: str = "Tab", at_most: int = 60) -> None:
    """Press Tab until what is wanted has the focus. On the way it is always somewhere, and to be seen."""
    for _ in range(at_most):
        page.keyboard.press(key)
        now = focus(page)
        for _ in range(20):  # a picture that arrives moves what is below it, and the browser scrolls after it
            if now["sight"]:
                break
            page.wait_for_timeout(50)
            now = focus(page)
        assert now["tag"] != "body", f"the focus is nowhere on the way to {wanted!r}"
        assert now["ring"], f"no ring around {now}"
        assert now["sight"], f"out of sight: {now}"
        if wanted in (now["spot"], now["text"]) or now["text"].startswith(wanted):
            return
    raise AssertionError(f"{wanted!r} is not reached with the keyboard")


def test_from_the_welcome_page_to_the_next_lesson_page_without_a_mouse(come: Callable[..., Learner]) -> None:
    learner = come("nl", signed_in=False)
    page = learner.page
    page.goto(f"{learner.server.url}/welcome?lang=nl")
    tab_to(page, learner.say("welcome.begin"))
    page.keyboard.press("Enter")
    stand_still(learner, learner.say("home.first"))
    tab_to(page, learner.say("home.first"))
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Waarom klein beginnen")
    expect(page.locator("h1")).to_be_focused()
    learner.settle()

    ref = "doetank-start/top-down-claim"
    page.wait_for_timeout(200)
    tab_to(page, "Die aanpak", at_most=40)
    while not focus(page)["text"].startswith("Die aanpak is verkeerd"):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    tab_to(page, "/submit")
    page.keyboard.press("Enter")
    expect(learner.feedback(ref)).to_be_visible()
    learner.settle()
    assert focus(page)["spot"] == "/submit"

    tab_to(page, "Hint")
    for number in (1, 2):
        learner.settle()
        _focused(page, "Hint")
        page.keyboard.press("Enter")
        expect(learner.exercise(ref).get_by_text(f"Hint {number}.")).to_be_visible()
        assert focus(page)["tag"] != "body"
    _focused(page, "Zoek in de tekst")

    tab_to(page, learner.say("lesson.read-and-next"))
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Wat is een Doetank?")
    expect(page.locator("h1")).to_be_focused()


def test_going_back_with_shift_tab_and_the_skip_link(come: Callable[..., Learner]) -> None:
    learner = come("nl")
    learner.open("/modules")
    expect(learner.page.get_by_label(learner.say("modules.search"))).to_be_visible()
    stand_still(learner)
    tab_to(learner.page, learner.say("frame.skip"))
    tab_to(learner.page, learner.say("modules.search"), at_most=20)
    tab_to(learner.page, learner.say("menu.home"), key="Shift+Tab", at_most=20)
    learner.page.keyboard.press("Enter")
    expect(learner.page.locator("h1")).to_have_text(learner.say("home.title"))


def test_the_focus_is_kept_when_an_exercise_completes_the_page(come: Callable[..., Learner]) -> None:
    learner = come("nl")
    ref = "doetank-start/top-down-claim"
    learner.lesson("why-small")
    learner.form(ref).get_by_text("Die aanpak kan werken").click()
    learner.form(ref).locator(".le-submit").focus()
    learner.page.keyboard.press("Enter")
    expect(learner.status(ref)).to_have_text(learner.say("feedback.right"))
    learner.settle()
    assert focus(learner.page)["spot"] == "/submit"


def test_asking_for_the_answer_puts_the_focus_on_it(come: Callable[..., Learner]) -> None:
    learner = come("nl")
    ref = "doetank-start/top-down-claim"
    learner.lesson("why-small")
    learner.form(ref).get_by_text("Die aanpak is verkeerd").click()
    learner.check(ref)
    learner.exercise(ref).get_by_role("button", name=learner.say("solution.show")).press("Enter")
    expect(learner.exercise(ref).locator('[class*="st-key-solution-"]')).to_be_visible()
    learner.settle()
    learner.page.wait_for_timeout(300)
    assert focus(learner.page)["text"].startswith(learner.say("solution.title"))


def test_the_last_try_puts_the_focus_on_the_feedback(come: Callable[..., Learner], small: Server) -> None:
    learner = come("nl", at=small)
    learner.lesson("page-1", "twice")
    form = learner.form("twice/choice")
    form.get_by_text("Dat niet").click()
    learner.check("twice/choice")
    form.locator(".le-submit").focus()
    learner.page.keyboard.press("Enter")
    learner.page.wait_for_timeout(800)
    assert focus(learner.page)["spot"] == "/submit", "the same answer again costs no try"
    form.get_by_text("Dit wel").click()
    form.locator(".le-submit").focus()
    learner.page.keyboard.press("Enter")
    expect(form.locator(".le-submit")).to_be_hidden()
    learner.settle()
    learner.page.wait_for_timeout(300)
    assert "Omdat het zo is." in focus(learner.page)["text"]


def test_making_a_recovery_code_puts_the_focus_on_it(come: Callable[..., Learner]) -> None:
    learner = come("nl")
    learner.open("/you")
    learner.page.get_by_role("button", name=learner.say("you.code-make")).press("Enter")
    expect(learner.page.locator(".st-key-recovery-code code")).to_be_visible()
    learner.settle()
    learner.page.wait_for_timeout(300)
    assert learner.say("you.code-now") in focus(learner.page)["text"]


def test_clicking_beside_everything_does_not_move_the_focus(come: Callable[..., Learner]) -> None:
    learner = come("nl")
    learner.open("/modules")
    search = learner.page.get_by_label(learner.say("modules.search"))
    search.fill("doetank")
    search.press("Enter")
    learner.settle()
    learner.page.mouse.click(5, 600)
    learner.page.wait_for_timeout(300)
    assert focus(learner.page)["tag"] in ("body", "main")


def test_the_keys_r_and_c_do_nothing_on_the_page_and_are_typed_in_a_field(come: Callable[..., Learner]) -> None:
    learner = come("nl")
    learner.lesson("your-canvas")
    page = learner.page
    page.evaluate("""() => {
      window.runs = 0
      new MutationObserver(() => runs += 1).observe(document.querySelector('[data-testid=stApp]'),
        { attributeFilter: ['data-test-script-state'] })
    }""")
    page.locator("h1").click()
    for key in ("r", "c", "R", "C"):
        page.keyboard.press(key)
    page.wait_for_timeout(800)
    assert page.evaluate("runs") == 0
    expect(page.get_by_role("dialog")).to_have_count(0)
    box = learner.form("doetank-start/doetank-canvas").locator("textarea").first
    box.press_sequentially("rocRC")
    expect(box).to_have_value("rocRC")
    learner.open("/modules")
    search = page.get_by_label(learner.say("modules.search"))
    search.press_sequentially("cr")
    expect(search).to_have_value("cr")


def stand_still(learner: Learner, shown: str = "") -> None:
    """Wait until all of a page just loaded is there: a part that comes late can take the place of one with focus."""
    learner.settle()
    if shown:
        expect(learner.page.get_by_text(shown).first).to_be_visible()
    learner.page.wait_for_load_state("networkidle")
    learner.settle()


def _focused(page: Page, text: str) -> None:
    """The focus comes to rest on what holds this text: the page may put it there a moment after it is drawn."""
    for _ in range(50):
        if text in focus(page)["text"]:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"the focus is not on {text!r} but on {focus(page)}")
