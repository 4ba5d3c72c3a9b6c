"""learnenv attempts: a record's answers as a file, and into another record, also of another kind."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from learnenv.domain.progress import Event, Standing
from learnenv.store.open import open_record
from learnenv.testing.record_samples import NAUGHTY, NOW, answer, somebody
from tests.cli.conftest import Ran
from tests.store.conftest import _postgresql

Run = Callable[..., Ran]


@pytest.fixture
def postgresql() -> Iterator[str]:
    """The address of an empty PostgreSQL database."""
    yield from _postgresql()


def filled(url: str) -> tuple[str, tuple[Standing, ...]]:
    """A record in which two have been at work; one of them, and all standings."""
    record = open_record(url)
    me, other = somebody(record), somebody(record)
    for who in (me, other):
        record.add_event(Event(who, "a/e", "hint", NOW, 1))
        for number, text in enumerate(NAUGHTY):
            answer(record, who, f"a/{'ef'[number % 2]}", text, fraction=1 / (number + 1), score=0.5)
    standings = record.all_standings()
    record.close()
    return me, standings


def standings(url: str) -> tuple[Standing, ...]:
    record = open_record(url)
    found = record.all_standings()
    record.check()
    record.close()
    return found


def file_in(folder: Path) -> str:
    return f"sqlite:///{folder / 'learnenv.sqlite3'}"


def test_a_record_moves_from_a_file_to_postgresql_and_back(
    learnenv: Run, tmp_path: Path, postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    _, before = filled(file_in(here))
    first, second = str(tmp_path / "first.jsonl"), str(tmp_path / "second.jsonl")
    assert learnenv("attempts", "export", "--data", str(here), "--out", first).code == 0
    monkeypatch.setenv("LEARNENV_DATABASE_URL", postgresql)
    ran = learnenv("attempts", "import", first)
    assert (ran.code, ran.err) == (0, "")
    assert f"Answers: {2 * len(NAUGHTY)} added, 0 known already." in ran.out
    assert standings(postgresql) == before
    again = learnenv("attempts", "import", first)
    assert (again.code, "Answers: 0 added" in again.out) == (0, True)
    assert learnenv("attempts", "export", "--out", second).code == 0
    monkeypatch.delenv("LEARNENV_DATABASE_URL")
    assert learnenv("attempts", "import", second, "--data", str(there)).code == 0
    assert repr(standings(file_in(there))).encode() == repr(before).encode()
    assert Path(first).read_bytes().partition(b"\n")[2] == Path(second).read_bytes().partition(b"\n")[2]


def test_one_learner_goes_to_standard_output_and_comes_in_as_another(learnenv: Run, tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    me, _ = filled(file_in(here))
    record = open_record(file_in(there))
    other = somebody(record)
    record.close()
    ran = learnenv("attempts", "export", "--learner", me, "--data", str(here))
    file = tmp_path / "mine.jsonl"
    file.write_text(ran.out, encoding="utf-8")
    assert json.loads(ran.out.splitlines()[0])["learners"] == 1
    ran = learnenv("attempts", "import", str(file), "--learner", other, "--data", str(there))
    assert ran.code == 0, ran.err
    assert {each.learner for each in standings(file_in(there))} == {other}


def test_a_bad_line_is_named_with_its_file_and_nothing_comes_in(learnenv: Run, tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    filled(file_in(here))
    file = tmp_path / "damaged.jsonl"
    lines = learnenv("attempts", "export", "--data", str(here)).out.splitlines()
    file.write_text("\n".join([*lines[:4], lines[4][:-9], *lines[5:]]), encoding="utf-8")
    ran = learnenv("attempts", "import", str(file), "--data", str(there))
    assert ran.code == 1
    assert ran.out.splitlines() == [
        "damaged.jsonl:5: This is no JSON object on one line.",
        "Nothing was brought in: 1 line is no good.",
    ]
    assert standings(file_in(there)) == ()


@pytest.mark.parametrize(
    "arguments", [("import",), ("import", "nowhere.jsonl"), ("import", "."), ("export", "--learner", "nobody")]
)
def test_a_mistake_is_told_in_one_line(learnenv: Run, arguments: tuple[str, ...]) -> None:
    ran = learnenv("attempts", *arguments)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)


def test_without_a_word_it_shows_its_help(learnenv: Run) -> None:
    assert "export" in learnenv("attempts").out
