"""The plugin manager: each way in which a plugin can fail is contained and named, and everything else goes on."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from learnenv import ExerciseType, hookimpl
from learnenv.language import speech
from learnenv.plugins import hookspecs
from learnenv.plugins.manager import HOOKS, MOST_VALUES, PluginProblem, Plugins
from tests.plugins.installing import BAD, Install

# entry point, message key, severity, what the technical detail names
WAYS_TO_FAIL = [
    ("no_such_module", "plugin.load", "error", "ModuleNotFoundError"),
    ("good_plugin:nothing_here", "plugin.load", "error", "AttributeError"),
    ("bad_import_error", "plugin.load", "error", "no_such_library_anywhere"),
    ("bad_exit_at_import", "plugin.load", "error", "no licence found"),
    ("bad_exit_in_hook", "plugin.hook-failed", "error", "SystemExit: 3"),
    ("bad_odd_error", "plugin.hook-failed", "error", "bad_odd_error.py:"),
    ("bad_hook_raises", "plugin.hook-failed", "error", "KeyError: 'types'"),
    ("bad_unprintable_error", "plugin.hook-failed", "error", "Unprintable"),
    ("bad_not_a_sequence", "plugin.hook-not-sequence", "error", ""),
    ("bad_text_for_a_list", "plugin.hook-not-sequence", "error", ""),
    ("bad_wrong_element", "plugin.hook-element", "error", ""),
    ("bad_late_generator", "plugin.hook-failed", "error", "disk gone"),
    ("bad_endless_generator", "plugin.hook-too-many", "error", ""),
    ("bad_coroutine", "plugin.hook-not-sequence", "error", ""),
    ("bad_wrapper", "plugin.hook-wrapper", "error", ""),
    ("bad_misspelt_hook", "plugin.hook-unknown.near", "error", ""),
    ("bad_invented_hook", "plugin.hook-unknown", "error", ""),
    ("bad_unmarked_hook", "plugin.hook-unmarked", "error", ""),
    ("bad_misspelt_unmarked", "plugin.hook-unknown.near", "warning", ""),
    ("bad_argument", "plugin.hooks-unfit", "error", "config"),
    ("bad_no_hooks", "plugin.no-hooks", "warning", ""),
    ("bad_no_hooks:ANSWER", "plugin.no-hooks", "warning", "int"),
    ("bad_no_hooks:NOTHING", "plugin.no-hooks", "warning", ""),
    ("bad_cannot_be_looked_at", "plugin.hooks-unfit", "error", "do not look"),
    ("bad_type_without_functions", "plugin.no-function", "error", ""),
    ("bad_type_name", "plugin.bad-name", "error", ""),
    ("bad_same_type", "plugin.type-twice", "error", ""),
    ("bad_page_without_title", "plugin.page-title", "error", ""),
    ("bad_never_loads", "plugin.load-hangs", "error", ""),
    ("bad_never_returns", "plugin.hook-hangs", "error", "bad_never_returns.py:"),
]


@pytest.fixture(autouse=True)
def little_patience(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what never returns; all else is given its time, because the machine may be busy."""
    if "never" in request.node.name:
        monkeypatch.setattr("learnenv.plugins.patience.PATIENCE", 0.5)


@pytest.mark.parametrize(("reference", "key", "severity", "detail"), WAYS_TO_FAIL)
def test_a_bad_plugin_is_named_and_everything_else_goes_on(
    reference: str, key: str, severity: str, detail: str, install: Install
) -> None:
    install("pack-a", a_good="good_plugin")
    install("pack-b", bad=reference)
    install("pack-c", last="good_plugin:LATER")
    plugins = loaded(install)
    named = [problem for problem in plugins.problems if problem.plugin == "bad"]
    assert [(problem.what.key, problem.severity) for problem in named] == [(key, severity)]
    assert detail in named[0].detail
    assert ("a-good", "stone") in names(plugins)
    assert plugins.content()[0] == ("a-good", BAD)
    assert plugins.content()[-1] == ("last", BAD)
    assert {problem.plugin for problem in plugins.problems} == {"bad"}


@pytest.mark.parametrize(("reference", "key", "severity", "detail"), WAYS_TO_FAIL)
def test_every_problem_is_said_in_both_languages_with_nothing_left_open(
    reference: str, key: str, severity: str, detail: str, install: Install
) -> None:
    install("pack-a", a_good="good_plugin", bad=reference)
    for problem in loaded(install).problems:
        for language in ("nl", "en"):
            said = speech(language).say(problem.what)
            assert not said.startswith("[")
            assert "{" not in said
            assert "\n" not in problem.detail


def test_every_bad_plugin_is_tried() -> None:
    tried = {reference.partition(":")[0] for reference, *_ in WAYS_TO_FAIL}
    assert {file.stem for file in BAD.glob("bad_*.py")} - tried == {"bad_interrupt"}


def test_what_a_hook_gave_before_it_failed_is_dropped_with_the_rest(install: Install) -> None:
    install("pack", late="bad_late_generator", wrong="bad_wrong_element", endless="bad_endless_generator")
    plugins = loaded(install)
    assert plugins.content() == ()
    assert len(plugins.problems) == 3


def test_a_plugin_of_which_one_hook_fails_still_brings_what_the_other_gives(install: Install) -> None:
    install("pack", half="bad_hook_raises")
    plugins = loaded(install)
    assert plugins.content() == (("half", BAD),)


def test_a_plugin_with_a_hook_that_does_not_exist_is_left_out_entirely(install: Install) -> None:
    install("pack", wrong="bad_misspelt_hook", good="good_plugin")
    plugins = loaded(install)
    assert plugins.content() == (("good", BAD),)
    assert plugins.problems[0].what.values == {"hook": "learnenv_excercise_types", "near": "learnenv_exercise_types"}


def test_of_two_plugins_with_one_name_the_first_stays_and_both_are_named(install: Install) -> None:
    install("pack-b", twin="bad_same_type")
    install("pack-a", twin="good_plugin")
    plugins = loaded(install)
    assert names(plugins) == [("twin", "stone")]
    (problem,) = plugins.problems
    assert problem.what.key == "plugin.name-twice"
    assert problem.what.values == {"name": "twin", "first": "pack-a 1.2", "second": "pack-b 1.2"}


def test_of_two_types_with_one_name_the_first_stays_and_both_are_named(install: Install) -> None:
    install("pack", a="good_plugin", b="bad_same_type")
    plugins = loaded(install)
    assert names(plugins) == [("a", "stone"), ("b", "pebble")]
    assert not dict(plugins.exercise_types())["a"].open
    (problem,) = plugins.problems
    assert problem.what.values == {"name": "stone", "first": "a", "second": "b"}


def test_one_object_under_two_names_counts_once(install: Install) -> None:
    install("pack", a="good_plugin", b="good_plugin")
    plugins = loaded(install)
    assert names(plugins) == [("a", "stone")]
    assert [problem.plugin for problem in plugins.problems] == ["b"]


def test_a_package_with_damaged_metadata_harms_no_other(install: Install) -> None:
    install("pack-a", "[learnenv]\nthis line says nothing\n")
    install("pack-b", "no section = x:y\n")
    install("pack-c", good="good_plugin")
    plugins = loaded(install)
    assert names(plugins) == [("good", "stone")]
    assert [(problem.plugin, problem.what.key) for problem in plugins.problems] == [("pack-a", "plugin.metadata")]


def test_entry_points_of_other_programs_are_left_alone(install: Install) -> None:
    install("pack", "[pytest11]\nlearnenv = bad_exit_at_import\n\n[learnenv.other]\nx = bad_exit_at_import\n")
    assert loaded(install).problems == ()


def test_installed_plugins_come_sorted_by_name_after_those_registered_before(install: Install) -> None:
    install("a-pack", zebra="bad_misspelt_unmarked")
    install("z-pack", ape="good_plugin")
    plugins = Plugins()
    plugins.register(Folders("mine"), "built-in")
    plugins.load_installed(install.path)
    assert [name for name, _ in plugins.content()] == ["built-in", "ape", "zebra"]


def test_without_being_told_where_to_look_every_package_of_this_python_is_looked_at(install: Install) -> None:
    install("pack", a_plugin_of_this_very_test="good_plugin")
    plugins = Plugins()
    plugins.load_installed()
    assert ("a-plugin-of-this-very-test", BAD) in plugins.content()


def test_a_plugin_that_wants_to_be_called_first_does_not_get_before_the_built_in_ones() -> None:
    class Pushing:
        @hookimpl(tryfirst=True)
        def learnenv_content(self) -> Sequence[Path]:
            return [Path("pushing")]

    plugins = Plugins()
    plugins.register(Folders("mine"), "built-in")
    plugins.register(Pushing(), "pushing")
    assert [name for name, _ in plugins.content()] == ["built-in", "pushing"]


def test_a_name_that_is_registered_twice_by_hand_keeps_the_first() -> None:
    plugins = Plugins()
    plugins.register(Folders("one"), "same")
    plugins.register(Folders("two"), "same")
    assert plugins.content() == (("same", Path("one")),)
    assert [problem.what.key for problem in plugins.problems] == ["plugin.name-twice"]


def test_a_hook_by_another_name_and_an_optional_one_are_allowed() -> None:
    class Newer:
        @hookimpl(specname="learnenv_content")
        def folders(self) -> Sequence[Path]:
            return [Path("here")]

        @hookimpl(optionalhook=True)
        def learnenv_something_of_a_later_version(self) -> Sequence[object]:
            return []

    plugins = Plugins()
    plugins.register(Newer(), "newer")
    assert plugins.content() == (("newer", Path("here")),)
    assert plugins.problems == ()


def test_a_hook_is_called_once_however_often_one_asks(capsys: pytest.CaptureFixture[str]) -> None:
    class Telling:
        @hookimpl
        def learnenv_content(self) -> Sequence[Path]:
            print("called")
            return ()

    plugins = Plugins()
    plugins.register(Telling(), "telling")
    assert plugins.content() == plugins.content() == ()
    assert capsys.readouterr().out == "called\n"


def test_two_sets_of_plugins_know_nothing_of_each_other() -> None:
    one, other = Plugins(), Plugins()
    one.register(Folders("one"), "plugin")
    assert other.content() == ()


def test_hook_learnenv_exercise_types(install: Install) -> None:
    install("pack", good="good_plugin")
    ((name, type_),) = loaded(install).exercise_types()
    assert (name, type_.name) == ("good", "stone")
    assert type_.grade(type_.parse({"right": "a"}), {"stone": "a"}).fraction == 1


def test_hook_learnenv_content() -> None:
    plugins = Plugins()
    plugins.register(Folders("one", "two"), "many")
    plugins.register(Folders(), "none")
    assert plugins.content() == (("many", Path("one")), ("many", Path("two")))
    assert plugins.problems == ()


def test_every_hook_has_a_rule_for_what_it_returns_and_a_test_of_its_own() -> None:
    hooks = {name for name in vars(hookspecs) if name.startswith("learnenv_")}
    assert hooks == set(HOOKS)
    written = "".join(file.read_text(encoding="utf-8") for file in Path(__file__).parent.glob("test_*.py"))
    assert not [hook for hook in sorted(hooks) if f"\ndef test_hook_{hook}(" not in written]


def test_every_hook_says_what_to_return_when_it_is_called_and_what_happens_on_failure() -> None:
    for hook in HOOKS:
        says = inspect.getdoc(getattr(hookspecs, hook)) or ""
        assert all(word in says for word in ("Return:", "Called:", "On failure:")), hook


def test_the_bound_on_what_a_hook_may_return_is_far_above_any_real_plugin() -> None:
    plugins = Plugins()
    plugins.register(Folders(*map(str, range(MOST_VALUES))), "large")
    assert len(plugins.content()) == MOST_VALUES


def test_a_problem_is_a_value() -> None:
    plugins = Plugins()
    plugins.register(object(), "empty")
    assert plugins.problems == (PluginProblem("empty", plugins.problems[0].what, "object", "warning"),)


class Folders:
    """A plugin that gives these folders."""

    def __init__(self, *names: str) -> None:
        self.names = names

    @hookimpl
    def learnenv_content(self) -> Sequence[Path]:
        return [Path(name) for name in self.names]

    @hookimpl
    def learnenv_exercise_types(self) -> Sequence[ExerciseType[Any]]:
        return ()


def loaded(install: Install) -> Plugins:
    plugins = Plugins()
    plugins.load_installed(install.path)
    return plugins


def names(plugins: Plugins) -> list[tuple[str, str]]:
    return [(name, type_.name) for name, type_ in plugins.exercise_types()]
