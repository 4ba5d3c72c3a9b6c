"""What the files of a plugin add up to: the same for the same files, another for any other."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from learnenv import bootstrap
from learnenv.plugins.digest import digest, place_of
from learnenv.plugins.manager import Plugins
from learnenv.settings import read_settings
from tests.plugins.installing import Install
from tests.support.tiny import write_tiny


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    (folder / "lessons").mkdir(parents=True)
    (folder / "__init__.py").write_text("ANSWER = 42\n", encoding="utf-8")
    (folder / "lessons" / "a.nl.md").write_text("Les\n", encoding="utf-8")
    return folder


def test_it_is_the_same_elsewhere_and_for_what_python_makes_by_itself(pack: Path, tmp_path: Path) -> None:
    other = shutil.copytree(pack, tmp_path / "elsewhere")
    (other / "__pycache__").mkdir()
    (other / "__pycache__" / "x.pyc").write_bytes(b"made")
    assert len(digest(pack)) == 64
    assert digest(pack) == digest(other)


def test_any_change_changes_it(pack: Path) -> None:
    seen = {digest(pack)}
    (pack / "lessons" / "a.nl.md").write_text("Les.\n", encoding="utf-8")
    seen.add(digest(pack))
    (pack / "lessons" / "a.nl.md").rename(pack / "lessons" / "b.nl.md")
    seen.add(digest(pack))
    (pack / "more.py").write_text("", encoding="utf-8")
    seen.add(digest(pack))
    assert len(seen) == 4


def test_what_is_not_there_has_none(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert [digest(None), digest(tmp_path / "gone"), digest(tmp_path / "empty")] == ["", "", ""]
    assert [place_of("no_such_package_anywhere"), place_of(""), place_of("sys")][:2] == [None, None]


def test_a_plugin_is_found_without_being_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "never_imported_pack").mkdir()
    (tmp_path / "never_imported_pack" / "__init__.py").write_text("raise SystemExit", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert place_of("never_imported_pack.inner.part") == tmp_path / "never_imported_pack"
    assert "never_imported_pack" not in sys.modules


def test_every_registered_plugin_has_one_built_in_installed_or_a_folder(install: Install, tmp_path: Path) -> None:
    install("pack-a", a_good="good_plugin")
    plugins = Plugins()
    plugins.load_installed(install.path)
    (good,) = plugins.registered()
    assert good.place is not None
    assert good.place.name == "good_plugin.py"
    tiny = write_tiny(tmp_path)
    library = bootstrap.library(read_settings({}, data=tmp_path / "data", modules=[tiny]))
    digests = {each.name: digest(each.place) for each in library.plugins}
    assert all(digests.values()), digests
    assert digests["learnenv"] == digests["learnenv-labs"], "both come with the program itself"
    assert len(set(digests.values())) == len(digests) - 1
    assert digests["folder:tiny"] == digest(tiny)
