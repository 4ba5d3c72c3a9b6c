"""A link out of a module's folder is not followed: what an author sends along shows nothing else of this machine."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from learnenv.checking import findings
from learnenv.domain.content import Prose
from learnenv.reader.text_file import leads_out, read_text_file
from tests.reader.good_module import FILES, TYPES, read, write_good_module

SECRET = "# Geheim\n\nWat niemand mag lezen.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A good module, with a file beside it that is nobody's business."""
    (tmp_path / "secret.md").write_text(SECRET, encoding="utf-8")
    return write_good_module(tmp_path / "module")


def test_a_lesson_that_is_a_link_out_of_the_module_is_refused_with_a_fault_of_its_own(folder: Path) -> None:
    _link(folder / "lessons/hoe.en.md", folder.parent / "secret.md")
    page = read(folder).pages[1]
    assert all("Wat niemand" not in each.markdown for each in page.blocks["en"] if isinstance(each, Prose))
    (fault,) = findings(folder, TYPES)
    assert (fault.file, fault.code, fault.severity) == ("lessons/hoe.en.md", "file-elsewhere", "error")


@pytest.mark.parametrize("name", ["module.yaml", "exercises/hoeveel.yaml", "lessons/hoe.nl.md"])
@pytest.mark.parametrize("target", ["../../secret.md", "/etc/passwd", "../../nowhere"])
def test_no_file_of_a_module_may_be_one(name: str, target: str, folder: Path) -> None:
    _link(folder / name, Path(target))
    assert "file-elsewhere" in [fault.code for fault in findings(folder, TYPES) if fault.file == name]
    assert read_text_file(folder, name).text == ""


def test_a_folder_of_a_module_may_not_be_one_either(folder: Path) -> None:
    (folder / "lessons").rename(folder.parent / "lessons")
    (folder / "lessons").symlink_to("../lessons")
    assert {fault.code for fault in findings(folder, TYPES) if fault.file.startswith("lessons")} == {"file-elsewhere"}


def test_a_link_within_the_module_is_followed(folder: Path) -> None:
    _link(folder / "lessons/hoe.en.md", Path("hoe.nl.md"))
    _link(folder / "images/druppel.svg", Path("cover.svg"))
    assert findings(folder, TYPES) == ()


def test_the_folder_itself_may_be_reached_by_a_link(folder: Path) -> None:
    (folder.parent / "link").symlink_to("module")
    (folder.parent / "far").mkdir()
    (folder.parent / "far/inside").symlink_to("..")
    _link(folder / "lessons/hoe.en.md", Path("hoe.nl.md"))
    assert findings(folder.parent / "link", TYPES) == ()
    assert findings(folder.parent / "far/inside/link", TYPES) == ()


def test_a_link_to_itself_is_a_file_that_cannot_be_opened(folder: Path) -> None:
    _link(folder / "lessons/hoe.en.md", Path("hoe.en.md"))
    assert [fault.code for fault in findings(folder, TYPES)] == ["file-unreadable"]


def test_a_picture_that_is_a_link_out_of_the_module_is_said_to_be_one(folder: Path) -> None:
    (folder.parent / "x.svg").write_text("<svg/>")
    for name in ("cover", "druppel"):
        _link(folder / f"images/{name}.svg", Path("../../x.svg"))
    found = findings(folder, TYPES)
    assert {(fault.file, fault.code) for fault in found} == {
        (name, "image-link") for name in ("module.yaml", "lessons/waarom.nl.md", "lessons/waarom.en.md")
    }


def test_looking_for_links_takes_next_to_nothing(folder: Path) -> None:
    names = [*FILES]
    start = time.process_time()
    for _ in range(500):
        for name in names:
            leads_out(folder, name)
    assert (time.process_time() - start) / 500 < 0.001


def _link(at: Path, target: Path) -> None:
    at.unlink()
    at.symlink_to(target)
