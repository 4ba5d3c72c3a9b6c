"""Pages that plugins bring: what comes in, and that drawing one can fail in any way and harm nothing else."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from learnenv import ModulePage, PageAsk, PagePart, PagePicture, PageTable, PageText, Text, hookimpl
from learnenv.domain.page_parts import MOST_PARTS
from learnenv.language import speech
from learnenv.plugins.manager import Plugins
from learnenv.plugins.page import draw_page
from learnenv.plugins.problems import PluginProblem

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
ASK = PageAsk("nl")


class Brings:
    """A plugin that gives these pages."""

    def __init__(self, *pages: ModulePage) -> None:
        self.pages = pages

    @hookimpl
    def learnenv_pages(self) -> Sequence[ModulePage]:
        return self.pages


def page(draw: Callable[[PageAsk], Any] = lambda ask: (), name: str = "map", module: str = "first") -> ModulePage:
    return ModulePage(name, module, Text("Kaart", "Map"), draw)


def fails(ask: PageAsk) -> Sequence[PagePart]:
    raise KeyError("no such column")


def fails_late(ask: PageAsk) -> Sequence[PagePart]:
    yield PageText("a")
    raise OSError("disk gone")


def leaves(ask: PageAsk) -> Sequence[PagePart]:
    raise SystemExit(3)


def test_hook_learnenv_pages() -> None:
    plugins = Plugins()
    first, second = page(), page(module="second")
    plugins.register(Brings(first, second), "one")
    plugins.register(Brings(), "none")
    assert plugins.pages() == (("one", first), ("one", second))
    assert plugins.problems == ()


def test_of_two_pages_with_one_name_in_a_module_the_first_stays_and_both_plugins_are_named() -> None:
    plugins = Plugins()
    first = page()
    plugins.register(Brings(first), "one")
    plugins.register(Brings(page(), page(name="other")), "two")
    assert [each.name for _, each in plugins.pages()] == ["map", "other"]
    assert plugins.pages()[0][1] is first
    (problem,) = plugins.problems
    assert problem.what.values == {"name": "first/map", "first": "one", "second": "two"}


@pytest.mark.parametrize("name", ["", "Map", "a b", "../x", "x" * 62])
def test_a_name_that_is_no_address_is_refused(name: str) -> None:
    plugins = Plugins()
    plugins.register(Brings(page(name=name)), "one")
    assert plugins.pages() == ()
    assert [problem.what.key for problem in plugins.problems] == ["plugin.bad-name"]


def test_sound_parts_come_through_as_they_are() -> None:
    parts = (PageText("*a*"), PagePicture(SVG, "wat"), PageTable(("a", "b"), (("1", "2"),), "c"))
    assert draw_page("one", page(lambda ask: parts), ASK) == parts
    assert draw_page("one", page(lambda ask: iter(parts)), ASK) == parts
    assert draw_page("one", page(lambda ask: []), ASK) == ()


def test_a_page_is_asked_in_the_language_of_the_reader_with_the_answers_of_the_reader() -> None:
    asked: list[PageAsk] = []
    draw_page("one", page(lambda ask: asked.append(ask) or ()), PageAsk("en", {"x": {"a": "b"}}))
    assert asked == [PageAsk("en", {"x": {"a": "b"}})]


@pytest.mark.parametrize(
    ("draw", "told"),
    [
        (fails, "KeyError: 'no such column'"),
        (fails_late, "disk gone"),
        (leaves, "SystemExit: 3"),
        (lambda ask: None, "NoneType, not a sequence"),
        (lambda ask: "text", "str, not a sequence"),
        (lambda ask: {"a": PageText("a")}, "dict, not a sequence"),
        (lambda ask: (PageText("x") for _ in itertools.count()), f"more than {MOST_PARTS} parts"),
        (lambda ask: [PageText("x"), "<b>x</b>"], "part 2: str is not"),
        (lambda ask: [PageText(3)], "the text is no str"),
        (lambda ask: [PagePicture(SVG, " ")], "needs its drawing and, in alt"),
        (lambda ask: [PagePicture(None, "x")], "needs its drawing and, in alt"),
        (lambda ask: [PagePicture(SVG.replace("/>", "><script/></svg>"), "x")], "<script> is not allowed"),
        (lambda ask: [PageTable((), ())], "a table needs columns"),
        (lambda ask: [PageTable(("a", "b"), (("1", "2"), ("1",)))], "row 2 is not 2 texts"),
        (lambda ask: [PageTable(("a",), ((1,),))], "row 1 is not 1 texts"),
        (lambda ask: [PageTable(("a",), (("1",),), 4)], "the caption is no str"),
    ],
)
def test_a_page_that_cannot_be_shown_is_a_problem_that_says_why(draw: Callable[[PageAsk], Any], told: str) -> None:
    problem = draw_page("one", page(draw), ASK)
    assert isinstance(problem, PluginProblem)
    assert problem.plugin == "one"
    assert told in problem.detail + speech("en").say(problem.what)
    assert "first" in speech("nl").say(problem.what)


def test_ctrl_c_while_a_page_is_drawn_still_ends_the_program() -> None:
    def interrupted(ask: PageAsk) -> Sequence[PagePart]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        draw_page("one", page(interrupted), ASK)
