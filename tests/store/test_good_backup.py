"""A database that cannot be used names the last backup that can."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from learnenv.domain.errors import StoreError
from learnenv.domain.text import Message
from learnenv.language import speech
from learnenv.store.backup import back_up, restore
from learnenv.store.backup_note import note_path, noted, remember
from learnenv.store.good_backup import look
from learnenv.store.keep import FOLDER
from learnenv.store.mark import mark_path
from learnenv.store.open import open_record
from tests.store import damage as damages
from tests.store.damage import ANSWERS, DAMAGES, contents, fill
from tests.store.test_backup import ignore

EARLIER = datetime(2026, 3, 1, 2, 30, tzinfo=UTC)


def refusal(url: str) -> Message:
    with pytest.raises(StoreError) as caught:
        open_record(url, wait=1)
    return caught.value.message


def backed_up(path: Path, name: str = "night.backup", count: int = 3) -> Path:
    """Fill a record and back it up; the backup."""
    fill(path, count=count)
    file = path.with_name(name)
    back_up(f"sqlite:///{path}", file, ignore)
    remember(note_of(path), file, datetime.now(UTC))
    return file


def note_of(path: Path) -> Path:
    """Where backups of this file are remembered."""
    return note_path(f"sqlite:///{path}", path.parent)


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_is_refused_with_the_last_good_backup_which_brings_all_back(
    damage: Callable[[Path], None], path: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = path.with_name("night.backup")

    def fill_and_back_up(there: Path, *, end: bool = True) -> None:
        fill(there, end=end)
        copy = Path(shutil.copytree(there.parent, there.parent.with_name("copy"))) / there.name
        back_up(f"sqlite:///{copy}", file, ignore)  # of a copy, because it tidies up the log
        remember(note_of(there), file, EARLIER)

    monkeypatch.setattr(damages, "fill", fill_and_back_up)
    damage(path)
    before = contents(path)
    said = refusal(url)
    assert said.key == "store.with-backup"
    assert said.values["what"].key == "store.damaged"  # type: ignore[attr-defined]
    assert said.values["file"] == file
    assert contents(path) == before
    for each in path.parent.glob(f"{path.name}*"):
        each.unlink()
    restore(url, file, ignore)
    record = open_record(url)
    assert len(record.all_standings()) == ANSWERS
    record.close()


def test_it_is_one_line_that_names_file_backup_and_time(path: Path, url: str) -> None:
    file = backed_up(path)
    path.write_bytes(bytes(4096))
    for language, command in (("nl", "learnenv restore"), ("en", "learnenv restore")):
        said = speech(language).say(refusal(url))
        assert "\n" not in said
        assert all(each in said for each in (str(path), str(file), command, str(datetime.now(UTC).year)))


def test_a_file_that_is_gone_or_behind_names_the_backup_too(path: Path, url: str) -> None:
    file = backed_up(path)
    path.unlink()
    assert refusal(url).values["file"] == file
    file.rename(path)
    mark_path(path).write_text('{"record": "", "attempt": 9, "event": 0}')
    said = refusal(url)
    assert said.key == "store.with-lost-backup"
    assert said.values["what"].key == "store.behind"  # type: ignore[attr-defined]


def test_a_backup_that_is_damaged_or_of_another_record_is_passed_over(path: Path, url: str) -> None:
    good = backed_up(path)
    bad, other = path.with_name("bad.backup"), path.with_name("other") / "other.backup"
    back_up(url, bad, ignore)
    remember(note_of(path), bad, datetime.now(UTC))
    bad.write_bytes(bad.read_bytes()[:5000])
    backed_up(other.with_name("other.db"), other.name)
    remember(note_of(path), other, datetime.now(UTC))
    path.write_bytes(bytes(4096))
    assert refusal(url).values["file"] == good


def test_a_copy_from_before_an_upgrade_counts_too(path: Path, url: str) -> None:
    backup = backed_up(path)
    copy = path.parent / FOLDER / f"{path.stem}-0001-20260301T023000Z{path.suffix}"
    copy.parent.mkdir()
    backup.rename(copy)
    os.utime(copy, (EARLIER.timestamp(),) * 2)
    note_of(path).unlink()
    path.write_bytes(bytes(4096))
    said = refusal(url)
    assert (said.values["file"], said.values["at"]) == (copy, EARLIER)


def test_without_any_backup_the_message_is_as_it_was(path: Path, url: str) -> None:
    fill(path, count=1)
    path.write_bytes(bytes(4096))
    assert refusal(url).key == "store.damaged"
    note_of(path).write_text('[{"file": 1}')
    assert refusal(url).key == "store.damaged"


def test_a_whole_file_is_told_as_it_is_whatever_the_note_says(path: Path) -> None:
    file = backed_up(path)
    for number in range(12):
        remember(note_of(path), file, EARLIER + timedelta(days=number))
    assert [each.at for each in noted(note_of(path))] == [EARLIER + timedelta(days=day) for day in range(11, 1, -1)]
    assert look(path, 1).attempt == 3
