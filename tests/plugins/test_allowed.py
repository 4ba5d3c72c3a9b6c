"""Where the settings name plugins, those are loaded and no others."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from learnenv import bootstrap
from learnenv.plugins.manager import Plugins
from learnenv.settings import read_settings
from tests.plugins.installing import Install


def test_of_a_plugin_that_is_not_allowed_nothing_is_imported_and_that_is_told(install: Install) -> None:
    install("a-pack", good="good_plugin", wrong="bad_exit_at_import")
    plugins = Plugins()
    plugins.load_installed(install.path, allowed=("good",))
    assert [name for name, _ in plugins.content()] == ["good"]
    [problem] = plugins.problems
    assert (problem.plugin, problem.what.key, problem.severity) == ("wrong", "plugin.not-allowed", "warning")


@pytest.mark.parametrize("near", ["go", "good2", "Good", "oo"])
def test_a_name_is_allowed_as_a_whole_and_as_it_is_written(install: Install, near: str) -> None:
    install("a-pack", good="good_plugin")
    plugins = Plugins()
    plugins.load_installed(install.path, allowed=(near,))
    assert plugins.content() == ()
    assert [problem.what.key for problem in plugins.problems] == ["plugin.not-allowed"]


def test_a_plugin_that_is_not_allowed_is_not_even_imported(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "bad_no_hooks", raising=False)
    install("a-pack", good="good_plugin", other="bad_no_hooks")
    Plugins().load_installed(install.path, allowed=("good",))
    assert "bad_no_hooks" not in sys.modules


def test_the_setting_says_which_installed_plugins_are_loaded(tmp_path: Path) -> None:
    settings = read_settings({"LEARNENV_PLUGINS": "krachtenveld"}, data=tmp_path)
    names = {each.name for each in bootstrap.library(settings).plugins}
    assert names == {"learnenv", "learnenv-labs", "krachtenveld"}
