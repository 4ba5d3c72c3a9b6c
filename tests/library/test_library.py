"""The library: every sound module is there, every other one is named, and each is read once."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from learnenv.domain.content import ModuleCard
from learnenv.domain.errors import NotFound
from learnenv.language import speech
from learnenv.library import Library
from learnenv.plugins.manager import Plugins
from tests.library.writing import Bringing, library, module
from tests.plugins.bad.good_plugin import STONE, Stone


def test_cards_are_sorted_by_id_whatever_the_order_of_the_folders(tmp_path: Path) -> None:
    found = library(*(module(tmp_path, id) for id in ("scrum", "canvas", "lean")))
    assert [card.id for card in found.cards()] == ["canvas", "lean", "scrum"]
    assert found.card("lean").plugin == "pack"
    assert found.problems == ()


def test_a_module_is_read_at_first_use_and_once(tmp_path: Path) -> None:
    folder = module(tmp_path, "lean")
    found = library(folder)
    first = found.module("lean")
    shutil.rmtree(folder)
    assert found.module("lean") is first
    assert [page.id for page in first.pages] == ["first"]


def test_many_who_open_a_module_at_once_get_one_and_the_same(tmp_path: Path) -> None:
    parsed: list[str] = []
    both = threading.Barrier(8)

    def parse(data: Mapping[str, Any]) -> Stone:
        parsed.append("once")
        return STONE.parse(data)

    plugins = Plugins()
    plugins.register(Bringing(module(tmp_path, "lean"), types=[replace(STONE, parse=parse)]), "pack")
    found = Library(plugins)

    def opened(_: int) -> int:
        both.wait(10)
        return id(found.module("lean"))

    with ThreadPoolExecutor(8) as many:
        assert len(set(many.map(opened, range(8)))) == 1
    assert parsed == ["once"]


def test_an_exercise_is_found_by_its_ref(tmp_path: Path) -> None:
    found = library(module(tmp_path, "lean")).exercise("lean/heavy")
    assert (found.ref, found.type, found.spec.right) == ("lean/heavy", STONE, "a")


@pytest.mark.parametrize(
    ("ref", "key", "near"),
    [
        ("leen/heavy", "module.not-found.near", "lean"),
        ("quite-else/heavy", "module.not-found", None),
        ("lean/heavvy", "exercise.not-found.near", "heavy"),
        ("lean/other-thing", "exercise.not-found", None),
        ("lean", "exercise.not-found", None),
        ("", "module.not-found", None),
        ("lean/" + "heavy" * 100_000, "exercise.not-found", None),
        ("lean" * 100_000, "module.not-found", None),
    ],
)
def test_what_is_not_there_is_said_with_the_name_that_may_be_meant(
    tmp_path: Path, ref: str, key: str, near: str | None
) -> None:
    with pytest.raises(NotFound) as caught:
        library(module(tmp_path, "lean")).exercise(ref)
    message = caught.value.message
    assert (message.key, message.values.get("near")) == (key, near)
    assert len(speech("nl").say(message)) < 250


def test_one_can_ask_whether_a_module_is_there(tmp_path: Path) -> None:
    found = library(module(tmp_path, "lean"))
    assert found.has("lean")
    assert not found.has("scrum")


def test_of_two_modules_with_one_id_the_first_stays_and_both_are_named(tmp_path: Path) -> None:
    one, two = module(tmp_path, "lean", nl="Een"), module(tmp_path, "lean", nl="Twee", folder="copy")
    found = library(one, extra=[two])
    assert found.card("lean").title.nl == "Een"
    (problem,) = found.problems
    assert (problem.plugin, problem.what.key) == ("folder:copy", "library.module-twice")
    assert problem.what.values == {"module": "lean", "first": f"pack ({one})", "second": f"folder:copy ({two})"}


def test_one_folder_that_comes_in_by_two_ways_is_no_clash(tmp_path: Path) -> None:
    folder = module(tmp_path, "lean")
    assert library(folder, extra=[folder, tmp_path]).problems == ()


def test_a_module_without_a_readable_card_is_left_out_and_named_and_the_others_go_on(tmp_path: Path) -> None:
    bad = module(tmp_path, "bad")
    (bad / "module.yaml").write_text("id: bad\ntitle: [\n", encoding="utf-8")
    found = library(bad, module(tmp_path, "lean"))
    assert [card.id for card in found.cards()] == ["lean"]
    assert {problem.what.key for problem in found.problems} == {"library.left-out"}
    assert "module.yaml" in speech("nl").say(found.problems[0].what)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    found = library(tmp_path / "gone", module(tmp_path, "lean"))
    assert found.has("lean")
    assert [problem.what.key for problem in found.problems] == ["library.no-folder"]


def test_a_bad_exercise_hides_only_itself_and_its_fault_is_kept(tmp_path: Path) -> None:
    folder = module(tmp_path, "lean")
    (folder / "exercises" / "heavy.yaml").write_text("type: no-such-type\n", encoding="utf-8")
    found = library(folder)
    assert [page.id for page in found.module("lean").pages] == ["first"]
    with pytest.raises(NotFound):
        found.exercise("lean/heavy")
    assert "exercises/heavy.yaml" in {
        fault.file.replace("\\", "/").split("lean/")[-1] for fault in found.faults("lean")
    }


def test_a_sound_module_has_no_faults(tmp_path: Path) -> None:
    assert library(module(tmp_path, "lean")).faults("lean") == ()


def test_a_module_whose_folder_is_gone_since_the_start_harms_no_other(tmp_path: Path) -> None:
    gone = module(tmp_path, "gone")
    found = library(gone, module(tmp_path, "lean"))
    shutil.rmtree(gone)
    assert found.module("gone").exercises == {}
    assert found.faults("gone") != ()
    assert found.module("lean").exercises != {}


def test_a_required_module_that_is_not_there_is_a_warning(tmp_path: Path) -> None:
    found = library(module(tmp_path, "lean", more="requires: [scrum]\n"))
    (problem,) = found.problems
    assert (problem.severity, problem.what.key) == ("warning", "library.requires")
    assert problem.what.values == {"module": "lean", "required": "scrum"}


def test_problems_of_plugins_and_of_modules_are_seen_together(tmp_path: Path) -> None:
    plugins = Plugins()
    plugins.register(object(), "empty")
    found = Library(plugins, [tmp_path])
    assert [problem.what.key for problem in found.problems] == ["plugin.no-hooks", "library.no-modules"]


def test_types_are_known_by_name_and_by_plugin(tmp_path: Path) -> None:
    found = library()
    assert dict(found.types) == {"stone": STONE}
    assert found.types_by_plugin() == (("pack", STONE),)


def test_a_module_of_a_folder_that_was_given_belongs_to_a_plugin_too(tmp_path: Path) -> None:
    module(tmp_path / "tryout", "lean")
    card: ModuleCard = library(extra=[tmp_path / "tryout"]).card("lean")
    assert card.plugin == "folder:tryout"


def test_what_is_read_again_takes_the_place_of_what_was_there(tmp_path: Path) -> None:
    lean, scrum = module(tmp_path, "lean"), module(tmp_path, "scrum")
    found = library(lean, scrum)
    before = found.module("lean")
    (lean / "lessons" / "first.en.md").write_text("# Changed\n\nText.\n\n```{learnenv} heavy\n```\n")
    (scrum / "module.yaml").write_text("id: [\n")
    assert found.module("lean") is before
    found.read([("me", lean), ("me", scrum)])
    assert [card.id for card in found.cards()] == ["lean"]
    assert found.module("lean").pages[0].titles.en == "Changed"
    assert [problem.what.key for problem in found.problems] == ["library.left-out"]
    assert found.search("", "en") == found.cards()
    found.read([])
    assert found.cards() == ()
    assert found.problems == ()


def test_nobody_sees_an_empty_library_while_it_is_read_again(tmp_path: Path) -> None:
    lean = module(tmp_path, "lean")
    found = library(lean)
    over = threading.Event()

    def read_on() -> None:
        while not over.is_set():
            found.read([("me", lean)])

    reader = threading.Thread(target=read_on)
    reader.start()
    try:
        assert all(found.has("lean") and found.cards() for _ in range(2_000))
    finally:
        over.set()
        reader.join()
