"""Learning paths, the method that fits, terms and sources, for one learner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from learnenv import exercise_types, hookimpl
from learnenv.domain.errors import LearnenvError, NotFound
from learnenv.domain.learner import Actor
from learnenv.library import Library
from learnenv.plugins.manager import Plugins
from learnenv.services import cohorts, guiding, learning, organisations
from learnenv.services.app import App
from learnenv.settings import read_settings
from learnenv.store.memory import MemoryRecord
from tests.services.classroom import CONSOLE
from tests.services.conftest import Clock
from tests.support.modules import write_module

PATH = """
title: {nl: Pad, en: Path}
audience: {nl: ons, en: us}
summary: {nl: Samen., en: Together.}
steps:
  - {module: not-here, why: {nl: x, en: x}}
  - {module: second, optional: true, why: {nl: Kan., en: May be.}}
  - {module: first, why: {nl: Moet., en: Must.}}
"""
PROBLEMS = """
problems:
  - id: slow
    says: {nl: Het gaat langzaam., en: It goes slowly.}
    words: {nl: traag, en: sluggish}
    advice:
      - {module: not-here, why: {nl: n, en: n}}
      - {module: second, why: {nl: Sneller., en: Faster.}}
      - {module: first, why: {nl: Kleiner., en: Smaller.}}
  - id: dear
    says: {nl: Het is duur en traag., en: It is dear and sluggish.}
    advice: [{module: first, why: {nl: Goedkoper., en: Cheaper.}}]
methods:
  - {module: first, when_not: {nl: Nooit op maandag., en: Never on Monday.}}
"""


@pytest.fixture
def app(tmp_path: Path, clock: Clock) -> App:
    return _made(tmp_path, clock)


def _made(tmp_path: Path, clock: Clock) -> App:
    for id in ("first", "second"):
        write_module(tmp_path / "modules", id, {}, pages=1)
    guides = tmp_path / "guides"
    (guides / "paths").mkdir(parents=True, exist_ok=True)
    (guides / "paths" / "ours.yaml").write_text(PATH, encoding="utf-8")
    (guides / "problems.yaml").write_text(PROBLEMS, encoding="utf-8")

    class Guiding:
        @hookimpl
        def learnenv_guides(self) -> Sequence[Path]:
            return [guides]

    plugins = Plugins()
    plugins.register(exercise_types, "learnenv")
    plugins.register(Guiding(), "guides")
    library = Library(plugins, [tmp_path / "modules"])
    assert not library.problems
    record = MemoryRecord()
    return App(read_settings({}, data=tmp_path / "data"), library, record, clock, record.name())


def test_a_path_shows_the_modules_that_are_here_and_where_one_is(app: App, actor: Actor) -> None:
    (view,) = guiding.paths(app, actor)
    assert [step.card.id for step in view.steps] == ["second", "first"]
    assert view.now is not None
    assert view.now.card.id == "first", "an optional step does not hold anyone up"
    learning.mark_read(app, actor, "first", "page-1")
    view = guiding.path(app, actor, "ours")
    assert [step.done for step in view.steps] == [False, True]
    assert view.now is not None
    assert view.now.card.id == "second"
    learning.mark_read(app, actor, "second", "page-1")
    view = guiding.path(app, actor, "ours")
    assert (view.done, view.now) == (2, None)
    assert view.minutes == app.library.card("first").minutes


PARTS = """
title: {nl: Delen, en: Parts}
audience: {nl: ons, en: us}
summary: {nl: Samen., en: Together.}
steps:
  - {module: long, part: {nl: eerst, en: first}, pages: [page-1, page-2], why: {nl: x, en: x}}
  - {module: long, part: {nl: dan, en: then}, pages: [page-3], why: {nl: x, en: x}}
"""


def test_a_part_of_a_module_takes_as_long_as_its_pages_and_is_done_when_they_are(
    tmp_path: Path, app: App, clock: Clock, actor: Actor
) -> None:
    write_module(tmp_path / "modules", "long", {}, pages=3)
    (tmp_path / "guides" / "paths" / "parts.yaml").write_text(PARTS, encoding="utf-8")
    app = replace(app, library=_made(tmp_path, clock).library)
    minutes = [page.minutes for page in app.library.module("long").pages]
    view = guiding.path(app, actor, "parts")
    assert [step.minutes for step in view.steps] == [sum(minutes[:2]), minutes[2]]
    assert view.minutes == sum(minutes)
    learning.mark_read(app, actor, "long", "page-1")
    assert guiding.path(app, actor, "parts").done == 0
    learning.mark_read(app, actor, "long", "page-2")
    assert [step.done for step in guiding.path(app, actor, "parts").steps] == [True, False]


def test_a_path_that_is_not_there_is_said_so(app: App, actor: Actor) -> None:
    with pytest.raises(NotFound):
        guiding.path(app, actor, "nowhere")


def test_methods_are_ranked_over_the_problems_that_are_alike_each_once_with_when_not(app: App, actor: Actor) -> None:
    found = guiding.suggestions(app, actor, "alles gaat traag en duur")
    assert [each.card.id for each in found] == ["first", "second"]
    assert found[0].when_not.nl == "Nooit op maandag."
    assert found[0].problem.id == "dear"
    assert not found[1].when_not


def test_a_problem_chosen_from_the_examples_gives_its_own_methods_in_their_order(app: App, actor: Actor) -> None:
    assert [each.card.id for each in guiding.suggestions(app, actor, "", "slow")] == ["second", "first"]
    assert guiding.suggestions(app, actor, "zebra", "") == ()
    assert guiding.suggestions(app, actor, "", "nowhere") == ()
    assert [problem.id for problem in guiding.problems(app)] == ["slow", "dear"]


def test_sources_are_those_of_every_module(app: App) -> None:
    assert [(card.id, [source.id for source in named]) for card, named in guiding.sources(app)] == [
        ("first", ["S01"]),
        ("second", ["S01"]),
    ]


def test_a_search_in_the_readers_language_comes_first_and_the_other_language_helps_out(
    app: App, actor: Actor
) -> None:
    assert guiding.search(app, actor, "Bladzijde").language == "nl"
    found = guiding.search(app, actor, "Sheet")
    assert found.language == "en"
    assert {hit.kind for hit in found.hits} == {"lesson"}
    assert guiding.search(app, actor, "xyzzy").hits == ()


def test_a_class_works_on_what_is_installed_and_not_optional(app: App) -> None:
    assert [(path.id, modules) for path, modules in guiding.class_paths(app).values()] == [("ours", ("first",))]


def test_a_cohort_gets_the_modules_of_a_path_and_one_date(app: App) -> None:
    place, day, other = organisations.make(app, CONSOLE, "Town").id, date(2026, 5, 1), date(2026, 4, 1)

    def modules(named: Mapping[str, date | None], path: str, due: date | None) -> list[tuple[str, date | None]]:
        made = cohorts.make(app, CONSOLE, place, "Spring", named, path=path, due=due)
        return [(each.module, each.due) for each in cohorts.cohort(app, CONSOLE, made.id).modules]

    assert modules({}, "ours", day) == [("first", day)]
    assert modules({"second": other, "first": None}, "ours", day) == [("first", day), ("second", other)]
    assert modules({"second": None}, "", day) == [("second", day)]
    assert modules({}, "ours", None) == [("first", None)]
    assert modules({}, "", None) == []


@pytest.mark.parametrize(
    ("path", "due", "said"),
    [
        ("nowhere", None, r"cohorts\.no-path"),
        ("ours", date(2026, 1, 4), r"cohorts\.day-is-past"),
        ("", date(2026, 5, 1), r"cohorts\.due-of-nothing"),
    ],
)
def test_no_cohort_is_made_on_an_unknown_path_or_with_a_date_that_says_nothing(
    app: App, path: str, due: date | None, said: str
) -> None:
    place = organisations.make(app, CONSOLE, "Town").id
    with pytest.raises(LearnenvError, match=said):
        cohorts.make(app, CONSOLE, place, "Spring", {}, path=path, due=due)
    assert app.record.cohorts() == ()
