"""My data and delete me, over HTTP: what is downloaded, what is refused, and what is left."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from learnenv.domain.learner import Actor, Session
from learnenv.domain.people import Grant
from learnenv.services import identity
from learnenv.services.app import App
from learnenv.testing.record_samples import NAUGHTY, answer
from tests.services.conftest import actor, app, clock  # noqa: F401 - fixtures
from tests.support.inside import Inside, come_in
from tests.support.people import about_each_other, join_and_do, make_cohort, marks


@pytest.fixture
def pair(app: App) -> tuple[Inside, str, Inside, str]:  # noqa: F811
    make_cohort(app)
    (mine, me), (theirs, them) = come_in(app), come_in(app)
    here, there = Actor(me, "nl"), Actor(them, "nl")
    join_and_do(app, here, "me")
    join_and_do(app, there, "them")
    about_each_other(app, here, there, "me")
    about_each_other(app, there, here, "them")
    return mine, me, theirs, them


@pytest.mark.parametrize("path", ["/my-data.html", "/my-data.json"])
def test_each_gets_their_own_and_nothing_of_the_other(pair: tuple[Inside, str, Inside, str], path: str) -> None:
    mine, me, theirs, them = pair
    for browser, own, id, foreign in ((mine, "me", me, them), (theirs, "them", them, me)):
        said = browser.get(path)
        other = "them" if own == "me" else "me"
        assert said.status == 200
        assert said.headers["content-disposition"].startswith("attachment")
        assert said.headers["cache-control"] == "no-store"
        assert not [mark for mark in marks(own) if mark not in said.text]
        assert not [mark for mark in marks(other) if mark in said.text and mark != f"member-of-{other}"]
        assert foreign not in said.text
        assert id in said.text or path.endswith("html")


def test_the_page_opens_without_the_program(pair: tuple[Inside, str, Inside, str]) -> None:
    text = pair[0].get("/my-data.html").text
    for reaching in ("src=", "<link", "url(", "@import", "<script", 'href="/'):
        assert reaching not in text


def test_any_text_at_all_can_be_taken_along(app: App) -> None:  # noqa: F811
    browser, me = come_in(app)
    for text in (*NAUGHTY, "<script>alert(1)</script>", "| a | b |\n| --- | --- |"):
        answer(app.record, me, "gone/exercise", text)
    said = browser.get("/my-data.html")
    assert said.status == 200
    assert "<script" not in said.text
    assert len(json.loads(browser.get("/my-data.json").text)["sections"]["answers"]) == len(NAUGHTY) + 2


@pytest.mark.parametrize("path", ["/my-data.html", "/my-data.json", "/delete-me"])
def test_who_is_not_signed_in_gets_the_way_in(app: App, path: str) -> None:  # noqa: F811
    said = Inside(app).get(path)
    assert (said.status, said.headers["location"].partition("?")[0]) == (303, "/welcome")


def test_who_types_the_word_is_gone_signed_out_and_told_so(
    app: App,  # noqa: F811
    pair: tuple[Inside, str, Inside, str],
) -> None:
    mine, me, theirs, _ = pair
    elsewhere = Inside(app, token=_another_browser(app, me))
    assert "verwijder" in mine.get("/delete-me").text
    said = mine.post("/delete-me", word="  Verwijder ")
    assert (said.status, said.headers["location"]) == (303, "/goodbye")
    assert said.headers["clear-site-data"] == '"storage"'
    assert mine.jar["learnenv-session"] == ""
    assert app.record.learner(me) is None
    assert elsewhere.get("/my-data.json").status == 303
    assert "Dag!" in mine.get("/goodbye").text
    kept = theirs.get("/my-data.json").text
    assert not [mark for mark in marks("me") if mark in kept]


@pytest.mark.parametrize("word", ["", "delete", "verwijderen", "x" * 5000])
def test_another_word_deletes_nothing(app: App, word: str) -> None:  # noqa: F811
    browser, me = come_in(app)
    browser.get("/delete-me")
    said = browser.post("/delete-me", word=word)
    assert said.status == 422
    assert "Er is niets verwijderd" in said.text
    assert app.record.learner(me) is not None


def test_a_form_of_another_site_deletes_nothing(app: App) -> None:  # noqa: F811
    browser, me = come_in(app)
    assert browser.post("/delete-me", word="verwijder").status == 400
    assert browser.post("/delete-me", word="verwijder", token="guessed").status == 400
    assert app.record.learner(me) is not None


def test_the_last_administrator_is_told_why_not(app: App) -> None:  # noqa: F811
    browser, me = come_in(app)
    app.record.give(Grant(me, "administrator", "platform", "", "", app.clock()))
    shown = browser.get("/delete-me").text
    assert "enige beheerder" in shown
    assert "<form" not in shown
    assert browser.post("/delete-me", word="verwijder").status == 422
    assert app.record.learner(me) is not None


def _another_browser(app: App, learner: str) -> str:  # noqa: F811
    now, later = app.clock(), app.clock() + timedelta(days=1)
    app.record.add_session(Session(identity.secret_hash("elsewhere"), learner, now, now, later, later))
    return "elsewhere"


@pytest.mark.parametrize(
    ("path", "type_"), [("/workbook.md", "text/markdown"), ("/workbook.ipynb", "application/x-ipynb+json")]
)
def test_a_workbook_is_for_its_learner_alone(app: App, path: str, type_: str) -> None:  # noqa: F811
    (mine, me), (theirs, them) = come_in(app), come_in(app)
    answer(app.record, me, "first/reflection", "my-own-words", fraction=None, score=None)
    answer(app.record, them, "first/reflection", "their-own-words", fraction=None, score=None)
    said = mine.get(path)
    assert (said.status, said.headers["cache-control"]) == (200, "no-store")
    assert said.headers["content-type"].startswith(type_)
    assert said.headers["content-disposition"] == f'attachment; filename="learnenv-workbook{path[9:]}"'
    assert ("my-own-words" in said.text, "their-own-words" in said.text) == (True, False)
    assert theirs.get(path).text.count("my-own-words") == 0
