"""When a backup is one to rely on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from learnenv.domain.backups import LastBackup, backup_state

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
LAST = LastBackup(NOW - timedelta(hours=6), 1000, "/elsewhere/learnenv.sqlite3")


def test_one_of_last_night_is_good_also_when_it_was_taken_away() -> None:
    assert backup_state(LAST, NOW, 2) == "good"
    assert backup_state(replace(LAST, found="gone"), NOW, 2) == "good"
    assert backup_state(replace(LAST, at=NOW - timedelta(days=2)), NOW, 2) == "good"


def test_one_that_is_too_old_is_late_and_none_is_missing() -> None:
    assert backup_state(replace(LAST, at=NOW - timedelta(days=2, seconds=1)), NOW, 2) == "late"
    assert backup_state(None, NOW, 2) == "missing"


def test_where_none_is_expected_nobody_is_warned_of_its_age() -> None:
    assert backup_state(None, NOW, 0) == "not-asked"
    assert backup_state(replace(LAST, at=NOW - timedelta(days=900)), NOW, 0) == "not-asked"


def test_one_that_changed_is_told_whatever_its_age() -> None:
    for days in (0, 2):
        assert backup_state(replace(LAST, found="changed"), NOW, days) == "changed"


def test_a_clock_that_went_back_makes_no_backup_late() -> None:
    assert backup_state(LAST, NOW - timedelta(days=400), 2) == "good"
