"""learnenv rebuild."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from learnenv.domain.learner import ABSOLUTE, IDLE, Learner, Session
from learnenv.domain.progress import Attempt, Standing
from learnenv.store.open import open_record
from tests.cli.conftest import Ran

NOW = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)


def test_it_says_how_many_standings_there_are_and_they_are_the_same(
    learnenv: Callable[..., Ran], tmp_path: Path
) -> None:
    data = tmp_path / "here"
    url = f"sqlite:///{data / 'learnenv.sqlite3'}"
    record = open_record(url)
    session = Session("hash", "someone", NOW, NOW, NOW + IDLE, NOW + ABSOLUTE)
    record.add_learner(Learner("someone", NOW, "nl"), session)
    for ref in ("tiny/sure", "tiny/other"):
        record.record("someone", ref, lambda standing, ref=ref: _attempt(ref, standing))  # type: ignore[misc]
    before = record.all_standings()
    record.close()

    ran = learnenv("rebuild", "--data", str(data))

    assert ran.code == 0
    assert re.findall(r"\d+", ran.out) == ["2"]
    record = open_record(url)
    assert record.all_standings() == before
    record.close()


def test_a_database_that_cannot_be_opened_is_a_mistake_in_one_line(
    learnenv: Callable[..., Ran], tmp_path: Path
) -> None:
    file = tmp_path / "here" / "learnenv.sqlite3"
    file.parent.mkdir()
    file.write_bytes(b"this is no database" * 100)
    ran = learnenv("rebuild", "--data", str(file.parent))
    assert ran.code == 2
    assert ran.err.count("\n") == 1


def _attempt(ref: str, standing: Standing) -> Attempt:
    return Attempt(
        "someone",
        ref,
        "key",
        {"choice": "yes"},
        "print",
        1.0,
        1.0,
        None,
        standing.tries,
        0,
        "nl",
        "command-line",
        NOW,
    )
