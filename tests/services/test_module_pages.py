"""Pages of plugins: drawn from the reader's own latest answers, and one that fails says so and harms nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from learnenv import ModulePage, PageAsk, PagePart, PageText, Text, exercise_types, hookimpl
from learnenv.domain.errors import LearnenvError, NotFound
from learnenv.domain.learner import Actor
from learnenv.language import speech
from learnenv.library import Library
from learnenv.plugins.manager import Plugins
from learnenv.services import answering, identity, learning, module_pages
from learnenv.services.app import App
from tests.services.test_answering import REFLECTION, choose
from tests.support.modules import CHOICE, write_module


class Pages:
    """A plugin with a page that keeps what it is asked, one that fails, and one of a module that is not there."""

    def __init__(self) -> None:
        self.asked: list[PageAsk] = []

    @hookimpl
    def learnenv_pages(self) -> Sequence[ModulePage]:
        made: dict[str, Callable[[PageAsk], Sequence[PagePart]]] = {"sound": self._draw, "broken": _fail}
        pages = [ModulePage(name, "first", Text("Blad", "Sheet"), draw) for name, draw in made.items()]
        return [*pages, ModulePage("lost", "nowhere", Text("Weg", "Gone"), _fail)]

    def _draw(self, ask: PageAsk) -> Sequence[PagePart]:
        self.asked.append(ask)
        return [PageText(ask.language)]


def _fail(ask: PageAsk) -> Sequence[PagePart]:
    raise ZeroDivisionError("secret of a learner")


@pytest.fixture
def plugin() -> Pages:
    return Pages()


@pytest.fixture
def paged(app: App, plugin: Pages, tmp_path: Path) -> App:
    plugins = Plugins()
    plugins.register(exercise_types, "learnenv")
    plugins.register(plugin, "paging")
    return replace(app, library=Library(plugins, [tmp_path]))


def test_a_page_is_drawn_from_the_latest_answers_of_the_reader(paged: App, actor: Actor, plugin: Pages) -> None:
    for text in ("Ik zag een mens.", "Ik zag twee mensen."):
        answering.submit(paged, actor, REFLECTION, {"text": text}, drawn_with=text)
    choose(paged, actor, "first/choice", "not-that")
    view = module_pages.module_page(paged, actor, "first", "sound")
    assert (view.module.id, view.page.name, view.parts) == ("first", "sound", (PageText("nl"),))
    assert plugin.asked == [
        PageAsk("nl", {"reflection": {"text": "Ik zag twee mensen."}, "choice": _option(paged, "not-that")})
    ]


def _option(app: App, id: str) -> dict[str, str]:
    (field,) = app.library.exercise("first/choice").type.form(app.library.exercise("first/choice").spec)
    return {field.name: id}


def test_nobody_elses_answers_are_there_nor_those_of_another_module(paged: App, actor: Actor, plugin: Pages) -> None:
    other = identity.begin_guest(paged, "en").actor
    choose(paged, other, "first/choice", "yes-this")
    choose(paged, actor, "second/choice", "yes-this")
    module_pages.module_page(paged, actor, "first", "sound")
    assert plugin.asked[-1] == PageAsk("nl", {})
    module_pages.module_page(paged, other, "first", "sound")
    assert plugin.asked[-1] == PageAsk("en", {"choice": _option(paged, "yes-this")})


def test_a_draft_is_nobodys_business(paged: App, actor: Actor, plugin: Pages) -> None:
    answering.save_draft(paged, actor, REFLECTION, {"text": "nog niet af"})
    module_pages.module_page(paged, actor, "first", "sound")
    assert plugin.asked[-1].answers == {}


def test_an_answer_that_no_longer_fits_its_exercise_is_left_out(
    paged: App, actor: Actor, plugin: Pages, tmp_path: Path
) -> None:
    choose(paged, actor, "first/choice", "not-that")
    write_module(tmp_path, "first", {"choice": CHOICE.replace("not-that", "no-more")})
    plugins = Plugins()
    plugins.register(exercise_types, "learnenv")
    plugins.register(plugin, "paging")
    edited = replace(paged, library=Library(plugins, [tmp_path]))
    module_pages.module_page(edited, actor, "first", "sound")
    assert plugin.asked[-1].answers == {"choice": {}}


def test_a_page_that_fails_says_so_in_the_readers_language_and_is_logged_without_a_word_to_the_reader(
    paged: App, actor: Actor, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR), pytest.raises(LearnenvError) as failed:
        module_pages.module_page(paged, actor, "first", "broken")
    assert not isinstance(failed.value, NotFound)
    for language, title in (("nl", "Blad"), ("en", "Sheet")):
        said = speech(language).say(failed.value.message)
        assert title in said
        assert "secret" not in said
    assert "ZeroDivisionError" in caplog.text
    assert "paging" in caplog.text
    assert learning.module(paged, actor, "first").module.pages
    assert module_pages.module_page(paged, actor, "first", "sound").parts


def test_unknown_pages_and_modules_are_not_found(paged: App, actor: Actor) -> None:
    asks: list[tuple[str, str]] = [("first", "nowhere"), ("second", "sound"), ("nowhere", "lost"), ("", "")]
    for module, name in asks:
        with pytest.raises(NotFound):
            module_pages.module_page(paged, actor, module, name)


def test_the_pages_of_a_module_are_listed_and_one_of_no_module_is_a_warning(paged: App) -> None:
    assert [page.name for page in paged.library.pages("first")] == ["sound", "broken"]
    assert paged.library.pages("second") == ()
    (problem,) = paged.library.problems
    assert (problem.plugin, problem.severity) == ("paging", "warning")
    assert problem.what.values == {"page": "lost", "module": "nowhere"}


def test_the_answers_are_values_that_a_page_cannot_change_for_others(paged: App, actor: Actor) -> None:
    choose(paged, actor, "first/choice", "yes-this")
    module = paged.library.module("first")
    seen: Any = module_pages.own_answers(paged, actor, module)
    seen["choice"].clear()
    assert module_pages.own_answers(paged, actor, module) == {"choice": _option(paged, "yes-this")}
