"""What is typed is not lost, and what is said to be saved is: reloads, killed servers, lost connections, two tabs."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Locator, WebSocketRoute, expect

from learnenv.services.identity import secret_hash
from tests.support.modules import CHOICE, REFLECTION, write_module
from tests.support.server import Server, running, start
from tests.web.learner import Learner

pytestmark = pytest.mark.browser

REF = "small/reflection"
TEXT = "Vorige week zag ik iemand wachten."


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with a small module: a choice and a text on its first page."""
    folder = tmp_path_factory.mktemp("small")
    with running(folder / "data", modules=[_modules(folder)]) as server:
        yield server


def _modules(folder: Path) -> Path:
    write_module(folder / "modules", "small", {"choice": CHOICE, "reflection": REFLECTION})
    return folder / "modules"


def _writing(learner: Learner, ref: str = REF) -> Locator:
    return learner.form(ref).locator("textarea").first


def _attempts(server: Server, cookie: str, ref: str = REF) -> list[str]:
    """The answers on record to one exercise of whoever has this cookie, oldest first."""
    token = next(each.partition("=")[2] for each in cookie.split("; ") if "session" in each.partition("=")[0])
    with closing(sqlite3.connect(server.data / "learnenv.sqlite3")) as database:
        found = database.execute(
            "select answer from attempt where module || '/' || exercise = ? "
            "and learner = (select learner from session where token_hash = ?) order by id",
            [ref, secret_hash(token)],
        )
        return [row[0] for row in found]


def _save(learner: Learner) -> None:
    """Save, as a person does: once more if the page asks for that, because the server was not quite back yet."""
    saved, late = learner.say("feedback.saved"), learner.say("form.no_answer_yet")
    for _ in range(3):
        learner.check(REF)
        if late not in learner.status(REF).inner_text():
            break
    expect(learner.status(REF)).to_contain_text(saved)


def _sent(learner: Learner) -> None:
    """Wait until the server has the draft: then this tab keeps no copy of it any more."""
    for _ in range(100):
        if learner.page.evaluate("Object.keys(sessionStorage).every((key) => !key.startsWith('learnenv/'))"):
            return
        learner.page.wait_for_timeout(100)
    raise AssertionError("the draft was not sent")


def test_what_was_typed_is_there_after_a_reload_at_once(come: Callable[..., Learner], small: Server) -> None:
    learner = come(at=small)
    learner.lesson("page-1", "small")
    _writing(learner).fill(TEXT)
    learner.page.reload()
    learner.settle()
    expect(_writing(learner)).to_have_value(TEXT)


def test_a_draft_is_there_in_another_browser(come: Callable[..., Learner], small: Server) -> None:
    cookie = small.begin()
    learner, elsewhere = come(at=small, cookie=cookie), come(at=small, cookie=cookie)
    learner.lesson("page-1", "small")
    _writing(learner).fill(TEXT)
    _sent(learner)
    elsewhere.lesson("page-1", "small")
    expect(_writing(elsewhere)).to_have_value(TEXT)
    assert _attempts(small, cookie) == []


def test_what_was_typed_is_there_after_going_away_and_back(come: Callable[..., Learner], small: Server) -> None:
    learner = come(at=small)
    learner.lesson("page-1", "small")
    _writing(learner).fill(TEXT)
    learner.page.get_by_role("link", name=learner.say("menu.progress")).click()
    expect(learner.page.locator("h1")).to_have_text(learner.say("progress.title"))
    learner.settle()
    learner.page.go_back()
    expect(_writing(learner)).to_have_value(TEXT)


def test_a_killed_server_loses_nothing_of_an_open_tab(come: Callable[..., Learner], tmp_path: Path) -> None:
    modules = _modules(tmp_path)
    server = start(tmp_path / "data", modules=[modules])
    cookie = server.begin()
    learner = come(at=server, cookie=cookie)
    learner.watch.strict = False
    learner.lesson("page-1", "small")
    _writing(learner).fill(TEXT)
    server.kill()
    _writing(learner).press_sequentially(" Ook dit.")
    again = start(tmp_path / "data", port=server.port, modules=[modules])
    try:
        learner.settle()
        expect(_writing(learner)).to_have_value(f"{TEXT} Ook dit.")
        _save(learner)
        found = _attempts(again, cookie)
        assert len(found) == 1
        assert "Ook dit." in found[0]
    finally:
        learner.page.close()
        again.stop()


def test_a_lost_connection_loses_nothing(come: Callable[..., Learner], small: Server) -> None:
    cookie = small.begin()
    learner = come(at=small, cookie=cookie)
    learner.watch.strict = False
    lines: list[WebSocketRoute] = []

    def through(line: WebSocketRoute) -> None:
        line.connect_to_server()
        lines.append(line)

    learner.page.route_web_socket("**/_stcore/stream", through)
    learner.lesson("page-1", "small")
    _writing(learner).fill(TEXT)
    lines[-1].close()
    learner.page.wait_for_timeout(100)
    learner.settle()
    assert len(lines) > 1, "the connection was never lost"
    expect(_writing(learner)).to_have_value(TEXT)
    _save(learner)
    assert len(_attempts(small, cookie)) == 1


def test_a_double_click_is_one_attempt(come: Callable[..., Learner], small: Server) -> None:
    cookie = small.begin()
    learner = come(at=small, cookie=cookie)
    learner.lesson("page-1", "small")
    form = learner.form("small/choice")
    form.get_by_text("Dat niet").click()
    form.locator(".le-submit").dblclick()
    expect(learner.status("small/choice")).to_have_text(learner.say("feedback.wrong"))
    learner.page.wait_for_timeout(500)
    assert len(_attempts(small, cookie, "small/choice")) == 1


def test_the_same_answer_in_two_tabs_is_one_attempt_with_the_same_feedback(
    come: Callable[..., Learner], small: Server
) -> None:
    cookie = small.begin()
    tabs = [come(at=small, cookie=cookie), come(at=small, cookie=cookie)]
    for tab in tabs:
        tab.lesson("page-1", "small")
        tab.form("small/choice").get_by_text("Dat niet").click()
    for tab in tabs:
        tab.check("small/choice")
        expect(tab.status("small/choice")).to_have_text(tab.say("feedback.wrong"))
        expect(tab.feedback("small/choice")).to_contain_text("Dat is het omgekeerde.")
    assert len(_attempts(small, cookie, "small/choice")) == 1


@contextmanager
def _busy(server: Server) -> Iterator[None]:
    """Somebody else has the record to themselves, so that nothing can be written."""
    with closing(sqlite3.connect(server.data / "learnenv.sqlite3", isolation_level=None)) as database:
        database.execute("begin immediate")
        try:
            yield
        finally:
            database.execute("rollback")


@pytest.mark.slow
def test_what_cannot_be_written_is_never_said_to_be_saved(come: Callable[..., Learner], small: Server) -> None:
    cookie = small.begin()
    learner = come(at=small, cookie=cookie)
    learner.lesson("page-1", "small")
    _writing(learner).fill(TEXT)
    with _busy(small):
        learner.form(REF).locator(".le-submit").click()
        expect(learner.exercise(REF).get_by_text("nog niet bewaard").first).to_be_visible(timeout=25_000)
        assert learner.say("feedback.saved") not in learner.exercise(REF).inner_text()
        expect(_writing(learner)).to_have_value(TEXT)
    assert _attempts(small, cookie) == []
    learner.check(REF)
    expect(learner.status(REF)).to_contain_text(learner.say("feedback.saved"))
    expect(learner.exercise(REF).get_by_text("nog niet bewaard")).to_have_count(0)
    assert len(_attempts(small, cookie)) == 1
