"""Folders of modules that are not installed."""

from __future__ import annotations

from pathlib import Path

from learnenv.library.folders import module_folders, register_folders
from learnenv.plugins.manager import Plugins
from tests.library.writing import module


def test_a_folder_that_is_a_module_is_one_module_and_is_not_searched_further(tmp_path: Path) -> None:
    folder = module(tmp_path, "lean")
    module(folder / "exercises", "inside")
    assert list(module_folders(folder)) == [folder]


def test_modules_in_package_folders_are_found(tmp_path: Path) -> None:
    deep = module(tmp_path / "modules" / "lean" / "learnenv_lean", "lean", folder="content")
    assert list(module_folders(tmp_path / "modules")) == [deep]


def test_hidden_and_private_folders_are_skipped(tmp_path: Path) -> None:
    for name in (".git", "_old"):
        module(tmp_path, "lean", folder=f"{name}/lean")
    assert list(module_folders(tmp_path)) == []


def test_a_folder_that_leads_back_to_itself_does_not_stop_the_search(tmp_path: Path) -> None:
    folder = module(tmp_path, "lean")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    assert list(module_folders(tmp_path)) == [folder]


def test_two_folders_of_one_name_are_both_taken(tmp_path: Path) -> None:
    one, two = (module(tmp_path / name, name, folder="content") for name in ("lean", "scrum"))
    plugins = Plugins()
    register_folders(plugins, [one, two])
    assert plugins.content() == ((f"folder:{one}", one), (f"folder:{two}", two))
    assert plugins.problems == ()


def test_a_folder_without_modules_is_named(tmp_path: Path) -> None:
    plugins = Plugins()
    register_folders(plugins, [tmp_path])
    (problem,) = plugins.problems
    assert (problem.plugin, problem.what.key) == (f"folder:{tmp_path.name}", "library.no-modules")
