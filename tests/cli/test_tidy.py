"""learnenv tidy and learnenv privacy."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from learnenv.domain.learner import Learner
from learnenv.store.open import open_record
from learnenv.testing.record_samples import new_session
from tests.cli.conftest import Ran

LONG_AGO = datetime(2001, 1, 5, 9, 30, tzinfo=UTC)


def test_tidy_says_what_it_removed(learnenv: Callable[..., Ran], tmp_path: Path) -> None:
    data = tmp_path / "here"
    url = f"sqlite:///{data / 'learnenv.sqlite3'}"
    record = open_record(url)
    session = new_session("silent")
    old = dict.fromkeys(("created", "last_seen", "idle_expires", "absolute_expires"), LONG_AGO)
    record.add_learner(Learner("silent", LONG_AGO, "nl"), type(session)(session.token_hash, "silent", **old))
    record.close()
    ran = learnenv("tidy", "--data", str(data))
    assert (ran.code, re.findall(r"\d+", ran.out)) == (0, ["0", "0", "0", "1"])
    record = open_record(url)
    assert record.learner("silent") is None
    record.close()


def test_privacy_writes_four_papers_and_says_where(learnenv: Callable[..., Ran], tmp_path: Path) -> None:
    out = tmp_path / "papers"
    ran = learnenv("privacy", "--out", str(out))
    assert ran.code == 0
    written = {file.name for file in out.iterdir()}
    assert written == {
        f"{paper}.{language}.md" for paper in ("privacy-notice", "register") for language in ["nl", "en"]
    }
    assert all(name in ran.out for name in written)
    assert learnenv("privacy", "--out", str(out)).code == 0


def test_a_folder_that_cannot_be_written_is_a_mistake_in_one_line(
    learnenv: Callable[..., Ran], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    ran = learnenv("privacy", "--out", str(tmp_path / "file" / "papers"))
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1
