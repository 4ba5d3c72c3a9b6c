"""What changes on the disk is noticed, once, and what editors leave lying about is not."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from learnenv.web.preview.watch import Watcher, sight
from tests.web.previewing import until


def test_what_is_saved_made_renamed_or_taken_away_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "lessons" / "a.md"
    file.parent.mkdir()
    file.write_text("one")
    steps: list[Callable[[], object]] = [
        lambda: file.write_text("three"),
        lambda: (file.parent / "b.md").write_text("new"),
        lambda: file.rename(file.with_name("c.md")),
        lambda: shutil.rmtree(file.parent),
    ]
    before = sight([tmp_path])
    for step in steps:
        step()
        now = sight([tmp_path])
        assert now != before
        before = now


def test_a_file_that_keeps_its_length_and_is_replaced_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("one")
    stat = file.stat()
    before = sight([tmp_path])
    new = tmp_path / ".a.md.swp"
    new.write_text("two")
    os.utime(new, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    new.replace(file)
    assert sight([tmp_path]) != before


def test_what_editors_leave_lying_about_is_passed_over(tmp_path: Path) -> None:
    before = sight([tmp_path])
    for name in (".a.md.swp", "a.md~", ".git/index", "__pycache__/a.pyc"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert sight([tmp_path]) == before


def test_a_folder_that_is_not_there_shows_nothing(tmp_path: Path) -> None:
    assert sight([tmp_path / "gone"]) == {}


def test_a_file_that_is_saved_in_steps_is_one_change(tmp_path: Path) -> None:
    changes: list[str] = []
    file = tmp_path / "a.md"
    file.write_text("old")
    watcher = Watcher(lambda: sight([tmp_path]), lambda: changes.append(file.read_text()))
    watcher.start()
    for text in ("", "ne", "new"):
        file.write_text(text)
        time.sleep(0.01)
    until(lambda: bool(changes))
    time.sleep(0.4)
    watcher.stop()
    assert changes == ["new"]
