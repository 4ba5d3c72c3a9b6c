"""A series of backups in a folder, and what is remembered of the latest."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from learnenv.domain.backups import LastBackup
from learnenv.domain.errors import StoreError
from learnenv.store.backup_note import latest_backup, note_path, remember
from learnenv.store.series import let_go, next_in

NIGHT = datetime(2026, 12, 30, 2, 15, tzinfo=UTC)


def nights(folder: Path, count: int) -> list[Path]:
    files = [next_in(folder, "sqlite:///x", NIGHT + timedelta(days=day)) for day in range(count)]
    for file in files:
        file.write_bytes(b"x")
    return files


def test_the_newest_stay_and_nothing_else_is_touched(tmp_path: Path) -> None:
    made = nights(tmp_path, 5)
    names = ["learnenv.sqlite3", "notes.txt", "learnenv-mine.sqlite3"]
    for each in (made[0], made[4]):  # what somebody made of a backup: it counts for none, and is theirs
        names += [f"{each.name}{more}" for more in (".gpg", ".sha256")] + [
            f"{each.stem}.dump.zst",
            f"{each.stem}.txt",
        ]
    others = [tmp_path / name for name in names]
    for other in others:
        other.write_bytes(b"x")
    assert let_go(tmp_path, 2) == made[:3]
    assert sorted(tmp_path.iterdir()) == sorted([*made[3:], *others])
    assert let_go(tmp_path, 2) == []


def test_each_kind_of_database_has_its_own_ending_and_the_order_is_by_time(tmp_path: Path) -> None:
    dump = next_in(tmp_path, "postgresql://learnenv@h/n", NIGHT)
    assert dump.name == "learnenv-20261230T021500Z.dump"
    dump.write_bytes(b"x")
    later = next_in(tmp_path, "sqlite:///x", NIGHT + timedelta(days=1))
    later.write_bytes(b"x")
    assert let_go(tmp_path, 1) == [dump]
    assert list(tmp_path.iterdir()) == [later]


def test_what_a_killed_backup_left_goes_after_a_day(tmp_path: Path) -> None:
    old, new = (tmp_path / f".learnenv-20261230T02150{digit}Z.sqlite3.7.part" for digit in (0, 1))
    for part in (old, new):
        part.write_bytes(b"half")
    os.utime(old, (time.time() - 2 * 86400,) * 2)
    let_go(tmp_path, 1)
    assert (old.exists(), new.exists()) == (False, True)


def test_the_latest_is_remembered_and_whether_it_is_still_the_same(tmp_path: Path) -> None:
    data, file = tmp_path / "data", tmp_path / "a copy.sqlite3"
    for url in (f"sqlite:///{tmp_path}/of a file.sqlite3", "postgresql://user@host/name"):
        assert latest_backup(url, data) is None
        file.write_bytes(b"12345")
        remember(note_path(url, data), file, NIGHT)
        assert latest_backup(url, data) == LastBackup(NIGHT, 5, str(file), "there")
        file.write_bytes(b"123456")
        assert latest_backup(url, data) == LastBackup(NIGHT, 5, str(file), "changed")
        file.unlink()
        assert latest_backup(url, data) == LastBackup(NIGHT, 5, str(file), "gone")


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '[{"at": "now", "size": 1, "file": "x"}]', '[{"at": null}]'])
def test_what_cannot_be_read_is_no_backup(tmp_path: Path, text: str) -> None:
    url = "postgresql://user@host/name"
    note_path(url, tmp_path).write_text(text, encoding="utf-8")
    assert latest_backup(url, tmp_path) is None


def test_that_it_cannot_be_remembered_is_said(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"x")
    with pytest.raises(StoreError):
        remember(file / "note", file, NIGHT)
