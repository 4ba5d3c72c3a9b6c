"""Rubbish in: addresses, queries, modules with faults and answers of any kind. The page stays a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, expect

from learnenv.domain.content import LearningModule
from learnenv.language import speech
from tests.support.apart import apart
from tests.support.modules import CHOICE, REFLECTION, write_module
from tests.support.server import Server, running
from tests.support.streamlit_client import Tab
from tests.web.learner import Learner
from tests.web.live import living
from tests.web.protocol import hand_in

NL = speech("nl")
NOWHERE = [
    "/nowhere",
    "/nowhere/at/all?x=1",
    "/lesson/extra",
    "/modules/",
    "/LESSON",
    "/%00",
    "/" + "a" * 5000,
    "/🙂/é",
    "/product/x",
    "/static",
    "/static/nowhere.js",
    "/picture/nowhere",
    "/_stcore/nowhere",
    "/form/a/b",
    "/content/a/b/c",
    "/index.html",
]
FOR_PROGRAMS = ("/static/", "/picture/", "/form/", "/content/")
RUBBISH = [
    "%00",
    "x" * 10_000,
    "🙂",
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "%ff",
    "' or 1=1 --",
    "\u202eabc",
]
NASTY = [
    "<script>alert('x')</script>",
    "<img src=x onerror=alert(1)>",
    "<iframe src='javascript:alert(1)'></iframe><form action=//evil.example><input></form>",
    "[klik](javascript:alert(1)) ![x](https://evil.example/x.png) <https://evil.example>",
    '"><svg onload=alert(1)>',
    "$\\href{javascript:alert(1)}{x}$ :material/home: :red[rood]",
    "{{7*7}} ${7*7} <%= 7*7 %>",
    "| a | b |\n|---|---|\n# kop\n- [ ] punt\n```\ncode",
    "شكرا \u202eomgekeerd\u202c 🙂👩‍👩‍👧 \u0007\u001b[31m é e\u0301",
]


def open_page(server: Server, *paths: str, cookie: str = "") -> list[str]:
    """The texts of pages, over the wire; an exception on one fails the test."""

    async def look() -> list[str]:
        texts = []
        async with Tab(server.port, cookie=cookie or server.begin()) as tab:
            for path in paths:
                assert (await tab.load(path)).exceptions == []
                texts.append("\n".join(tab.texts()))
        return texts

    return apart(look())


@pytest.mark.browser
def test_an_unknown_address_is_a_kind_page_with_a_way_back(come: Callable[..., Learner]) -> None:
    for language in ("nl", "en"):
        learner = come(language)
        for path in NOWHERE:
            said = learner.page.request.get(f"{learner.server.url}{path}", max_redirects=0)
            assert said.status == 404, path
            if path.startswith(FOR_PROGRAMS):
                assert said.text() == ""
                continue
            assert f'<html lang="{language}">' in said.text()
            assert learner.say("lost.title") in said.text(), path
            assert 'href="/"' in said.text()


def test_unknown_modules_and_pages_are_kind_pages(server: Server) -> None:
    paths = [f"/module?module={each}" for each in RUBBISH] + ["/module", "/lesson", "/lesson?module=doetank-start"]
    paths += [f"/lesson?module=doetank-start&page={each}" for each in RUBBISH]
    paths += [f"/lesson?module={each}&page={each}" for each in RUBBISH]
    for path, text in zip(paths, open_page(server, *paths), strict=True):
        assert NL.say("lost.title") in text, path[:80]
        assert NL.say("failure.page") not in text, path[:80]
        assert len(text) < 1000, f"{path[:80]} comes back in full"


def test_rubbish_in_the_query_of_a_list_is_passed_over(server: Server) -> None:
    paths = [f"/modules?p={each}" for each in ["-1", "0", "999999", "1e3", "²", "p=1&p=2", *RUBBISH]]
    for path, text in zip(paths, open_page(server, *paths), strict=True):
        assert "Doetank" in text, path[:80]


def test_pictures_to_order_stay_pictures(come: Callable[..., Learner], server: Server) -> None:
    learner = come("nl")
    for each in [*RUBBISH, "1", "-1", "99999999999"]:
        value = each if "%" in each else quote(each)
        for path in (f"ring.svg?done={value}&total={value}", f"tile.svg?module={value}"):
            said = learner.page.request.get(f"{server.url}/picture/{path}")
            assert said.status == 200
            assert said.text().startswith("<svg")
            assert "<script" not in said.text()
        assert learner.page.request.get(f"{server.url}/picture/trail.svg?module={value}").status == 404
        assert learner.page.request.get(f"{server.url}/product?ref={value}").status == 404


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with one module that has a sound exercise, a broken one, and a page that asks for one that is not."""
    folder = tmp_path_factory.mktemp("faulty")
    broken = CHOICE.replace("type: single-choice", "type: single-choise")
    home = write_module(folder / "modules", "faulty", {"sound": CHOICE, "broken": broken})
    lesson = home / "lessons" / "page-2.nl.md"
    lesson.write_text(lesson.read_text() + "\n```{learnenv} nowhere\n```\n", encoding="utf-8")
    with running(folder / "data", modules=[folder / "modules"]) as server:
        yield server


@pytest.mark.browser
def test_a_fault_in_a_module_leaves_out_that_part_alone(come: Callable[..., Learner], faulty: Server) -> None:
    learner = come("nl", at=faulty)
    learner.lesson("page-1", "faulty")
    expect(learner.page.get_by_text(learner.say("missing.part"))).to_have_count(1)
    learner.form("faulty/sound").get_by_text("Dit wel").click()
    learner.check("faulty/sound")
    expect(learner.status("faulty/sound")).to_have_text(learner.say("feedback.right"))
    learner.lesson("page-2", "faulty")
    expect(learner.page.get_by_text(learner.say("missing.part"))).to_have_count(1)
    expect(learner.page.get_by_text("Bladzijde 2 van faulty.")).to_be_visible()


def test_the_problems_page_names_the_fault_its_place_and_the_mend(faulty: Server) -> None:
    (text,) = open_page(faulty, "/problems")
    plain = text.replace("\\", "")
    assert "exercises/broken.yaml:1" in plain
    assert "single-choise" in plain
    assert "lessons/page-2.nl.md" in plain
    assert NL.say("problems.none") not in plain


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("small")
    write_module(folder / "modules", "small", {"choice": CHOICE, "reflection": REFLECTION})
    with running(folder / "data", modules=[folder / "modules"]) as server:
        yield server


@pytest.mark.parametrize(
    "sent",
    [
        {},
        [],
        None,
        "text",
        {"value": None},
        {"value": []},
        {"value": {"choice": {"a": [1, {"b": None}]}}},
        {"value": {"choice": "unknown"}, "key": 7, "seconds": "NaN"},
        {"value": {"choice": "x" * 1_000_000}, "key": "k" * 100_000, "seconds": -1},
        {"value": {"\x00": "\ud83d"}, "seconds": 1e400},
    ],
    ids=lambda sent: repr(sent)[:40],
)
def test_a_client_that_sends_rubbish_harms_nothing(small: Server, sent: Any) -> None:
    async def talk() -> list[str]:
        async with Tab(small.port, cookie=small.begin()) as tab:
            await tab.load("/lesson?module=small&page=page-1")
            for key in ("form/small/choice", "form/small/reflection"):
                for event in ("submit", "draft"):
                    assert (await tab.send(key, event, sent)).exceptions == []
            assert (await tab.load("/lesson?module=small&page=page-1")).exceptions == []
            return tab.texts()

    assert NL.say("failure.page") not in "\n".join(apart(talk()))


def test_what_is_missing_stays_in_sight_while_drafts_are_saved(small: Server) -> None:
    key = "form/small/reflection"

    async def talk() -> list[str]:
        async with Tab(small.port, cookie=small.begin()) as tab:
            await tab.load("/lesson?module=small&page=page-1")
            states = []
            for number, (event, text) in enumerate(
                [("submit", ""), ("draft", " "), ("draft", "Zo is het wel genoeg.")]
            ):
                sent = {"value": {"text": text}, "key": tab.data(key)["key"], "seconds": 1, "seq": number}
                await tab.send(key, event, sent)
                states.append((tab.data(key)["result"] or {}).get("state", ""))
            return states

    assert apart(talk()) == ["invalid", "invalid", ""]


@pytest.mark.browser
def test_a_text_of_a_million_characters_is_kept_in_the_box(come: Callable[..., Learner], small: Server) -> None:
    learner = come("nl", at=small)
    learner.lesson("page-1", "small")
    box = learner.form("small/reflection").locator("textarea").first
    long = ("Een verhaal dat maar doorgaat.\n" * 33_000)[:1_000_000]
    _put(box, long)
    learner.check("small/reflection")
    assert box.input_value() == long
    assert learner.say("failure.page") not in learner.exercise("small/reflection").inner_text()
    _put(box, "een twee drie")
    learner.check("small/reflection")
    expect(learner.status("small/reflection")).to_contain_text(learner.say("feedback.saved"))


def _put(box: Locator, text: str) -> None:
    """Put a text in a box at once: typing so much of it takes a browser many seconds."""
    box.evaluate("(box, text) => { box.value = text; box.dispatchEvent(new Event('input')) }", text)


@pytest.mark.browser
@pytest.mark.parametrize("third", range(3))
def test_what_a_learner_types_is_text_and_nothing_else(
    come: Callable[..., Learner], server: Server, module: LearningModule, third: int
) -> None:
    nasty, cookie = "\n\n".join(NASTY[third::3]), server.begin()
    _hand_in_canvas(server, cookie, module, nasty)
    learner = come("nl", cookie=cookie)
    page = learner.page
    learner.lesson("your-canvas")
    first = learner.form("doetank-start/doetank-canvas").locator("textarea").first
    seen = nasty.split("\n")[0][:12].strip()
    assert seen in first.input_value()
    _nothing_lives(page)
    learner.open("/progress")
    _nothing_lives(page)
    page.goto(f"{server.url}/product?ref=doetank-start/doetank-canvas")
    _nothing_lives(page)
    shown = " ".join(page.locator("article").inner_text().split())
    for line in filter(None, map(str.strip, nasty.splitlines())):
        assert _readable(line) in _readable(shown), line
    download = page.request.get(f"{server.url}/product.md?ref=doetank-start/doetank-canvas")
    assert "attachment" in download.headers["content-disposition"]
    assert re.search(r"(?<!\\)<[a-z/!]|(?<!\\)\]\(", download.text()) is None


def _hand_in_canvas(server: Server, cookie: str, module: LearningModule, text: str) -> None:
    exercise = module.exercises["doetank-canvas"]
    right = exercise.type.samples(exercise.spec).right
    answer = {name: _with(value, text) for name, value in right.items()}

    async def talk() -> None:
        async with Tab(server.port, cookie=cookie) as tab:
            await tab.load("/lesson?module=doetank-start&page=your-canvas")
            await hand_in(tab, exercise, answer)

    apart(talk())


def _with(value: Any, text: str) -> Any:
    """A value with the text in every place where a learner types freely."""
    if isinstance(value, str) and len(value) > 12:
        return f"{text}\n{value}"
    if isinstance(value, tuple) and value and isinstance(value[0], dict):
        return tuple({name: f"{text} {each}" for name, each in row.items()} for row in value)
    return value


def _nothing_lives(page: Page) -> None:
    assert living(page) == []


def _readable(text: str) -> str:
    """A text without what cannot be seen, and with any space as one."""
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())
