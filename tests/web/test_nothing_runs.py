"""Nothing that an author writes, a learner types or somebody is called runs, leads astray or is fetched, on any page
that shows it to anybody."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt
from playwright.sync_api import expect

from learnenv import bootstrap
from learnenv.domain.people import (
    Account,
    Assignment,
    Cohort,
    Comment,
    FlagNote,
    Grant,
    Member,
    Organisation,
    Review,
    Share,
    Snippet,
)
from learnenv.services import identity
from learnenv.services.app import App
from learnenv.settings import read_settings
from learnenv.web.addresses import product_address
from learnenv.web.reports.part import cohort_report_address, learner_report_address
from tests.support.classes import answer_as
from tests.support.modules import CHOICE, REFLECTION, write_module
from tests.support.server import Server, running
from tests.web.learner import Learner
from tests.web.live import living
from tests.web.payloads import payloads

pytestmark = [pytest.mark.browser, pytest.mark.slow]
COHORT, MODULE, REF = "hostile-group", "hostile", "hostile/text"
PARTS = 6
"""In so many lessons and answers are the texts divided: one that opens a block may swallow those after it."""
_SAID = (
    "{nl: Wat is goed?, en: What is right?}",
    "{nl: Dat is het omgekeerde., en: That is the opposite.}",
    "{nl: Omdat het zo is., en: Because it is so.}",
    "{nl: Kijk nog eens., en: Look again.}",
)
"""What the exercise says, as it stands in its file."""


class Listener:
    """A port of this machine that takes every connection and counts them."""

    def __init__(self) -> None:
        self.came = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        """Stop listening."""
        self._socket.close()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.came += 1
            connection.close()


@dataclass
class Hostile:
    """A server full of hostile texts."""

    server: Server
    listener: Listener
    trainer: str
    learners: list[str] = field(default_factory=list)
    cookie: str = ""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hostile]:
    folder, listener = tmp_path_factory.mktemp("hostile"), Listener()
    texts = payloads(listener.url)
    assert len(texts) > 300
    modules = _write(folder / "modules", texts)
    core = bootstrap.start(read_settings({}, data=folder / "data", modules=[modules]))
    try:
        trainer, learners = _fill(core, texts)
    finally:
        core.record.close()
    with running(folder / "data", modules=[modules]) as server:
        yield Hostile(
            server, listener, f"learnenv-session={trainer.token}", [each.actor.learner for each in learners],
            f"learnenv-session={learners[0].token}",
        )  # fmt: skip
    listener.close()


def test_what_an_author_writes_is_text(come: Callable[..., Learner], hostile: Hostile) -> None:
    learner = come(at=hostile.server, cookie=hostile.cookie)
    for number in range(1, PARTS + 1):
        learner.lesson(f"page-{number}", MODULE)
        expect(learner.page.get_by_text(f"Begin {number}.")).to_be_visible()
        assert living(learner.page) == []
    learner.lesson("page-1", MODULE)
    for text in ("not-that", "yes-this"):
        learner.form("hostile/choice").get_by_text(text).click()
        learner.check("hostile/choice")
        expect(learner.feedback("hostile/choice")).to_contain_text("alert(1)")
        assert living(learner.page) == []
    for address in ("/modules", f"/module?module={MODULE}"):
        learner.open(address)
        assert living(learner.page) == []
    _demand_nothing_asked(learner, hostile)


def test_what_a_learner_wrote_is_text_to_themselves(come: Callable[..., Learner], hostile: Hostile) -> None:
    learner = come(at=hostile.server, cookie=hostile.cookie)
    for address in ("/", "/progress"):
        learner.open(address)
        assert living(learner.page) == []
    learner.page.goto(f"{hostile.server.url}{product_address(REF)}")
    expect(learner.page.get_by_text("alert(1)").first).to_be_attached()
    assert living(learner.page) == []
    _demand_nothing_asked(learner, hostile)


def test_what_a_learner_takes_along_is_text(come: Callable[..., Learner], hostile: Hostile) -> None:
    learner = come(at=hostile.server, cookie=hostile.cookie)
    page = learner.page
    taken = [page.request.get(f"{hostile.server.url}{each}").text() for each in ("/progress.md", "/workbook.md")]
    cells = json.loads(page.request.get(f"{hostile.server.url}/workbook.ipynb").text())["cells"]
    pieces = [*taken, *("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")]
    assert any("alert(1)" in each for each in pieces)
    reader = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    reader.validateLink = lambda _: True  # type: ignore[method-assign] - a reader that is as careless as can be
    page.goto(f"{hostile.server.url}/goodbye")
    page.evaluate(
        "html => { document.querySelector('main').innerHTML = html }", "\n".join(map(reader.render, pieces))
    )
    assert living(page) == []
    _demand_nothing_asked(learner, hostile)


def test_what_a_class_wrote_is_text_to_its_trainer(come: Callable[..., Learner], hostile: Hostile) -> None:
    learner = come(at=hostile.server, cookie=hostile.trainer)
    here = {"cohort": COHORT}
    asked = [("/cohort", here), ("/cohort-manage", here), ("/cohort-answers", {**here, "exercise": REF})]
    for each in hostile.learners:
        asked.append(("/cohort-learner", {**here, "learner": each, "exercise": REF}))
        asked.append(("/review-work", {"all": "1", **here, "learner": each, "ref": REF}))
    for path, query in asked:
        learner.open(f"{path}?{urlencode(query)}")
        expect(learner.page.locator("main").get_by_text("alert(1)").first).to_be_attached()
        assert living(learner.page) == [], path
    _demand_nothing_asked(learner, hostile)


def test_what_a_trainer_prints_and_draws_is_text(come: Callable[..., Learner], hostile: Hostile) -> None:
    learner = come(at=hostile.server, cookie=hostile.trainer)
    page = learner.page
    for address in (cohort_report_address(COHORT), learner_report_address(COHORT, hostile.learners[0])):
        page.goto(f"{hostile.server.url}{address}")
        expect(page.get_by_text("alert(1)").first).to_be_attached()
        assert living(page) == []
    drawn = ElementTree.fromstring(page.request.get(f"{hostile.server.url}/class-map.svg?cohort={COHORT}").text())
    strange = {"script", "foreignObject", "image", "a", "iframe", "use"}
    assert not [each.tag for each in drawn.iter() if each.tag.rpartition("}")[2] in strange]
    assert not [name for each in drawn.iter() for name in each.attrib if name.startswith("on") or "href" in name]
    _demand_nothing_asked(learner, hostile)


def _demand_nothing_asked(learner: Learner, hostile: Hostile) -> None:
    """Neither the browser nor the server went anywhere: the listener is another origin, on this very machine."""
    learner.watch.demand_quiet()
    assert hostile.listener.came == 0
    names = {each["name"] for each in learner.context.cookies()}
    assert names <= {"learnenv-session", "learnenv-form", "learnenv-language", "_streamlit_xsrf"}
    assert learner.page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('ajs'))") == []


def _write(folder: Path, texts: list[str]) -> Path:
    """A module with the texts in its lessons, and some in an exercise: in its question, options and feedback."""
    # A file with a character that nobody can see is refused whole.
    texts = [each for each in texts if "\x01" not in each]
    inside = " ".join(each for each in texts[::7] if each.isprintable() and not each.startswith("!["))
    quoted = json.dumps(inside)
    both = f"{{nl: {quoted}, en: {quoted}}}"
    choice = CHOICE
    for old in _SAID:
        assert old in choice
        choice = choice.replace(old, both)
    for id, old in (("yes-this", "{nl: Dit wel, en: This one}"), ("not-that", "{nl: Dat niet, en: Not that}")):
        text = json.dumps(f"{id} <img src=x onerror=alert(1)> [x](javascript:alert(1))")
        choice = choice.replace(old, f"{{nl: {text}, en: {text}}}")
    home = write_module(folder, MODULE, {"choice": choice, "text": REFLECTION}, pages=PARTS)
    for number in range(1, PARTS + 1):
        for language in ("nl", "en"):
            lesson = home / "lessons" / f"page-{number}.{language}.md"
            some = "\n\n".join(texts[number - 1 :: PARTS])
            lesson.write_text(f"{lesson.read_text()}\nBegin {number}.\n\n{some}\n", encoding="utf-8")
    return folder


def _fill(core: App, texts: list[str]) -> tuple[identity.SignedIn, list[identity.SignedIn]]:
    """A group whose name, members, teams, work, conversation and feedback are all hostile."""
    now, record = datetime.now(UTC), core.record
    trainer = identity.begin_guest(core, "nl")
    me = trainer.actor.learner
    record.save_organisation(Organisation("house", texts[0], now))
    record.save_cohort(Cohort(COHORT, "house", texts[1], now, "CODE1234"), [Assignment(COHORT, 1, MODULE)])
    record.give(Grant(me, "trainer", "cohort", COHORT, "", now))
    record.set_account(Account(me, texts[2], "no-hash", now))
    record.save_snippet(Snippet("snippet", me, MODULE, texts[3], "\n\n".join(texts[::9])))
    learners = [identity.begin_guest(core, "nl") for _ in range(PARTS)]
    for number, who in enumerate(each.actor.learner for each in learners):
        record.add_member(Member(COHORT, who, texts[4 + number], now, texts[90 + number % 2]))
        answer = {"text": "\n\n".join(texts[number::PARTS]), "rate-own": "1"}
        answer_as(core, who, core.library.exercise(REF), answer, now)
        answer_as(core, who, core.library.exercise("hostile/choice"), {"choice": "not-that"}, now)
        record.share(Share(who, REF, now))
        record.add_comment(Comment(who, REF, who, "\n\n".join(texts[number::PARTS]), now))
        record.put_flag_notes([FlagNote(COHORT, who, "idle", MODULE, now, me, now, None, texts[number])])
        latest = record.attempts(who, REF)[-1]
        record.add_review(Review(who, REF, latest.sequence, me, "again", now, {}))
        record.add_comment(Comment(who, REF, me, "\n\n".join(texts[number::PARTS]), now))
    return trainer, learners
