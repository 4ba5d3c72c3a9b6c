"""No English of Streamlit's own on a Dutch page, whatever happens; and the words we put in its place fit it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import streamlit
from playwright.sync_api import Page, expect

from learnenv.language import speech
from tests.support.server import start
from tests.web.learner import Learner

SAID = """() => {
  const found = new Set()
  const add = (text) => { if (/[a-z]{2}/i.test(text ?? '')) found.add(text.trim()) }
  const notSaid = ['SCRIPT', 'STYLE', 'NOSCRIPT', 'stMarkdownContainer', 'stIconMaterial']
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    notSaid.includes(node.nodeName) || notSaid.includes(node.dataset?.testid)
      ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT)
  while (walk.nextNode()) {
    const node = walk.currentNode
    if (node.nodeType === Node.TEXT_NODE) add(node.data)
    else for (const name of ['aria-label', 'placeholder', 'title', 'alt']) add(node.getAttribute(name))
  }
  return [...found]
}"""


LESSON = "/lesson?module=doetank-start&page="
PAGES = ["/", "/modules", "/module?module=doetank-start", f"{LESSON}why-small", f"{LESSON}your-canvas"]
PAGES += [
    "/paths",
    "/path?path=coach",
    "/find",
    "/search?q=schulden",
    "/glossary",
    "/sources",
    "/progress",
    "/review",
    "/you",
    "/style",
    "/problems",
]
DUTCH = {"Negeren"}
"""What parts of Streamlit's page say in Dutch of their own accord, in a Dutch browser."""


@cache
def bundle() -> str:
    """Everything that Streamlit's page can say, and the rest of its script."""
    folder = Path(streamlit.__file__).parent / "static" / "static" / "js"
    return "\n".join(file.read_text(encoding="utf-8", errors="replace") for file in sorted(folder.glob("*.js")))


def english(page: Page) -> list[str]:
    """What the page says in words of Streamlit's own. A word of ours may look like one, such as "Start"."""
    ours = set(speech("nl").texts("").values())
    said: list[str] = page.evaluate(SAID)
    own = [each for each in said if any(f"{mark}{each}{mark}" in bundle() for mark in "`\"'")]
    return [each for each in own if each not in ours | DUTCH]


def test_every_word_that_we_replace_is_one_of_streamlits() -> None:
    for key, text in speech("en").texts("frame.").items():
        if text.startswith("("):  # a name of ours for something that Streamlit leaves without one
            continue
        start = text.removesuffix("apply").removesuffix("submit form")  # put together from two parts
        assert start in bundle(), f"{key}: {text!r} is nowhere in this version of Streamlit"


def test_every_word_that_we_replace_has_another_word() -> None:
    dutch = speech("nl").texts("frame.")
    same = [key for key, text in speech("en").texts("frame.").items() if dutch[key] == text]
    assert set(same) <= {"frame.stop"}


@pytest.mark.browser
def test_no_dutch_page_says_anything_in_english(come: Callable[..., Learner]) -> None:
    learner = come("nl")
    for path in PAGES:
        learner.open(path)
        learner.page.wait_for_timeout(300)
        assert english(learner.page) == [], path


@pytest.mark.browser
def test_a_search_says_nothing_in_english(come: Callable[..., Learner]) -> None:
    learner = come("nl")
    learner.open("/modules")
    learner.page.get_by_label(learner.say("modules.search")).press_sequentially("doe")
    learner.page.wait_for_timeout(200)
    assert english(learner.page) == []
    expect(learner.page.get_by_text(learner.say("frame.press-enter"))).to_be_visible()


@pytest.mark.browser
def test_a_lost_server_is_said_in_dutch(come: Callable[..., Learner], tmp_path: Path) -> None:
    server = start(tmp_path / "data")
    learner = come("nl", at=server)
    learner.watch.strict = False
    learner.open("/modules")
    server.kill()
    expect(learner.page.get_by_role("dialog")).to_be_visible(timeout=20_000)
    learner.page.wait_for_timeout(200)
    expect(learner.page.get_by_role("dialog")).to_contain_text(learner.say("frame.not-responding"))
    assert english(learner.page) == []


@pytest.mark.browser
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_part_whose_script_does_not_arrive_is_said_in_the_language_of_the_page(
    language: str, come: Callable[..., Learner]
) -> None:
    learner = come(language)
    learner.watch.strict = False
    learner.page.route("**/PageLink.*.js", lambda route: route.abort())
    learner.open("/modules")
    lost = learner.page.get_by_role("alert")
    expect(lost.first).to_have_text(learner.say("page.part-not-loaded"))
    assert set(lost.all_text_contents()) == {learner.say("page.part-not-loaded")}
    if language == "nl":
        assert english(learner.page) == []


@pytest.mark.browser
def test_an_english_page_keeps_its_own_words(come: Callable[..., Learner]) -> None:
    learner = come("en")
    learner.open("/modules")
    expect(learner.page.get_by_text("Skip to main content")).to_be_attached()
    expect(learner.page.get_by_role("navigation", name="Menu")).to_be_visible()
